/**
 * Checks vector files and golden log directories and counts. A line that no kind accepts is a failure, so that nothing
 * is passed over in silence; what cannot be checked is counted as skipped, with the reason.
 */
import { readVectors } from '@samsa/protocol/testing/golden-file'
import { assignorKinds } from './assignor-kinds.js'
import { checkLogDirectory } from './log-directories.js'
import { numberKinds } from './number-kinds.js'
import { recordKinds } from './record-kinds.js'
import type { Vector, VectorKind } from './vector-kind.js'
import { wireKinds } from './wire-kinds.js'

const kinds: readonly VectorKind[] = [...wireKinds, ...recordKinds, ...numberKinds, ...assignorKinds]

export interface GoldenOptions {
  readonly files: readonly string[]
  readonly logs: readonly string[]
  readonly fuzz: boolean
  readonly seed: number
}

class Tally {
  passed = 0
  failed = 0
  tried = 0
  readonly skipped = new Map<string, number>()

  add(title: string, problems: readonly string[]): void {
    if (problems.length === 0) this.passed++
    else {
      this.failed++
      // One broken codec can fail thousands of times: the first failures say enough.
      if (this.failed <= 20) console.error(`FAILED ${title}: ${problems.slice(0, 5).join('; ')}`)
    }
  }

  skip(reason: string): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1)
  }

  line(): string {
    const skips = [...this.skipped].map(([reason, count]) => `, ${count} skipped: ${reason}`).join('')
    const tried = this.tried > 0 ? `, ${this.tried} damaged inputs` : ''
    return `${this.passed} passed, ${this.failed} failed${tried}${skips}`
  }
}

/** Prints counts and, last, `N passed, N failed`; true if nothing failed. */
export async function runGolden(options: GoldenOptions): Promise<boolean> {
  const tallies = new Map<string, Tally>()
  const tallyOf = (name: string): Tally => {
    if (!tallies.has(name)) tallies.set(name, new Tally())
    return tallies.get(name)!
  }
  if (options.fuzz) console.log(`seed ${options.seed}`)
  for (const file of options.files) {
    for (const [index, vector] of readVectors<Vector>(file).entries()) {
      checkVector(vector, `${file}:${index + 1}`, index, options, tallyOf)
    }
  }
  for (const directory of options.logs) {
    for (const { title, problems } of await checkLogDirectory(directory)) tallyOf('logs').add(title, problems)
  }
  for (const [name, tally] of tallies) console.log(`${name}: ${tally.line()}`)
  const all = [...tallies.values()]
  const passed = all.reduce((sum, tally) => sum + tally.passed, 0)
  const failed = all.reduce((sum, tally) => sum + tally.failed, 0)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 && all.length > 0
}

function checkVector(
  vector: Vector,
  where: string,
  index: number,
  options: GoldenOptions,
  tallyOf: (name: string) => Tally,
): void {
  const kind = kinds.find((candidate) => candidate.accepts(vector))
  if (kind === undefined) return tallyOf('unknown').add(where, ['is of no known kind'])
  const tally = tallyOf(kind.name)
  const title = `${where} ${kind.title(vector)}`
  const problems = guarded(() => kind.check(vector))
  if (typeof problems === 'string') return tally.skip(problems)
  const fuzzed = options.fuzz ? kind.fuzz?.(vector, options.seed + index) : undefined
  tally.tried += fuzzed?.tried ?? 0
  tally.add(title, [...problems, ...(fuzzed?.problems ?? [])])
}

function guarded(check: () => string[] | string): string[] | string {
  try {
    return check()
  } catch (error) {
    return [`throws ${error instanceof Error ? error.stack : error}`]
  }
}
