/**
 * What a log must know of its producers, told from the batches that the model remembers: an own, plain replay, which
 * knows nothing of snapshots.
 */
import type { ModelBatch } from './model-batch.js'

export interface ExpectedProducer {
  epoch: number
  /** -1: no data since the epoch began. */
  lastSequence: number
  lastOffset: number
  /** The last data batch of this epoch. */
  lastBatch: ModelBatch | undefined
  /** -1: no open transaction. */
  transactionFirstOffset: number
  /** Offset of the last batch or marker. */
  lastSeenOffset: number
}

export interface AbortedRange {
  readonly producerId: number
  readonly firstOffset: number
  readonly lastOffset: number
}

export class ExpectedProducers {
  readonly all = new Map<number, ExpectedProducer>()
  readonly aborted: AbortedRange[] = []

  constructor(batches: readonly ModelBatch[]) {
    for (const batch of batches) this.apply(batch)
  }

  get(producerId: number): ExpectedProducer {
    return this.all.get(producerId) ?? newProducer()
  }

  apply(batch: ModelBatch): void {
    if (batch.producerId < 0) return
    const known = this.get(batch.producerId)
    this.all.set(batch.producerId, known)
    known.lastSeenOffset = batch.lastOffset
    if (batch.producerEpoch !== known.epoch) {
      const fresh = { lastSequence: -1, lastOffset: -1, lastBatch: undefined }
      Object.assign(known, { epoch: batch.producerEpoch, ...fresh })
    }
    if (batch.marker === undefined) applyData(known, batch)
    else this.#applyMarker(known, batch)
  }

  #applyMarker(known: ExpectedProducer, batch: ModelBatch): void {
    const firstOffset = known.transactionFirstOffset
    known.transactionFirstOffset = -1
    if (batch.marker === 'ABORT' && firstOffset >= 0) {
      this.aborted.push({ producerId: batch.producerId, firstOffset, lastOffset: batch.lastOffset })
    }
  }

  /** The batch was written in a transaction that has no marker. */
  isOpen(batch: { producerId: number; baseOffset: number; isTransactional: boolean }): boolean {
    const { transactionFirstOffset } = this.get(batch.producerId)
    return batch.isTransactional && transactionFirstOffset >= 0 && batch.baseOffset >= transactionFirstOffset
  }

  /** The batch was written in a transaction that was aborted. */
  isAborted(batch: { producerId: number; baseOffset: number; isTransactional: boolean }): boolean {
    if (!batch.isTransactional) return false
    return this.aborted.some(
      ({ producerId, firstOffset, lastOffset }) =>
        producerId === batch.producerId && batch.baseOffset >= firstOffset && batch.baseOffset <= lastOffset,
    )
  }
}

function applyData(known: ExpectedProducer, batch: ModelBatch): void {
  known.lastSequence = batch.baseSequence + batch.records.length - 1
  known.lastOffset = batch.lastOffset
  known.lastBatch = batch
  if (batch.isTransactional && known.transactionFirstOffset < 0) {
    known.transactionFirstOffset = batch.baseOffset
  }
}

function newProducer(): ExpectedProducer {
  return {
    epoch: -1,
    lastSequence: -1,
    lastOffset: -1,
    lastBatch: undefined,
    transactionFirstOffset: -1,
    lastSeenOffset: -1,
  }
}
