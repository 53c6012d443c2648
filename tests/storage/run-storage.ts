/**
 * The suite: Samsa's files and compaction beside those of real Kafka, both running. Owns the order of the checks, where
 * they may write, and the last line `N passed, N failed, N skipped`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { javaClasses } from '../interop/toolchains.js'
import type { Check, Stage } from './check.js'
import { compactionChecks } from './side-by-side.js'
import { fullDiskChecks } from './full-disk.js'
import { importChecks } from './import-checks.js'
import { jarsFor, kafkaRelease } from './kafka-dump.js'
import { reverseChecks } from './reverse-proof.js'

export { writeDirectory } from './write-directory.js'

export interface StorageOptions {
  readonly root: string
  /** Outside of the repository: what was downloaded and compiled. */
  readonly cache: string
  readonly writer: readonly string[]
  /** Part of a check's name. */
  readonly match: string | undefined
  readonly list: boolean
  /** Leaves the data also when everything held. */
  readonly keep: boolean
}

/** Resolves to true when every check held. */
export async function runStorage(options: StorageOptions): Promise<boolean> {
  const checks = [...fullDiskChecks(), ...reverseChecks(), ...importChecks(), ...compactionChecks()].filter(
    ({ name }) => name.includes(options.match ?? ''),
  )
  if (options.list) {
    for (const { name } of checks) console.log(name)
    return true
  }
  const folder = mkdtempSync(join(tmpdir(), 'samsa-storage-'))
  const stage = stageIn(folder, options)
  const outcomes = { passed: 0, FAILED: 0, skipped: 0 }
  for (const check of checks) outcomes[await outcomeOf(check, stage)] += 1
  const { passed, FAILED: failed, skipped } = outcomes
  if (failed === 0 && !options.keep) rmSync(folder, { recursive: true, force: true })
  else console.log(`the data is left in ${folder}`)
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed === 0
}

async function outcomeOf(check: Check, stage: Stage): Promise<'passed' | 'FAILED' | 'skipped'> {
  const began = performance.now()
  const took = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`
  try {
    const skippedFor = await check.run(stage)
    if (typeof skippedFor === 'string') {
      console.log(`skipped  ${check.name}: ${skippedFor}`)
      return 'skipped'
    }
    console.log(`passed   ${check.name}  ${took()}`)
    return 'passed'
  } catch (error) {
    const said = (error as Error).stack ?? String(error)
    console.log(`FAILED   ${check.name}  ${took()}\n    ${said.slice(0, 4_000).replaceAll('\n', '\n    ')}`)
    return 'FAILED'
  }
}

function stageIn(folder: string, { root, cache, writer }: StorageOptions): Stage {
  const places = { cache, sources: join(root, 'tests/interop') }
  const jars = jarsFor(places)
  const classes = javaClasses(places, kafkaRelease, join(root, 'tests/storage/java/StorageDriver.java'))
  return {
    jars,
    driver: { java: classes.java, args: [...classes.args, 'StorageDriver'] },
    writer,
    program: join(root, 'bin/samsa'),
    folder: (name) => {
      const path = join(folder, name)
      mkdirSync(path, { recursive: true })
      return path
    },
    say: (line) => console.log(`         ${line}`),
  }
}
