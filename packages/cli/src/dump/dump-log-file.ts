/** Batches and records of a .log or .checkpoint file in the lines of Kafka's dump tool. */
import { basename, resolve } from 'node:path'
import {
  type BatchHeader,
  codecOfId,
  CorruptRecord,
  forEachRecordOfBatch,
  isBatchCrcRight,
  isLegacyCrcRight,
  readBatchHeader,
  type RecordView,
} from '@samsa/record'
import { LegacyRecord } from '@samsa/record/legacy-message-set'
import { BatchFile, type BatchInFile, baseOffsetOf } from './batch-file.js'
import { DumpFailure } from './dump-failure.js'
import type { ContentsReader } from './record-contents.js'

/** Offsets that do not follow each other, by file and by the offset before: told when all files are shown. */
export type OffsetGaps = Map<string, Map<number, number>>

export interface LogDump {
  readonly deep: boolean
  readonly skipMetadata: boolean
  readonly maxBytes: number
  readonly contents: ContentsReader | undefined
  readonly gaps: OffsetGaps
  out(text: string): void
}

/** With what a control batch's records need to be shown. */
interface RecordDump extends LogDump {
  readonly control: ((key: Uint8Array | null, value: Uint8Array | null) => string) | undefined
}

/** The default of --max-bytes, which stands for all of a file. */
export const ALL_BYTES = 2147483647

export async function dumpLogFile(path: string, dump: LogDump): Promise<void> {
  dump.out(`${headLine(basename(path))}\n`)
  const file = new BatchFile(path)
  try {
    const end = Math.min(file.size, dump.maxBytes === ALL_BYTES ? file.size : dump.maxBytes)
    let lastOffset = -1
    let position = 0
    for (;;) {
      const batch = file.batchAt(position, end)
      if (batch === undefined) break
      const { bytes, view, at, size } = batch
      const header = readBatchHeader(bytes, at)
      const sound = header.magic === 2 ? isBatchCrcRight(bytes, view, at) : isLegacyCrcRight(bytes, view, at)
      dump.out(`${batchLine(header, position, sound)}\n`)
      if (dump.deep) {
        // Knows every message there is: loaded when there is something to show with it.
        const control = header.isControl
          ? (await import('../stored/record-json.js')).controlRecordText
          : undefined
        lastOffset = dumpRecords(batch, header, path, lastOffset, { ...dump, control })
      }
      position += size
    }
    if (file.size > position && dump.maxBytes === ALL_BYTES) {
      dump.out(`Found ${file.size - position} invalid bytes at the end of ${basename(path)}\n`)
    }
  } finally {
    file.close()
  }
}

function headLine(name: string): string {
  if (!name.endsWith('.checkpoint')) return `Log starting offset: ${baseOffsetOf(name)}`
  if (name === 'bootstrap.checkpoint') return 'KRaft bootstrap snapshot'
  const snapshot = /^(\d{20})-(\d{10})\.checkpoint$/.exec(name)
  if (snapshot === null)
    throw new DumpFailure('java.lang.StringIndexOutOfBoundsException', `${name} is no snapshot's name`)
  return `Snapshot end offset: ${Number(snapshot[1])}, epoch: ${Number(snapshot[2])}`
}

function batchLine(batch: BatchHeader, position: number, sound: boolean): string {
  const head =
    batch.magic === 2
      ? `baseOffset: ${batch.baseOffset} lastOffset: ${batch.lastOffset} count: ${batch.recordCount}` +
        ` baseSequence: ${batch.baseSequence} lastSequence: ${lastSequence(batch)}` +
        ` producerId: ${batch.producerId} producerEpoch: ${batch.producerEpoch}` +
        ` partitionLeaderEpoch: ${batch.partitionLeaderEpoch} isTransactional: ${batch.isTransactional}` +
        ` isControl: ${batch.isControl} deleteHorizonMs: ${optionalLong(batch.deleteHorizonMs)}`
      : `offset: ${batch.lastOffset}`
  return (
    `${head} position: ${position} ${batch.timestampType}: ${batch.maxTimestamp} size: ${batch.sizeInBytes}` +
    ` magic: ${batch.magic} compresscodec: ${codecOfId(batch.attributes & 7)} crc: ${batch.crc} isvalid: ${sound}`
  )
}

function lastSequence({ baseSequence, lastOffsetDelta }: BatchHeader): number {
  return baseSequence < 0 ? -1 : (baseSequence + lastOffsetDelta) % 2 ** 31
}

function optionalLong(value: number | null): string {
  return value === null ? 'OptionalLong.empty' : `OptionalLong[${value}]`
}

function dumpRecords(
  { bytes, at }: BatchInFile,
  batch: BatchHeader,
  path: string,
  before: number,
  dump: RecordDump,
): number {
  // A compressed batch is unpacked whole before any of it is shown: nothing of it, when it cannot be read.
  let held = ''
  const out = batch.codec === 'none' ? dump.out : (text: string) => (held += text)
  let lastOffset = before
  try {
    forEachRecordOfBatch(
      bytes,
      at,
      (record) => {
        if (record.offset !== lastOffset + 1) noteGap(dump.gaps, resolve(path), lastOffset, record.offset)
        lastOffset = record.offset
        writeRecord(record, batch, dump, out)
      },
      { verifyCrc: false },
    )
  } catch (error) {
    if (!(error instanceof CorruptRecord)) throw error
    const message = `${path}: the batch at offset ${batch.baseOffset} cannot be read: ${error.message}`
    throw new DumpFailure('org.apache.kafka.common.InvalidRecordException', message)
  }
  dump.out(held)
  return lastOffset
}

function noteGap(gaps: OffsetGaps, path: string, before: number, offset: number): void {
  const known = gaps.get(path) ?? new Map<number, number>()
  known.set(before, offset)
  gaps.set(path, known)
}

function writeRecord(
  record: RecordView,
  batch: BatchHeader,
  dump: RecordDump,
  out: (text: string) => void,
): void {
  if (!dump.skipMetadata) out(recordMetadata(record, batch, dump.control))
  if (dump.contents !== undefined && !batch.isControl) {
    const { key, payload } = dump.contents(record)
    let prefix = dump.skipMetadata ? '| ' : ' '
    if (key !== undefined) {
      out(`${prefix}key: ${key}`)
      prefix = ' '
    }
    if (payload !== undefined) out(`${prefix}payload: ${payload}`)
  }
  out('\n')
}

function recordMetadata(record: RecordView, batch: BatchHeader, control: RecordDump['control']): string {
  let line =
    `| offset: ${record.offset} ${batch.timestampType}: ${record.timestamp}` +
    ` keySize: ${record.keyLength} valueSize: ${record.valueLength}`
  if (batch.magic === 2) {
    const sequence =
      batch.baseSequence < 0 ? -1 : (batch.baseSequence + record.offset - batch.baseOffset) % 2 ** 31
    const keys = record.headers().map(({ key }) => key)
    line += ` sequence: ${sequence} headerKeys: [${keys.join(',')}]`
  } else line += legacyChecksum(record)
  return control === undefined ? line : `${line} ${control(record.key(), record.value())}`
}

const LEGACY_CRC_POSITION = 12

/** Messages of formats 0 and 1 have checksums of their own, within a compressed one too. */
function legacyChecksum(record: RecordView): string {
  if (!(record instanceof LegacyRecord)) return ''
  const { bytes, at } = record
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return ` isValid: ${isLegacyCrcRight(bytes, view, at)} crc: ${view.getUint32(at + LEGACY_CRC_POSITION)}`
}
