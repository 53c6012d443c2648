/**
 * The bytes of a magic 2 batch that lost records or got a delete horizon. Owns what stays the same (base
 * offset, last offset delta, producer, leader epoch, codec, kind of time) and what changes (base timestamp,
 * largest timestamp, count, checksum). Kept records are copied; only their times are written anew, where the
 * base timestamp moved. The bytes are those that Kafka's cleaner writes, where nothing is compressed.
 */
import { writeInt64, viewOf } from '@samsa/record/bytes'
import { codecOfId } from '@samsa/record/codec-name'
import { compress } from '@samsa/record/compression'
import { encodeBatch } from '@samsa/record/encode-batch'
import {
  attributeBits,
  BATCH_OVERHEAD,
  batchAttributes,
  batchBaseTimestamp,
  batchMaxTimestamp,
  isControlBatch,
  isLogAppendTime,
  isTransactionalBatch,
  LOG_OVERHEAD,
  setBatchCrc,
} from '@samsa/record/record-batch'
import { varintSize, writeVarint } from '@samsa/record/varint'
import type { RecordWalker } from './record-walker.js'
import type { RewriteRoom } from './rewrite-room.js'

const NO_TIMESTAMP = -1
const EMPTY = { codecId: 0, horizon: -1, baseTimestamp: NO_TIMESTAMP, recordCount: 0 }
/** What the time and the length of a record may gain when its time is counted from elsewhere. */
const MOST_GROWTH = 10

/**
 * The batch at `at` with the records of `records` that begin at `kept`, in `room` until it is used again. `horizon`:
 * its delete horizon, -1 for none.
 */
export function thinnedBatch(
  room: RewriteRoom,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  records: RecordWalker,
  kept: readonly number[],
  horizon: number,
): Uint8Array {
  const attributes = batchAttributes(view, at)
  const times = newTimes(view, at, records, kept, horizon)
  const plain = room.plain(BATCH_OVERHEAD + bytesOf(records, kept, times.isShifted))
  const end = times.isShifted ? copyRetimed(records, kept, times, plain) : copyRuns(records, kept, plain)
  const codec = codecOfId(attributes & 7)
  let batch = plain.subarray(0, end)
  if (codec !== 'none') {
    const packed = compress(codec, plain.subarray(BATCH_OVERHEAD, end))
    batch = room.packed(BATCH_OVERHEAD + packed.length)
    batch.set(packed, BATCH_OVERHEAD)
  }
  writeHeader(batch, bytes, at, {
    codecId: attributes & 7,
    horizon,
    baseTimestamp: times.base,
    maxTimestamp: times.max,
    recordCount: kept.length,
  })
  return batch
}

/** The batch at `at` without records: the header alone. */
export function emptiedBatch(bytes: Uint8Array, view: DataView, at: number): Uint8Array {
  const batch = new Uint8Array(BATCH_OVERHEAD)
  const maxTimestamp = batchMaxTimestamp(view, at)
  writeHeader(batch, bytes, at, { ...EMPTY, maxTimestamp })
  return batch
}

/** A batch without records that holds the place of an offset, where there was a message of an older format. */
export function emptyBatch(facts: {
  readonly lastOffset: number
  readonly isAppendTime: boolean
  readonly maxTimestamp: number
}): Uint8Array {
  const batch = encodeBatch([{ timestamp: NO_TIMESTAMP, key: null, value: null }], {
    baseOffset: facts.lastOffset,
    timestampType: facts.isAppendTime ? 'LogAppendTime' : 'CreateTime',
  }).slice(0, BATCH_OVERHEAD)
  writeHeader(batch, batch, 0, { ...EMPTY, maxTimestamp: facts.maxTimestamp })
  return batch
}

interface NewTimes {
  readonly base: number
  readonly max: number
  /** What replaces the records' own times, -1 for nothing. */
  readonly appendTime: number
  /** What a record's delta is counted from today. */
  readonly oldBase: number
  /** Whether records have to be written with another delta. */
  readonly isShifted: boolean
}

/** Base: the horizon, else the time of the first record that is left. */
function newTimes(
  view: DataView,
  at: number,
  records: RecordWalker,
  kept: readonly number[],
  horizon: number,
): NewTimes {
  const oldBase = batchBaseTimestamp(view, at)
  const isAppendTime = isLogAppendTime(batchAttributes(view, at))
  const appendTime = isAppendTime ? batchMaxTimestamp(view, at) : NO_TIMESTAMP
  records.moveTo(kept[0] as number)
  const base = horizon >= 0 ? horizon : isAppendTime ? appendTime : oldBase + records.timeDelta
  let max = NO_TIMESTAMP
  let isShifted = base !== oldBase
  for (const start of kept) {
    records.moveTo(start)
    const timestamp = oldBase + records.timeDelta
    if (timestamp > max) max = timestamp
    if (isAppendTime && timestamp !== appendTime) isShifted = true
  }
  return { base, max: isAppendTime ? appendTime : max, appendTime, oldBase, isShifted }
}

/** Of the kept records, at most. */
function bytesOf(records: RecordWalker, kept: readonly number[], isShifted: boolean): number {
  let bytes = isShifted ? kept.length * MOST_GROWTH : 0
  for (const start of kept) {
    records.moveTo(start)
    bytes += records.at - start
  }
  return bytes
}

/** Copies neighbours in one go. Returns where the last one ends. */
function copyRuns(records: RecordWalker, kept: readonly number[], into: Uint8Array): number {
  let to = BATCH_OVERHEAD
  let from = kept[0] as number
  let end = from
  for (const start of kept) {
    if (start !== end) {
      into.set(records.bytes.subarray(from, end), to)
      to += end - from
      from = start
    }
    records.moveTo(start)
    end = records.at
  }
  into.set(records.bytes.subarray(from, end), to)
  return to + end - from
}

/** Copies records with other time deltas. Returns where the last one ends. */
function copyRetimed(
  records: RecordWalker,
  kept: readonly number[],
  times: NewTimes,
  into: Uint8Array,
): number {
  let to = BATCH_OVERHEAD
  for (const start of kept) {
    records.moveTo(start)
    const timestamp = times.appendTime === NO_TIMESTAMP ? times.oldBase + records.timeDelta : times.appendTime
    const delta = timestamp - times.base
    const { timeAt, restAt, at: end } = records
    to = writeVarint(into, to, 1 + varintSize(delta) + end - restAt)
    into[to++] = records.bytes[timeAt - 1] as number
    to = writeVarint(into, to, delta)
    into.set(records.bytes.subarray(restAt, end), to)
    to += end - restAt
  }
  return to
}

/** Takes over what does not change from the batch at `at`. */
function writeHeader(
  batch: Uint8Array,
  bytes: Uint8Array,
  at: number,
  facts: {
    codecId: number
    horizon: number
    baseTimestamp: number
    maxTimestamp: number
    recordCount: number
  },
): void {
  batch.set(bytes.subarray(at, at + BATCH_OVERHEAD))
  const view = viewOf(batch)
  const attributes = batchAttributes(view, 0)
  view.setInt32(8, batch.length - LOG_OVERHEAD)
  const bits = attributeBits({
    codecId: facts.codecId,
    logAppendTime: isLogAppendTime(attributes),
    isTransactional: isTransactionalBatch(attributes),
    isControl: isControlBatch(attributes),
    deleteHorizon: facts.horizon >= 0,
  })
  view.setInt16(21, bits)
  writeInt64(view, 27, facts.baseTimestamp)
  writeInt64(view, 35, facts.maxTimestamp)
  view.setInt32(57, facts.recordCount)
  setBatchCrc(batch, view, 0)
}
