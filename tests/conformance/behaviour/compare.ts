/**
 * Compares an answer with the recorded one: codes, numbers and shapes. Texts written for people are only
 * checked for being there; ids that differ from run to run are learnt from the first answer that carries
 * them, and must then stay the same.
 */
import type { Json } from './facts.js'

/** Fields with texts for people. */
const texts = new Set(['errorMessage', 'batchIndexErrorMessage', 'documentation'])
/** Fields whose values differ from run to run, and mean the same thing throughout one. */
const variable = new Set([
  'topicId',
  'producerId',
  'memberId',
  'sessionId',
  'leader',
  'clusterId',
  'port',
  'host',
])
/** Fields that nobody promises anything about. */
const free = new Set(['finalizedFeaturesEpoch', 'throttleTimeMs'])
/** Times later than this were taken from the clock. */
const clockTime = 1_790_000_000_000
const zeroId = 'AAAAAAAAAAAAAAAAAAAAAA'

export class Comparison {
  readonly learnt = new Map<string | number, string | number>()
  readonly differences: string[] = []

  set(recorded: string | number, actual: string | number): void {
    this.learnt.set(recorded, actual)
  }

  /** What was recorded, with this run's ids. */
  translate(value: Json, field = ''): Json {
    if (Array.isArray(value)) return value.map((each) => this.translate(each, field))
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, this.translate(inner, key)]),
      )
    }
    return variable.has(field) && this.learnt.has(value) ? this.learnt.get(value) : value
  }

  /** Notes each difference, as `path: expected, got`. */
  compare(expected: Json, actual: Json, path = '', field = ''): void {
    if (free.has(field)) return
    if (Array.isArray(expected)) return this.#arrays(expected, actual, path, field)
    if (expected !== null && typeof expected === 'object') {
      if (actual === null || typeof actual !== 'object') return this.#differs(path, expected, actual)
      for (const [key, value] of Object.entries(expected)) {
        if (key === 'recordsSizeInBytes') this.#same(value, actual.records?.length ?? 0, `${path}.records`)
        else this.compare(value, actual[key], `${path}.${key}`, key)
      }
      return
    }
    if (texts.has(field)) {
      if ((expected === null) !== (actual === null)) this.#differs(path, expected, actual)
      return
    }
    if (variable.has(field)) return this.#variable(expected, actual, path)
    if (actual instanceof Uint8Array)
      return this.#same(expected, Buffer.from(actual).toString('base64'), path)
    if (typeof expected === 'number' && expected > clockTime) {
      if (!(actual > clockTime)) this.#differs(path, 'a time of today', actual)
      return
    }
    this.#same(expected, actual, path)
  }

  #arrays(expected: Json[], actual: Json, path: string, field: string): void {
    if (!Array.isArray(actual)) return this.#differs(path, expected, actual)
    const sorted = [byName(expected), byName(actual)] as const
    if (sorted[0].length !== sorted[1].length) {
      this.#differs(`${path}.length`, namesOf(sorted[0]), namesOf(sorted[1]))
      return
    }
    sorted[0].forEach((each, i) => this.compare(each, sorted[1][i], `${path}[${each?.name ?? i}]`, field))
  }

  #variable(expected: Json, actual: Json, path: string): void {
    const known = this.learnt.get(expected)
    if (known !== undefined) return this.#same(known, actual, path)
    const isNone = (value: Json): boolean =>
      value === zeroId || value === '' || value === -1 || value === 0 || value === null
    if (isNone(expected) || isNone(actual)) return this.#same(expected, actual, path)
    this.learnt.set(expected, actual)
  }

  #same(expected: Json, actual: Json, path: string): void {
    if (expected !== actual) this.#differs(path, expected, actual)
  }

  #differs(path: string, expected: Json, actual: Json): void {
    this.differences.push(`${path}: ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`)
  }
}

/** Kafka's hash maps give named things in any order. */
function byName(list: Json[]): Json[] {
  const key = (each: Json): string | undefined => each?.name ?? each?.groupId ?? each?.groupName
  if (list.some((each) => key(each) === undefined)) return list
  return [...list].sort((a, b) => ((key(a) as string) < (key(b) as string) ? -1 : 1))
}

function namesOf(list: Json[]): Json {
  return list.map((each) => each?.name ?? each)
}
