/**
 * From the bytes of a fetch to records: any mix of formats and codecs, from a position on, without control
 * records, and with `read_committed` without records of aborted transactions (KIP-98).
 */
import { viewOf } from '@samsa/record/bytes'
import { CorruptRecord } from '@samsa/record/corrupt-record'
import { readEndTransactionMarker } from '@samsa/record/control-record'
import { forEachRecordOfBatch } from '@samsa/record/record'
import { readBatchHeader, wholeBatchSize } from '@samsa/record/record-batch'
import type { RecordView } from '@samsa/record/record-cursor'
import { CorruptRecordError } from '../errors.js'
import type { ConsumerRecord } from './consumer-record.js'

interface Fetched {
  readonly topic: string
  readonly partition: number
  readonly bytes: Uint8Array
  /** First offset wanted. */
  readonly from: number
  /** Undefined: all records are wanted, committed or not. */
  readonly aborted: readonly { readonly producerId: number; readonly firstOffset: number }[] | undefined
  readonly checkCrcs: boolean
}

interface ReadRecords {
  readonly records: readonly ConsumerRecord[]
  /** The offset after all that was read, handed out or not. */
  readonly nextOffset: number
  /** The batch at `nextOffset` cannot be read. */
  readonly error: Error | undefined
}

const NO_HEADERS: ConsumerRecord['headers'] = []

/** Reads all whole batches; stops before one that is corrupt. */
export function readRecords(fetched: Fetched): ReadRecords {
  const { bytes, topic, partition } = fetched
  const records: ConsumerRecord[] = []
  const transactions = new AbortedTransactions(fetched.aborted ?? [])
  const view = viewOf(bytes)
  let nextOffset = fetched.from
  for (let at = 0, size = wholeBatchSize(view, 0, bytes.length); size > 0; ) {
    try {
      nextOffset = Math.max(nextOffset, readBatch(fetched, at, transactions, records))
    } catch (cause) {
      if (!(cause instanceof CorruptRecord)) throw cause
      return { records, nextOffset, error: new CorruptRecordError({ topic, partition }, nextOffset, cause) }
    }
    at += size
    size = wholeBatchSize(view, at, bytes.length)
  }
  return { records, nextOffset, error: undefined }
}

/** Returns the offset after the batch. */
function readBatch(
  fetched: Fetched,
  at: number,
  transactions: AbortedTransactions,
  into: ConsumerRecord[],
): number {
  const { bytes, topic, partition, from } = fetched
  const header = readBatchHeader(bytes, at)
  const { timestampType, lastOffset } = header
  transactions.reach(lastOffset)
  if (header.isControl) {
    if (readEndTransactionMarker(bytes, at)?.type === 'ABORT') transactions.aborted(header.producerId)
    return lastOffset + 1
  }
  if (header.isTransactional && transactions.has(header.producerId)) return lastOffset + 1
  const leaderEpoch = header.partitionLeaderEpoch < 0 ? undefined : header.partitionLeaderEpoch
  const visit = (record: RecordView) => {
    const { offset, timestamp } = record
    if (offset < from) return
    const headers = record.headerCount === 0 ? NO_HEADERS : record.headers()
    const key = record.key()
    const value = record.value()
    into.push({ topic, partition, offset, timestamp, timestampType, key, value, headers, leaderEpoch })
  }
  const start = into.length
  try {
    forEachRecordOfBatch(bytes, at, visit, { verifyCrc: fetched.checkCrcs })
  } catch (error) {
    into.length = start
    throw error
  }
  return lastOffset + 1
}

/** Which producers' records are part of a transaction that was aborted, at the point reached. */
class AbortedTransactions {
  readonly #ahead: { readonly producerId: number; readonly firstOffset: number }[]
  readonly #open = new Set<number>()

  constructor(aborted: readonly { readonly producerId: number; readonly firstOffset: number }[]) {
    this.#ahead = [...aborted].sort((a, b) => a.firstOffset - b.firstOffset)
  }

  reach(offset: number): void {
    while (this.#ahead[0] !== undefined && this.#ahead[0].firstOffset <= offset) {
      this.#open.add((this.#ahead.shift() as { producerId: number }).producerId)
    }
  }

  has(producerId: number): boolean {
    return this.#open.has(producerId)
  }

  aborted(producerId: number): void {
    this.#open.delete(producerId)
  }
}
