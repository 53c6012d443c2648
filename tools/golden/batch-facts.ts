/**
 * Record batches in the words of golden files: facts and records of each, and batches written again from them.
 */
import {
  type DecodedBatch,
  encodeBatch,
  encodeMessageSet,
  type NewRecord,
  type RecordData,
} from '@samsa/record'

export type Facts = Record<string, unknown>

export interface GoldenRecord {
  readonly offset: string
  readonly timestamp: string
  /** What the producer wrote, where log append time hides it. */
  readonly createTimestamp?: string
  readonly key: string | null
  readonly value: string | null
  readonly headers?: readonly { readonly key: string; readonly value: string | null }[]
}

const hex = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('hex')

const unhex = (text: string | null): Uint8Array | null =>
  text === null ? null : new Uint8Array(Buffer.from(text, 'hex'))

/** The facts of a batch under the names of golden vectors. */
export function factsOf(batch: DecodedBatch): Facts {
  const facts: Facts = {
    magic: batch.magic,
    baseOffset: batch.baseOffset,
    lastOffset: batch.lastOffset,
    sizeInBytes: batch.sizeInBytes,
    codec: batch.codec,
    timestampType: batch.timestampType,
    maxTimestamp: batch.maxTimestamp,
    partitionLeaderEpoch: batch.partitionLeaderEpoch,
    attributes: batch.attributes,
  }
  if (batch.magic < 2) return { ...facts, lastOffset: batch.records.at(-1)?.offset, crc32: batch.crc }
  return {
    ...facts,
    crc32c: batch.crc,
    baseTimestamp: batch.baseTimestamp,
    lastOffsetDelta: batch.lastOffsetDelta,
    recordsCount: batch.recordCount,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    lastSequence: batch.lastSequence,
    transactional: batch.isTransactional,
    control: batch.isControl,
    deleteHorizonMs: batch.deleteHorizonMs,
  }
}

/** The facts of a record under the names of golden vectors. */
export function recordFacts(record: RecordData): Facts {
  return {
    offset: record.offset,
    timestamp: record.timestamp,
    key: hex(record.key),
    value: hex(record.value),
    headers: record.headers.map(({ key, value }) => ({ key, value: hex(value) })),
  }
}

/** Golden records as input of an encoder. */
export function newRecords(golden: readonly GoldenRecord[]): NewRecord[] {
  return golden.map((record) => ({
    offset: Number(record.offset),
    timestamp: Number(record.createTimestamp ?? record.timestamp),
    key: unhex(record.key),
    value: unhex(record.value),
    headers: (record.headers ?? []).map(({ key, value }) => ({ key, value: unhex(value) })),
  }))
}

/** The batch written anew, with the header fields of `batch` and the codec it had. */
export function encodeAgain(batch: DecodedBatch, records: readonly NewRecord[]): Uint8Array {
  const isAppendTime = batch.timestampType === 'LogAppendTime'
  if (batch.magic < 2) {
    if (batch.codec === 'zstd') throw new Error('there is no zstd before magic 2')
    const time = isAppendTime ? { logAppendTime: batch.maxTimestamp } : {}
    return encodeMessageSet(records, { magic: batch.magic === 0 ? 0 : 1, codec: batch.codec, ...time })
  }
  return encodeBatch(records, {
    baseOffset: batch.baseOffset,
    codec: batch.codec,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    isTransactional: batch.isTransactional,
    isControl: batch.isControl,
    leaderEpoch: batch.partitionLeaderEpoch,
    timestampType: isAppendTime ? 'LogAppendTime' : 'CreateTime',
    logAppendTime: batch.maxTimestamp,
    baseTimestamp: batch.baseTimestamp,
    lastOffsetDelta: batch.lastOffsetDelta,
    ...(batch.deleteHorizonMs === null ? {} : { deleteHorizonMs: batch.deleteHorizonMs }),
  })
}

/** Names under which `found` says something else than `golden`; numbers are compared as text. */
export function differingFacts(found: Facts, golden: Facts): string[] {
  const said = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
  return Object.keys(golden).filter((name) => name in found && said(found[name]) !== said(golden[name]))
}
