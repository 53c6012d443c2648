/** Reads partition 0 of a topic from its log start to its high watermark, once the broker answers. */
import { calls } from '@samsa/client/calls'
import { errorName } from '@samsa/protocol/kafka-errors'
import { batchesOf, type RecordData } from '@samsa/record'
import type { Session } from '../simulation/session.js'
import type { Reading } from './trail-ledger.js'

const mostTries = 400

/** The start may move up meanwhile: then again from there. */
export async function readPartition(session: Session, topic: string): Promise<Reading> {
  let last: unknown
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      return await readOnce(session, topic)
    } catch (error) {
      last = error
    }
    await session.pause(50)
  }
  throw new Error(`${topic} could not be read`, { cause: last })
}

async function readOnce(session: Session, topic: string): Promise<Reading> {
  const start = await offsetAt(session, topic, -2)
  const end = await offsetAt(session, topic, -1)
  const records: RecordData[] = []
  for (let offset = start; offset < end; ) {
    const answer = await session.call(calls.fetch, {
      replicaId: -1,
      maxWaitMs: 0,
      maxBytes: 1_000_000,
      sessionEpoch: -1,
      topics: [{ topic, partitions: [{ partition: 0, fetchOffset: offset, partitionMaxBytes: 1_000_000 }] }],
    })
    const part = answer.responses[0]?.partitions[0]
    if (part === undefined || part.errorCode !== 0) throw new Error(errorName(part?.errorCode ?? -1))
    const before = offset
    for (const batch of batchesOf(part.records ?? new Uint8Array(0))) {
      for (const record of batch.records) if (record.offset >= offset) records.push(copied(record))
      // Compaction may have taken the last records of a batch, or all.
      offset = Math.max(offset, batch.lastOffset + 1)
    }
    if (offset === before) throw new Error(`nothing at ${offset} of ${end}`)
  }
  return { start, end, records }
}

function copied(record: RecordData): RecordData {
  const head = (bytes: Uint8Array | null) => bytes?.slice(0, 64) ?? null
  return { ...record, key: head(record.key), value: head(record.value), headers: [] }
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
