/**
 * Reads partition 0 of a topic from its log start, once the broker answers: all records to the high watermark, or as a
 * consumer of committed ones does, beside what the batches themselves tell of open transactions.
 */
import { apiCall } from '@samsa/client/api-call'
import { calls } from '@samsa/client/calls'
import type { ConsumerRecord } from '@samsa/client/consumer/consumer-record'
import { readRecords } from '@samsa/client/consumer/read-records'
import { errorName } from '@samsa/protocol/kafka-errors'
import { describeProducersRequest } from '@samsa/protocol/messages/describe-producers-request'
import { describeProducersResponse } from '@samsa/protocol/messages/describe-producers-response'
import type { FetchResponsePartitionData } from '@samsa/protocol/messages/fetch-response'
import { batchesOf, type DecodedBatch, type RecordData } from '@samsa/record'
import type { Session } from '../simulation/session.js'
import { insist } from '../simulation/verify.js'
import type { Reading } from './trail-ledger.js'

/** What there is to see of transactions in a partition. */
export interface CommittedReading {
  readonly start: number
  /** The high watermark. */
  readonly end: number
  readonly lastStableOffset: number
  /** Below the last stable offset, none of an aborted transaction. */
  readonly records: readonly ConsumerRecord[]
  /** First offsets of the transactions that no marker ends, by the batches in the log. */
  readonly undecided: readonly number[]
  /** The same as the broker tells it. */
  readonly told: readonly number[]
}

const describeProducers = apiCall(describeProducersRequest, describeProducersResponse, [0, 0])

/** The start may move up meanwhile: then again from there. */
export function readPartition(session: Session, topic: string): Promise<Reading> {
  return insist(session, `a reading of ${topic}`, async () => {
    const [start, end] = await range(session, topic)
    const records: RecordData[] = []
    await eachBatch(session, topic, start, end, (batch) => {
      for (const record of batch.records) if (record.offset >= start) records.push(copied(record))
    })
    return { start, end, records }
  })
}

export function readCommitted(session: Session, topic: string): Promise<CommittedReading> {
  return insist(session, `a reading of ${topic}`, async () => {
    const [start, end] = await range(session, topic)
    const open = new Map<number, number>()
    await eachBatch(session, topic, start, end, (batch) => noteTransaction(open, batch))
    const records: ConsumerRecord[] = []
    for (let offset = start; ; ) {
      const part = await fetchFrom(session, topic, offset, true)
      const aborted = part.abortedTransactions ?? []
      const fetched = { topic, partition: 0, bytes: part.records ?? new Uint8Array(0), from: offset, aborted }
      const read = readRecords({ ...fetched, checkCrcs: true })
      if (read.error !== undefined) throw read.error
      for (const record of read.records) records.push({ ...record, value: headOf(record.value) })
      const { lastStableOffset } = part
      // Compaction may have taken all that there was below an open transaction.
      if (read.nextOffset === offset || read.nextOffset >= lastStableOffset)
        return {
          start: part.logStartOffset,
          end,
          lastStableOffset,
          records,
          undecided: [...open.values()],
          told: await openTransactions(session, topic),
        }
      offset = read.nextOffset
    }
  })
}

async function openTransactions(session: Session, topic: string): Promise<number[]> {
  const answer = await session.call(describeProducers, { topics: [{ name: topic, partitionIndexes: [0] }] })
  const found = answer.topics[0]?.partitions[0]
  if (found === undefined || found.errorCode !== 0) throw new Error(errorName(found?.errorCode ?? -1))
  return found.activeProducers.map((each) => each.currentTxnStartOffset).filter((offset) => offset >= 0)
}

function noteTransaction(open: Map<number, number>, batch: DecodedBatch): void {
  if (batch.isControl) open.delete(batch.producerId)
  // One that compaction keeps empty is all that remains of a transaction that has ended.
  else if (batch.isTransactional && batch.records.length > 0 && !open.has(batch.producerId))
    open.set(batch.producerId, batch.baseOffset)
}

async function range(session: Session, topic: string): Promise<[start: number, end: number]> {
  return [await offsetAt(session, topic, -2), await offsetAt(session, topic, -1)]
}

async function eachBatch(
  session: Session,
  topic: string,
  start: number,
  end: number,
  visit: (batch: DecodedBatch) => void,
): Promise<void> {
  for (let offset = start; offset < end; ) {
    const { records } = await fetchFrom(session, topic, offset, false)
    const before = offset
    for (const batch of batchesOf(records ?? new Uint8Array(0))) {
      visit(batch)
      // Compaction may have taken the last records of a batch, or all.
      offset = Math.max(offset, batch.lastOffset + 1)
    }
    if (offset === before) throw new Error(`nothing at ${offset} of ${end}`)
  }
}

async function fetchFrom(
  session: Session,
  topic: string,
  fetchOffset: number,
  committedOnly: boolean,
): Promise<FetchResponsePartitionData> {
  const answer = await session.call(calls.fetch, {
    replicaId: -1,
    maxWaitMs: 0,
    maxBytes: 1_000_000,
    isolationLevel: committedOnly ? 1 : 0,
    sessionEpoch: -1,
    topics: [{ topic, partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 1_000_000 }] }],
  })
  const part = answer.responses[0]?.partitions[0]
  if (part === undefined || part.errorCode !== 0) throw new Error(errorName(part?.errorCode ?? -1))
  return part
}

function copied(record: RecordData): RecordData {
  return { ...record, key: headOf(record.key), value: headOf(record.value), headers: [] }
}

function headOf(bytes: Uint8Array | null): Uint8Array | null {
  return bytes?.slice(0, 64) ?? null
}

async function offsetAt(session: Session, topic: string, timestamp: number): Promise<number> {
  const partitions = [{ partitionIndex: 0, timestamp }]
  const answer = await session.call(calls.listOffsets, {
    replicaId: -1,
    topics: [{ name: topic, partitions }],
  })
  const found = answer.topics[0]?.partitions[0]
  if (found === undefined || found.errorCode !== 0) throw new Error(errorName(found?.errorCode ?? -1))
  return found.offset
}
