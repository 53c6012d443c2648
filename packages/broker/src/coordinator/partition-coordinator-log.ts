/**
 * A broker's partition as a coordinator's log: batches in Kafka's format through the leader's append,
 * replay by reading the partition from its start to its end. Refuses: what the records mean.
 */
import {
  batchAttributes,
  batchMagic,
  batchProducerId,
  type CodecName,
  encodeBatch,
  forEachRecordOfBatch,
  isControlBatch,
  isTransactionalBatch,
  readEndTransactionMarker,
  wholeBatchSize,
} from '@samsa/record'
import type { PartitionLog, ReadResult, TransactionEnd } from '@samsa/log'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Partition } from '../partitions/partition.js'
import type { CoordinatorLog, Replayed } from './coordinator-log.js'
import type { StoredRecord } from './state-machine.js'

/** What is needed of a partition. */
export interface LedPartition extends Pick<Partition, 'appendAsLeader' | 'endTransaction'> {
  readonly log: Pick<PartitionLog, 'logStartOffset' | 'logEndOffset' | 'read'>
}

export interface PartitionCoordinatorLogOptions {
  /** Bytes read at a time during replay. */
  readonly loadBufferBytes: number
  readonly codec: CodecName
}

/** See the file. */
export class PartitionCoordinatorLog implements CoordinatorLog {
  constructor(
    private readonly partition: LedPartition,
    private readonly options: PartitionCoordinatorLogOptions,
  ) {}

  append(
    records: readonly StoredRecord[],
    now: number,
    done: (error: KafkaErrorName | undefined) => void,
  ): number | undefined {
    const { codec } = this.options
    const bytes = encodeBatch(
      records.map(({ key, value }) => ({ timestamp: now, key, value })),
      { codec },
    )
    const accepted = this.partition.appendAsLeader(bytes, (outcome) => done(outcome.error))
    return accepted.error === undefined ? accepted.baseOffset : undefined
  }

  endTransaction(end: TransactionEnd, done: (error: KafkaErrorName | undefined) => void): boolean {
    return this.partition.endTransaction(end, (outcome) => done(outcome.error)).error === undefined
  }

  replay(visit: (found: Replayed) => void): void | Promise<void> {
    const { log } = this.partition
    return this.#replayFrom(log.logStartOffset, log.logEndOffset, visit)
  }

  /** Synchronous while what it reads is hot. */
  #replayFrom(from: number, end: number, visit: (found: Replayed) => void): void | Promise<void> {
    let offset = from
    while (offset < end) {
      const { log } = this.partition
      const read = log.read(offset, this.options.loadBufferBytes, end, true)
      if (read instanceof Promise) return this.#replayLater(read, log, offset, end, visit)
      const next = visitAll(read, offset, visit)
      if (next <= offset) return
      offset = next
    }
  }

  async #replayLater(
    reading: Promise<ReadResult>,
    from: LedPartition['log'],
    offset: number,
    end: number,
    visit: (found: Replayed) => void,
  ): Promise<void> {
    let read: ReadResult | undefined
    try {
      read = await reading
    } catch (error) {
      if (this.partition.log === from) throw error
    }
    // It has moved to another data directory meanwhile: the same records are there.
    const next = read === undefined ? offset : visitAll(read, offset, visit)
    if (next > offset || read === undefined) await this.#replayFrom(next, end, visit)
  }
}

/** Visits the batches read; the offset to go on from, the asked one when there is nothing more. */
function visitAll(read: ReadResult, offset: number, visit: (found: Replayed) => void): number {
  // The log may begin later by now: retention goes on, where the topic is set to be cleaned by it.
  if (read.error !== '') return Math.max(offset, read.logStartOffset)
  for (const { at, view } of wholeBatches(read.bytes)) visitBatch(read.bytes, view, at, offset, visit)
  return read.nextOffset
}

function visitBatch(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  from: number,
  visit: (found: Replayed) => void,
): void {
  // Message sets of old brokers know neither transactions nor control records.
  const attributes = batchMagic(view, at) < 2 ? 0 : batchAttributes(view, at)
  const producerId = isTransactionalBatch(attributes) ? batchProducerId(view, at) : -1
  if (isControlBatch(attributes)) {
    const marker = readEndTransactionMarker(bytes, at)
    if (marker !== undefined) {
      visit({ kind: 'transaction-end', producerId, committed: marker.type === 'COMMIT' })
    }
    return
  }
  forEachRecordOfBatch(
    bytes,
    at,
    (record) => {
      const key = record.key()
      // The first batch may begin before the log start offset; a record without a key means nothing here.
      if (key === null || record.offset < from) return
      const place = { offset: record.offset, producerId }
      visit({ kind: 'record', record: { key, value: record.value() }, place })
    },
    { verifyCrc: false },
  )
}

function* wholeBatches(bytes: Uint8Array): Generator<{ at: number; view: DataView }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  for (let size = wholeBatchSize(view, 0, bytes.length); size > 0; ) {
    yield { at, view }
    at += size
    size = wholeBatchSize(view, at, bytes.length)
  }
}
