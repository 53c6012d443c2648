/**
 * Results of a call about several things, each of which may have failed for itself: one failing thing does
 * not hide the others.
 */
import { type ClientError, KafkaError } from '../errors.js'

export class Outcomes<K, V> {
  constructor(
    /** What succeeded. */
    readonly values: ReadonlyMap<K, V>,
    /** What failed, and why. */
    readonly errors: ReadonlyMap<K, ClientError>,
  ) {}

  /** All values, or throws the first error. */
  orThrow(): ReadonlyMap<K, V> {
    for (const error of this.errors.values()) throw error
    return this.values
  }

  /** One value, or throws its error. */
  get(key: K): V {
    const error = this.errors.get(key)
    if (error !== undefined) throw error
    return this.values.get(key) as V
  }
}

interface Item {
  readonly errorCode: number
  readonly errorMessage?: string | null
}

/** Reads the items of an answer. */
export function outcomesOf<I extends Item, K, V>(
  items: readonly I[],
  keyOf: (item: I) => K,
  valueOf: (item: I) => V,
): Outcomes<K, V> {
  const values = new Map<K, V>()
  const errors = new Map<K, ClientError>()
  for (const item of items) {
    const error = KafkaError.of(item.errorCode, item.errorMessage)
    if (error === undefined) values.set(keyOf(item), valueOf(item))
    else errors.set(keyOf(item), error)
  }
  return new Outcomes(values, errors)
}

/** Throws the error that says the whole call went to the wrong broker, or came too early. */
export function throwIfMisdirected(items: readonly Item[]): void {
  for (const { errorCode, errorMessage } of items) {
    const error = KafkaError.of(errorCode, errorMessage)
    if (error === undefined) continue
    const elsewhere = error.remedy === 'find-controller' || error.remedy === 'find-coordinator'
    if (elsewhere || error.errorName === 'COORDINATOR_LOAD_IN_PROGRESS') throw error
  }
}
