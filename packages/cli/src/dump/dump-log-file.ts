/** Batches and records of a .log or .checkpoint file in the lines of Kafka's dump tool. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import {
  type BatchHeader,
  batchLength,
  codecOfId,
  CorruptRecord,
  forEachRecordOfBatch,
  isBatchCrcRight,
  isLegacyCrcRight,
  loadCodec,
  LOG_OVERHEAD,
  MAGIC_POSITION,
  MIN_BATCH_SIZE,
  readBatchHeader,
  type RecordView,
} from '@samsa/record'
import { LegacyRecord } from '@samsa/record/legacy-message-set'
import { controlRecordText } from '../stored/record-json.js'
import type { ContentsReader } from './record-contents.js'

/** Offsets that do not follow each other, by file: told when all files are shown. */
export type OffsetGaps = Map<string, (readonly [number, number])[]>

export interface LogDump {
  readonly deep: boolean
  readonly skipMetadata: boolean
  readonly maxBytes: number
  readonly contents: ContentsReader | undefined
  readonly gaps: OffsetGaps
  out(text: string): void
}

export async function dumpLogFile(path: string, dump: LogDump): Promise<void> {
  dump.out(`${headLine(basename(path))}\n`)
  const file = new Uint8Array(readFileSync(path))
  const bytes = file.subarray(0, Math.min(file.length, dump.maxBytes))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let lastOffset = -1
  let at = 0
  for (let size = batchSize(view, at, path); size > 0; size = batchSize(view, at, path)) {
    const header = readBatchHeader(bytes, at)
    const sound = header.magic === 2 ? isBatchCrcRight(bytes, view, at) : isLegacyCrcRight(bytes, view, at)
    dump.out(`${batchLine(header, at, sound)}\n`)
    if (dump.deep) {
      await loadCodec(header.codec)
      lastOffset = dumpRecords(bytes, at, header, path, lastOffset, dump)
    }
    at += size
  }
  const rest = file.length - at
  if (rest > 0 && bytes.length === file.length) {
    dump.out(`Found ${rest} invalid bytes at the end of ${basename(path)}\n`)
  }
}

function headLine(name: string): string {
  const snapshot = /^(\d{20})-(\d{10})\.checkpoint/.exec(name)
  if (snapshot !== null) return `Snapshot end offset: ${Number(snapshot[1])}, epoch: ${Number(snapshot[2])}`
  const start = name.split('.')[0] ?? ''
  if (!/^\d+$/.test(start)) throw new Error(`${name}: the name of a log file begins with its first offset`)
  return `Log starting offset: ${Number(start)}`
}

/** 0 at the end, or before a torn batch. */
function batchSize(view: DataView, at: number, path: string): number {
  if (view.byteLength - at < MAGIC_POSITION + 1) return 0
  const length = batchLength(view, at)
  if (length + LOG_OVERHEAD < MIN_BATCH_SIZE) {
    const least = MIN_BATCH_SIZE - LOG_OVERHEAD
    throw new Error(
      `Found record size ${length} smaller than minimum record overhead (${least}) in file ${path}.`,
    )
  }
  const size = length + LOG_OVERHEAD
  return size <= view.byteLength - at ? size : 0
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
  bytes: Uint8Array,
  at: number,
  batch: BatchHeader,
  path: string,
  before: number,
  dump: LogDump,
): number {
  let lastOffset = before
  let index = 0
  try {
    forEachRecordOfBatch(
      bytes,
      at,
      (record) => {
        if (record.offset !== lastOffset + 1) {
          dump.gaps.set(path, [...(dump.gaps.get(path) ?? []), [lastOffset, record.offset]])
        }
        lastOffset = record.offset
        const line = recordLine(record, batch, index++, dump)
        if (line !== undefined) dump.out(`${line}\n`)
      },
      { verifyCrc: false },
    )
  } catch (error) {
    if (!(error instanceof CorruptRecord)) throw error
    throw new Error(`${path}: the batch at offset ${batch.baseOffset} cannot be read: ${error.message}`)
  }
  return lastOffset
}

function recordLine(
  record: RecordView,
  batch: BatchHeader,
  index: number,
  dump: LogDump,
): string | undefined {
  if (dump.skipMetadata && batch.isControl) return undefined
  let line = '|'
  if (!dump.skipMetadata) {
    line += ` offset: ${record.offset} ${batch.timestampType}: ${record.timestamp}`
    line += ` keySize: ${record.keyLength} valueSize: ${record.valueLength}`
    if (batch.magic === 2) {
      const sequence =
        batch.baseSequence < 0 ? -1 : (batch.baseSequence + record.offset - batch.baseOffset) % 2 ** 31
      const keys = record.headers().map(({ key }) => key)
      line += ` sequence: ${sequence} headerKeys: [${keys.join(',')}]`
    } else line += legacyChecksum(record)
    if (batch.isControl) line += ` ${controlRecordText(record.key(), record.value())}`
  }
  if (dump.contents === undefined || batch.isControl) return line
  const { key, payload } = dump.contents(record)
  if (key !== undefined) line += ` key: ${key}`
  if (payload !== undefined) line += ` payload: ${payload}`
  return line
}

const LEGACY_CRC_POSITION = 12

/** Messages of formats 0 and 1 have checksums of their own, within a compressed one too. */
function legacyChecksum(record: RecordView): string {
  if (!(record instanceof LegacyRecord)) return ''
  const { bytes, at } = record
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return ` isValid: ${isLegacyCrcRight(bytes, view, at)} crc: ${view.getUint32(at + LEGACY_CRC_POSITION)}`
}
