/** What the segment files of a partition's folder hold, batch by batch, in words that two brokers' files can share. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeBatch } from '@samsa/record/record'
import { wholeBatchSize } from '@samsa/record/record-batch'
import { viewOf } from '@samsa/record/bytes'

interface BatchContents {
  readonly [fact: string]: unknown
  /** `varies` where two right batches may differ. */
  readonly size: number | 'varies'
  readonly offsets: readonly number[]
}

export interface SegmentContents {
  readonly baseOffset: number
  readonly batches: readonly BatchContents[]
}

/**
 * In the order of offsets. Sizes that may differ are left out: of compressed batches, since compressors do, and of those
 * with a delete horizon, from which their records' times are counted.
 */
export function folderContents(folder: string): SegmentContents[] {
  return logFiles(folder).map(({ name, baseOffset }) => ({
    baseOffset,
    batches: batchesIn(readFileSync(join(folder, name))),
  }))
}

/** The bytes of the indexes, in hexadecimal digits, by file name. Of offsets and times only where sizes are alike. */
export function indexes(folder: string): Record<string, string> {
  const varies = folderContents(folder).some(({ batches }) => batches.some(({ size }) => size === 'varies'))
  const names = readdirSync(folder).filter((name) =>
    (varies ? /\.txnindex$/ : /\.(txn|time)?index$/).test(name),
  )
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString('hex')]))
}

/** Where the segment begins that takes appends. */
export function activeOffset(folder: string): number {
  return logFiles(folder).at(-1)?.baseOffset ?? -1
}

function logFiles(folder: string): { name: string; baseOffset: number }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .sort()
    .map((name) => ({ name, baseOffset: Number(name.slice(0, -'.log'.length)) }))
}

function batchesIn(bytes: Uint8Array): BatchContents[] {
  const view = viewOf(bytes)
  const batches: BatchContents[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = wholeBatchSize(view, at, bytes.length)
    if (size === 0) throw new Error(`no whole batch at byte ${at} of ${bytes.length}`)
    batches.push(described(bytes, at, size))
    at += size
  }
  return batches
}

function described(bytes: Uint8Array, at: number, size: number): BatchContents {
  const batch = decodeBatch(bytes, at)
  const { baseOffset, lastOffset, partitionLeaderEpoch, producerId, producerEpoch, baseSequence } = batch
  return {
    baseOffset,
    lastOffset,
    partitionLeaderEpoch,
    producerId,
    producerEpoch,
    baseSequence,
    codec: batch.codec,
    isTransactional: batch.isTransactional,
    isControl: batch.isControl,
    hasDeleteHorizon: batch.deleteHorizonMs !== null,
    maxTimestamp: batch.maxTimestamp,
    size: batch.codec === 'none' && batch.deleteHorizonMs === null ? size : 'varies',
    offsets: batch.records.map(({ offset }) => offset),
    records: batch.records.map(({ offset, timestamp, key, value }) =>
      JSON.stringify([offset, timestamp, text(key), text(value)]),
    ),
  }
}

function text(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('latin1')
}
