/** Entries of index files in the lines of Kafka's dump tool, and their comparison with the log beside them. */
import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { readAbortedTransactions } from '@samsa/log/core/transaction-index'
import { OFFSET_ENTRY_BYTES } from '@samsa/log/core/offset-index'
import { TIME_ENTRY_BYTES, timestampAt } from '@samsa/log/core/time-index'
import { batchBaseOffset, CorruptRecord, forEachRecordOfBatch, readBatchHeader } from '@samsa/record'
import { BatchFile, type BatchInFile, baseOffsetOf, smallFile } from './batch-file.js'
import { DumpFailure } from './dump-failure.js'
import type { Mismatches } from './mismatches.js'

export interface IndexDump {
  /** Only say whether the file is sound. */
  readonly sanityOnly: boolean
  /** Only compare with the log. */
  readonly verifyOnly: boolean
  readonly maxMessageSize: number
  /** What does not fit the log, told at the end. */
  readonly mismatches: Mismatches
  out(text: string): void
}

const CORRUPT_INDEX = 'org.apache.kafka.storage.internals.log.CorruptIndexException'

/** The entries of an index file, in memory: at most segment.index.bytes. */
class Entries {
  readonly count: number
  readonly length: number
  readonly view: DataView

  constructor(
    readonly path: string,
    private readonly entryBytes: number,
  ) {
    const bytes = existsSync(path) ? smallFile(path) : new Uint8Array(0)
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.length = bytes.length
    this.count = Math.floor(bytes.length / entryBytes)
  }

  at(slot: number): number {
    return slot * this.entryBytes
  }
}

export function dumpOffsetIndex(path: string, dump: IndexDump): void {
  const base = baseOffsetOf(basename(path))
  const log = new BatchFile(beside(path, 'log'))
  try {
    const index = new Entries(path, OFFSET_ENTRY_BYTES)
    if (index.count === 0) return dump.out(`${path} is empty.\n`)
    if (dump.sanityOnly) {
      checkOffsetIndex(index, base)
      return dump.out(`${path} passed sanity check.\n`)
    }
    for (let slot = 0; slot < index.count; slot++) {
      const at = index.at(slot)
      const offset = base + index.view.getInt32(at)
      const position = index.view.getInt32(at + 4)
      // The rest of a file that was in use at a crash.
      if (offset === base && slot > 0) return
      const found = lastOffsetOf(firstBatchAt(log, position, dump.maxMessageSize))
      if (found !== offset) dump.mismatches.index(resolve(path), offset, found)
      if (!dump.verifyOnly) dump.out(`offset: ${offset} position: ${position}\n`)
    }
  } finally {
    log.close()
  }
}

function checkOffsetIndex({ view, count, length, path }: Entries, base: number): void {
  const last = base + view.getInt32((count - 1) * OFFSET_ENTRY_BYTES)
  if (last < base) {
    throw new DumpFailure(
      CORRUPT_INDEX,
      `Corrupt index found, index file (${path}) has non-zero size but the last offset is ${last} which is less ` +
        `than the base offset ${base}`,
    )
  }
  if (length % OFFSET_ENTRY_BYTES !== 0) throw unevenLength('Index file', path, length, OFFSET_ENTRY_BYTES)
}

function unevenLength(kind: string, path: string, length: number, entryBytes: number): DumpFailure {
  const message = `${kind} ${path} is corrupt, found ${length} bytes which is neither positive nor a multiple of`
  return new DumpFailure(CORRUPT_INDEX, `${message} ${entryBytes}`)
}

function firstBatchAt(log: BatchFile, position: number, maxMessageSize: number): BatchInFile {
  if (position < 0) throw new DumpFailure('java.lang.IllegalArgumentException', `position ${position}`)
  if (position > log.size) {
    const message = `Slice from position ${position} exceeds end position of ${log.path}`
    throw new DumpFailure('java.lang.IllegalArgumentException', message)
  }
  const batch = log.batchAt(position, Math.min(log.size, position + maxMessageSize))
  if (batch === undefined) throw new DumpFailure('java.util.NoSuchElementException')
  return batch
}

function lastOffsetOf({ bytes, view, at }: BatchInFile): number {
  const header = readBatchHeader(bytes, at)
  return header.magic === 2 ? header.lastOffset : batchBaseOffset(view, at)
}

export function dumpTimeIndex(path: string, dump: IndexDump): void {
  const base = baseOffsetOf(basename(path))
  const log = new BatchFile(beside(path, 'log'))
  try {
    const offsets = new Entries(beside(path, 'index'), OFFSET_ENTRY_BYTES)
    const index = new Entries(path, TIME_ENTRY_BYTES)
    if (dump.sanityOnly) {
      checkTimeIndex(index, base)
      return dump.out(`${path} passed sanity check.\n`)
    }
    compareTimes(log, index, offsets, base, dump)
  } finally {
    log.close()
  }
}

function compareTimes(log: BatchFile, index: Entries, offsets: Entries, base: number, dump: IndexDump): void {
  const path = resolve(index.path)
  let before = -1
  if (index.count > 0) readThrough(log)
  for (let slot = 0; slot < index.count; slot++) {
    const at = index.at(slot)
    const timestamp = timestampAt(index.view, at)
    const offset = base + index.view.getInt32(at + 8)
    if (offset === base && slot > 0) return
    const batch = batchWith(log, offset, positionFor(offsets, base, offset))
    const last = batch === undefined ? -1 : lastOffsetOf(batch)
    if (batch === undefined || last !== offset) dump.mismatches.offsetNotFound(path, offset, last)
    else {
      const found = maxTimestampIn(batch, log.path)
      if (found !== timestamp) dump.mismatches.timestamp(path, timestamp, found)
      if (before >= timestamp) dump.mismatches.outOfOrder(path, timestamp, before)
    }
    if (!dump.verifyOnly) dump.out(`timestamp: ${timestamp} offset: ${offset}\n`)
    before = timestamp
  }
}

/** What is no batch ends the comparison by what it throws, as it ends Kafka's, which reads to the end each time. */
function readThrough(log: BatchFile): void {
  for (let position = 0; ; ) {
    const batch = log.batchAt(position, log.size)
    if (batch === undefined) return
    position += batch.size
  }
}

function checkTimeIndex({ view, count, length, path }: Entries, base: number): void {
  const at = (count - 1) * TIME_ENTRY_BYTES
  const head = `Corrupt time index found, time index file (${path}) has non-zero size but the last`
  if (count > 0) {
    const first = timestampAt(view, 0)
    const last = timestampAt(view, at)
    if (last < first) {
      const message = `${head} timestamp is ${last} which is less than the first timestamp ${first}`
      throw new DumpFailure(CORRUPT_INDEX, message)
    }
    const offset = base + view.getInt32(at + 8)
    if (offset < base) {
      const message = `${head} offset is ${offset} which is less than the first offset ${base}`
      throw new DumpFailure(CORRUPT_INDEX, message)
    }
  }
  if (length % TIME_ENTRY_BYTES !== 0) throw unevenLength('Time index file', path, length, TIME_ENTRY_BYTES)
}

/** Where the offset index says to begin. */
function positionFor(offsets: Entries, base: number, offset: number): number {
  let position = 0
  for (let slot = 0; slot < offsets.count; slot++) {
    const at = offsets.at(slot)
    if ((slot > 0 && offsets.view.getInt32(at) === 0) || base + offsets.view.getInt32(at) > offset) break
    position = offsets.view.getInt32(at + 4)
  }
  return position
}

function batchWith(log: BatchFile, offset: number, from: number): BatchInFile | undefined {
  for (let position = from; ; ) {
    const batch = log.batchAt(position, log.size)
    if (batch === undefined || lastOffsetOf(batch) >= offset) return batch
    position += batch.size
  }
}

function maxTimestampIn({ bytes, at }: BatchInFile, path: string): number {
  let largest = -1
  try {
    forEachRecordOfBatch(bytes, at, ({ timestamp }) => (largest = Math.max(largest, timestamp)), {
      verifyCrc: false,
    })
  } catch (error) {
    if (!(error instanceof CorruptRecord)) throw error
    const message = `${path}: a batch cannot be read: ${error.message}`
    throw new DumpFailure('org.apache.kafka.common.InvalidRecordException', message)
  }
  return largest
}

function beside(path: string, kind: 'log' | 'index'): string {
  return join(dirname(resolve(path)), `${basename(path).split('.')[0]}.${kind}`)
}

export function dumpTransactionIndex(path: string, out: (text: string) => void): void {
  baseOffsetOf(basename(path))
  if (!existsSync(path)) return
  const bytes = smallFile(path)
  try {
    for (const entry of readAbortedTransactions(bytes)) {
      out(
        `version: 0 producerId: ${entry.producerId} firstOffset: ${entry.firstOffset} ` +
          `lastOffset: ${entry.lastOffset} lastStableOffset: ${entry.lastStableOffset}\n`,
      )
    }
  } catch (error) {
    if (!(error instanceof CorruptRecord)) throw error
    throw new DumpFailure('org.apache.kafka.common.KafkaException', `${path}: ${error.message}`)
  }
}
