/** Entries of index and producer state files in the lines of Kafka's dump tool, and their checks. */
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { decodeOffsetIndex, OFFSET_ENTRY_BYTES } from '@samsa/log/core/offset-index'
import { decodeProducerSnapshot } from '@samsa/log/core/producer-snapshot'
import { decodeTimeIndex, TIME_ENTRY_BYTES } from '@samsa/log/core/time-index'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { abortedTxn } from '@samsa/protocol/messages/aborted-txn'
import { batchBaseOffset, readBatchHeader, wholeBatchSize } from '@samsa/record'

export interface IndexDump {
  /** Only say whether the file is sound. */
  readonly sanityOnly: boolean
  /** Only compare with the log. */
  readonly verifyOnly: boolean
  /** Entries that do not fit the log, told at the end. */
  readonly mismatches: Map<string, string[]>
  out(text: string): void
}

const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(path))
const baseOffsetOf = (path: string): number => Number(basename(path).split('.')[0])

export function dumpOffsetIndex(path: string, dump: IndexDump): void {
  const bytes = bytesOf(path)
  if (dump.sanityOnly) {
    if (bytes.length % OFFSET_ENTRY_BYTES !== 0) throw new Error(`Index file ${path} is corrupt`)
    return dump.out(`${path} passed sanity check.\n`)
  }
  const entries = decodeOffsetIndex(bytes, baseOffsetOf(path))
  if (entries.length === 0) return dump.out(`${path} is empty.\n`)
  const log = logBeside(path)
  for (const { offset, position } of entries) {
    const found = log === undefined ? undefined : lastOffsetAt(log, position)
    if (found !== undefined && found !== offset)
      note(dump, path, `  Index offset: ${offset}, log offset: ${found}`)
    if (!dump.verifyOnly) dump.out(`offset: ${offset} position: ${position}\n`)
  }
}

export function dumpTimeIndex(path: string, dump: IndexDump): void {
  const bytes = bytesOf(path)
  if (dump.sanityOnly) {
    if (bytes.length % TIME_ENTRY_BYTES !== 0) throw new Error(`Time index file ${path} is corrupt`)
    return dump.out(`${path} passed sanity check.\n`)
  }
  const entries = decodeTimeIndex(bytes, baseOffsetOf(path))
  let before: (typeof entries)[number] | undefined
  for (const entry of entries) {
    const { timestamp, offset } = entry
    if (before !== undefined && timestamp <= before.timestamp)
      note(dump, path, `  Index timestamp: ${before.timestamp} is followed by ${timestamp}`)
    before = entry
    if (!dump.verifyOnly) dump.out(`timestamp: ${timestamp} offset: ${offset}\n`)
  }
}

export function dumpTransactionIndex(path: string, out: (text: string) => void): void {
  const reader = new ByteReader(bytesOf(path))
  while (reader.remaining > 0) {
    const version = reader.int16()
    const { producerId, firstOffset, lastOffset, lastStableOffset } = abortedTxn.decode(reader, version)
    out(
      `version: ${version} producerId: ${producerId} firstOffset: ${firstOffset} lastOffset: ${lastOffset} ` +
        `lastStableOffset: ${lastStableOffset}\n`,
    )
  }
}

export function dumpProducerSnapshot(path: string, out: (text: string) => void): void {
  const read = decodeProducerSnapshot(bytesOf(path))
  if ('problem' in read) throw new Error(`${path}: ${read.problem}`)
  for (const entry of read.entries) {
    const open = entry.transactionFirstOffset
    const first = entry.lastSequence < 0 ? -1 : (entry.lastSequence - entry.offsetDelta + 2 ** 31) % 2 ** 31
    const batch =
      entry.lastOffset < 0
        ? ''
        : ` firstSequence: ${first} lastSequence: ${entry.lastSequence} lastOffset: ${entry.lastOffset}` +
          ` offsetDelta: ${entry.offsetDelta} timestamp: ${entry.timestamp}`
    out(
      `producerId: ${entry.producerId} producerEpoch: ${entry.producerEpoch} ` +
        `coordinatorEpoch: ${entry.coordinatorEpoch} ` +
        `currentTxnFirstOffset: ${open < 0 ? 'OptionalLong.empty' : `OptionalLong[${open}]`} ` +
        `lastTimestamp: ${entry.timestamp}${batch}\n`,
    )
  }
}

function logBeside(path: string): Uint8Array | undefined {
  const log = path.replace(/\.[^.]+$/, '.log')
  return existsSync(log) ? bytesOf(log) : undefined
}

function lastOffsetAt(log: Uint8Array, position: number): number | undefined {
  const view = new DataView(log.buffer, log.byteOffset, log.length)
  if (wholeBatchSize(view, position, log.length) === 0) return undefined
  const header = readBatchHeader(log, position)
  return header.magic === 2 ? header.lastOffset : batchBaseOffset(view, position)
}

function note(dump: IndexDump, path: string, line: string): void {
  dump.mismatches.set(path, [...(dump.mismatches.get(path) ?? []), line])
}
