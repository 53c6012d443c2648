/**
 * A coordinator's log in an array. Commits at once unless told to hold, refuses when told to, fails what it
 * holds when told to. What was refused or failed is never read back.
 */
import type { TransactionEnd } from '@samsa/log'
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
    const from = this.found.length
    const found = records.map(({ key, value }, index): Replayed => {
      const record = { key: key.slice(), value: value && value.slice() }
      return { kind: 'record', record, place: { offset: from + index, producerId: -1 } }
    })
    return this.#take(found, done) ? from : undefined
  }

  endTransaction(
    { producerId, type }: TransactionEnd,
    done: (error: KafkaErrorName | undefined) => void,
  ): boolean {
    return this.#take([{ kind: 'transaction-end', producerId, committed: type === 'COMMIT' }], done)
  }

  #take(found: readonly Replayed[], done: (error: KafkaErrorName | undefined) => void): boolean {
    const { refuseWith } = this
    if (refuseWith !== undefined) {
      this.#later.push(() => done(refuseWith))
      return false
    }
    if (this.hold) this.#held.push({ from: this.found.length, done })
    else this.#later.push(() => done(undefined))
    this.found.push(...found)
    this.batches.push(found.length)
    return true
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

  /** The oldest batch that is held. */
  commitOne(): void {
    this.#held.shift()?.done(undefined)
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
