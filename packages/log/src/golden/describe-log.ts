/**
 * A partition's folder in the words of `expected.json`, read from the files alone and through the log: so
 * that both ways can be compared with what Kafka saw.
 */
import type { Disk } from '@samsa/host'
import { type DecodedBatch, decodeBatch } from '@samsa/record/record'
import { viewOf } from '@samsa/record/bytes'
import { wholeBatchSize } from '@samsa/record/record-batch'
import { parseLogFileName } from '../core/file-names.js'
import { decodeOffsetIndex } from '../core/offset-index.js'
import { decodeProducerSnapshot } from '../core/producer-snapshot.js'
import { decodeTimeIndex } from '../core/time-index.js'
import { readAbortedTransactions } from '../core/transaction-index.js'
import { readSmallFile } from '../shell/durable-file.js'
import type { GoldenBatch, GoldenBytes, GoldenRecord, GoldenSegment } from './golden-scenario.js'

/** SHA-256 in hexadecimal digits. */
export type Digest = (bytes: Uint8Array) => string

const LONGEST_VALUE = 2000

/** Batches of a stretch of a log that begins at `position` of its file. */
export function describeBatches(bytes: Uint8Array, digest: Digest): GoldenBatch[] {
  const view = viewOf(bytes)
  const batches: GoldenBatch[] = []
  let at = 0
  while (at < bytes.length) {
    const size = wholeBatchSize(view, at, bytes.length)
    if (size === 0) break
    batches.push(describeBatch(decodeBatch(bytes, at), at, digest))
    at += size
  }
  return batches
}

function describeBatch(batch: DecodedBatch, position: number, digest: Digest): GoldenBatch {
  return {
    position,
    size: batch.sizeInBytes,
    baseOffset: batch.baseOffset,
    lastOffset: batch.lastOffset,
    magic: batch.magic,
    codec: batch.codec,
    timestampType: batch.timestampType,
    maxTimestamp: batch.maxTimestamp,
    crc: batch.crc,
    partitionLeaderEpoch: batch.partitionLeaderEpoch,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    lastSequence: batch.lastSequence,
    transactional: batch.isTransactional,
    control: batch.isControl,
    ...(batch.deleteHorizonMs === null ? {} : { deleteHorizon: batch.deleteHorizonMs }),
    count: batch.recordCount,
    records: batch.records.map((record): GoldenRecord => {
      const headers = record.headers.map(({ key, value }) => [key, base64(value)] as const)
      const { offset, timestamp } = record
      return {
        offset,
        timestamp,
        key: golden(record.key, digest),
        value: golden(record.value, digest),
        headers,
      }
    }),
  }
}

function golden(bytes: Uint8Array | null, digest: Digest): GoldenBytes {
  if (bytes !== null && bytes.length > LONGEST_VALUE) return { length: bytes.length, sha256: digest(bytes) }
  return base64(bytes)
}

function base64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('base64')
}

/** Segments as they lie in the folder. */
export function describeSegments(disk: Disk, folder: string, digest: Digest): GoldenSegment[] {
  const names = disk.list(folder).map((entry) => entry.name)
  return names.flatMap((name) => {
    const file = parseLogFileName(name)
    if (file?.kind !== 'log' || file.leftover !== undefined) return []
    const read = (ending: string): Uint8Array =>
      readSmallFile(disk, `${folder}/${name.slice(0, -'log'.length)}${ending}`) ?? new Uint8Array(0)
    const offsetIndex = decodeOffsetIndex(read('index'), file.offset)
    const timeIndex = decodeTimeIndex(read('timeindex'), file.offset)
    const txnIndex = readAbortedTransactions(read('txnindex')).map((entry) => ({ version: 0, ...entry }))
    const batches = describeBatches(read('log'), digest)
    return [{ baseOffset: file.offset, batches, offsetIndex, timeIndex, txnIndex }]
  })
}

/** Producer snapshots by file name. */
export function describeSnapshots(disk: Disk, folder: string): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const { name } of disk.list(folder)) {
    if (!name.endsWith('.snapshot')) continue
    const decoded = decodeProducerSnapshot(readSmallFile(disk, `${folder}/${name}`) ?? new Uint8Array(0))
    if ('problem' in decoded) found[name] = decoded.problem
    else found[name] = decoded.entries.map(describeProducer)
  }
  return found
}

/** One producer in the words of `producerSnapshots`. */
export function describeProducer(entry: {
  readonly producerId: number
  readonly producerEpoch: number
  readonly coordinatorEpoch: number
  readonly timestamp: number
  readonly transactionFirstOffset: number
  readonly lastSequence: number
  readonly lastOffset: number
  readonly offsetDelta: number
}): unknown {
  const batch = {
    firstSeq: entry.lastSequence - entry.offsetDelta,
    lastSeq: entry.lastSequence,
    firstOffset: entry.lastOffset - entry.offsetDelta,
    lastOffset: entry.lastOffset,
    timestamp: entry.timestamp,
  }
  return {
    producerId: entry.producerId,
    producerEpoch: entry.producerEpoch,
    coordinatorEpoch: entry.coordinatorEpoch,
    lastTimestamp: entry.timestamp,
    currentTxnFirstOffset: entry.transactionFirstOffset < 0 ? null : entry.transactionFirstOffset,
    batches: entry.lastOffset < 0 ? [] : [batch],
  }
}
