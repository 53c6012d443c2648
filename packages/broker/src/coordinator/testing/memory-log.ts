/**
 * A coordinator's log in an array. Commits at once unless told to hold, refuses when told to, fails what it
 * holds when told to. What was refused or failed is never read back.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { CoordinatorLog, Replayed } from '../coordinator-log.js'
import type { StoredRecord } from '../state-machine.js'

interface HeldBatch {
  readonly from: number
  readonly done: (error: KafkaErrorName | undefined) => void
}

/** See the file. */
export class MemoryLog implements CoordinatorLog {
  readonly found: Replayed[] = []
  /** Sizes of the batches that were accepted. */
  readonly batches: number[] = []
  /** Batches stay uncommitted until `commitAll` or `failAll`. */
  hold = false
  refuseWith: KafkaErrorName | undefined
  /** Answers that a real log would give at the end of the turn. */
  #later: (() => void)[] = []
  #held: HeldBatch[] = []

  append(
    records: readonly StoredRecord[],
    _now: number,
    done: (error: KafkaErrorName | undefined) => void,
  ): number | undefined {
    const { refuseWith } = this
    if (refuseWith !== undefined) {
      this.#later.push(() => done(refuseWith))
      return undefined
    }
    const from = this.found.length
    for (const { key, value } of records) {
      const record = { key: key.slice(), value: value && value.slice() }
      this.found.push({ kind: 'record', record, place: { offset: this.found.length, producerId: -1 } })
    }
    this.batches.push(records.length)
    if (this.hold) this.#held.push({ from, done })
    else this.#later.push(() => done(undefined))
    return from
  }

  replay(visit: (found: Replayed) => void): void {
    for (const found of this.found) visit(found)
  }

  /** The turn ends: batches that are not held are committed, refused ones are answered. */
  endTurn(): void {
    while (this.#later.length > 0) {
      const later = this.#later
      this.#later = []
      for (const run of later) run()
    }
  }

  commitAll(): void {
    const held = this.#held
    this.#held = []
    for (const { done } of held) done(undefined)
  }

  failAll(error: KafkaErrorName): void {
    const held = this.#held
    this.#held = []
    if (held[0] !== undefined) this.found.length = held[0].from
    for (const { done } of held) done(error)
  }
}
