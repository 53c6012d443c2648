/**
 * A partition whose log is an array of batches: what a coordinator needs of one, without files. Commits at
 * the end of the turn, unless it is told to fail; reads at once, or only when `cold` is ended.
 */
import type { ReadResult, TransactionEnd } from '@samsa/log'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { batchRecordCount, encodeEndTransactionMarker, setBatchBaseOffset } from '@samsa/record'
import type { AppendOutcome } from '../../partitions/partition.js'
import type { GroupPartition } from '../group-shards.js'

/** See the file. */
export class MemoryPartition implements GroupPartition {
  offline: KafkaErrorName | undefined
  failWith: KafkaErrorName | undefined
  #end = 0
  #bytes = new Uint8Array(0)
  #later: (() => void)[] = []
  #cold: (() => void)[] | undefined

  readonly log = {
    logStartOffset: 0,
    logEndOffset: 0,
    read: (offset: number): ReadResult | Promise<ReadResult> => {
      const result: ReadResult = {
        error: '',
        bytes: offset === 0 ? this.#bytes : new Uint8Array(0),
        nextOffset: this.#end,
      }
      if (this.#cold === undefined) return result
      return new Promise((resolve) => this.#cold?.push(() => resolve(result)))
    },
  }

  appendAsLeader(batch: Uint8Array, onCommitted: (outcome: AppendOutcome) => void): AppendOutcome {
    const view = new DataView(batch.buffer, batch.byteOffset, batch.byteLength)
    const count = batchRecordCount(view, 0)
    const outcome = { baseOffset: this.#end, lastOffset: this.#end + count - 1 }
    const { failWith } = this
    if (failWith !== undefined) {
      this.#later.push(() => onCommitted({ error: failWith, message: '' }))
      return outcome
    }
    setBatchBaseOffset(view, 0, this.#end)
    this.#end += count
    this.log.logEndOffset = this.#end
    const longer = new Uint8Array(this.#bytes.length + batch.length)
    longer.set(this.#bytes)
    longer.set(batch, this.#bytes.length)
    this.#bytes = longer
    this.#later.push(() => onCommitted(outcome))
    return outcome
  }

  endTransaction(end: TransactionEnd, onCommitted: (outcome: AppendOutcome) => void): AppendOutcome {
    const { producerId, producerEpoch } = end
    return this.appendAsLeader(
      encodeEndTransactionMarker(end, { timestamp: 0, producerId, producerEpoch }),
      onCommitted,
    )
  }

  /** Reads wait from now on. */
  becomeCold(): void {
    this.#cold = []
  }

  /** Reads that waited are answered. */
  becomeHot(): void {
    const waiting = this.#cold ?? []
    this.#cold = undefined
    for (const run of waiting) run()
  }

  endTurn(): void {
    const later = this.#later
    this.#later = []
    for (const run of later) run()
  }
}
