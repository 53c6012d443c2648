/**
 * What a leader checks of batches before they enter its log, and the offsets, epoch and times it gives them:
 * Kafka's Produce validation (KIP-32, KIP-98, KIP-467). A plain batch is judged by its header, its checksum
 * and one walk over lengths, and patched in place; docs/decisions/0010 says what is not unpacked, and why.
 * Refuses damaged, oversized, inconsistent, keyless (compacted topics) and mistimed records; control batches
 * and base offsets of clients.
 */
import { viewOf } from '@samsa/record/bytes'
import { codecNames } from '@samsa/record/codec-name'
import { CorruptRecord } from '@samsa/record/corrupt-record'
import {
  batchAttributes,
  batchBaseOffset,
  batchBaseSequence,
  batchLastOffsetDelta,
  batchMagic,
  batchMaxTimestamp,
  batchProducerId,
  batchRecordCount,
  isBatchCrcRight,
  isControlBatch,
  setBatchBaseOffset,
  setBatchLeaderEpoch,
  setBatchTimestampTypeAndMax,
  wholeBatchSize,
} from '@samsa/record/record-batch'
import { concatBytes } from '@samsa/record/bytes'
import {
  type AppendPlace,
  type AppendRules,
  type AppendVerdict,
  type BatchesAt,
  type RefusedAppend,
  refuse,
} from './append-rules.js'
import { convertedUp, otherCodec, recompressed } from './convert-append.js'
import { mustUnpack, scannedMaxTimestamp, walkRecords } from './walk-records.js'

/**
 * Judges what one append would add to the log and makes it ready to be written. Given are whole batches (from a
 * client of Produce v3 and later just one: see `validateRequest`); they are patched in place, so after a refusal they
 * are of no further use.
 */
export function validateAppend(given: BatchesAt, rules: AppendRules, place: AppendPlace): AppendVerdict {
  const { bytes, view, from, to } = given
  try {
    if (wholeBatchSize(view, from, to) === 0) {
      return refuse('INVALID_RECORD', `${to - from} bytes are no whole batch`, false)
    }
    if (batchMagic(view, from) === 2) return appendBatches(given, rules, place)
    const old = from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to)
    const batch = convertedUp(old, viewOf(old), rules, place)
    if (!(batch instanceof Uint8Array)) return batch
    return appendBatches(allOf(batch), rules, place)
  } catch (error) {
    if (error instanceof CorruptRecord)
      return refuse(error.kafkaError, error.reason, error.kafkaError !== 'CORRUPT_MESSAGE')
    throw error
  }
}

/** An array that holds batches and nothing else. */
export function allOf(bytes: Uint8Array): BatchesAt {
  return { bytes, view: viewOf(bytes), from: 0, to: bytes.length }
}

function appendBatches(given: BatchesAt, rules: AppendRules, place: AppendPlace): AppendVerdict {
  const { bytes, view, from, to } = given
  const appendTime = rules.timestampType === 'LogAppendTime' ? place.now : -1
  let at = from
  let recordCount = 0
  let nextOffset = place.nextOffset
  let maxTimestamp = -1
  let offsetOfMaxTimestamp = -1
  let rewritten: Uint8Array[] | undefined
  for (let size = wholeBatchSize(view, at, to); size > 0; size = wholeBatchSize(view, at, to)) {
    const checked = checkBatch(bytes, view, at, size, rules, place)
    if (typeof checked !== 'number') return checked
    const latest = appendTime === -1 ? checked : appendTime
    const count = batchRecordCount(view, at)
    const codec = otherCodec(view, at, rules)
    if (codec === undefined) {
      rewritten?.push(bytes.subarray(at, at + size))
      placeBatch(bytes, view, at, nextOffset, latest, rules, place)
    } else {
      rewritten ??= at === from ? [] : [bytes.subarray(from, at)]
      const batch = recompressed(bytes, at, codec, rules)
      placeBatch(batch, viewOf(batch), 0, nextOffset, latest, rules, place)
      rewritten.push(batch)
    }
    recordCount += count
    nextOffset += count
    if (latest > maxTimestamp) {
      maxTimestamp = latest
      offsetOfMaxTimestamp = nextOffset - 1
    }
    at += size
  }
  if (at !== to) return refuse('INVALID_RECORD', `${to - at} bytes after the last batch`, false)
  const placed = rewritten === undefined ? given : allOf(concatBytes(rewritten))
  const refused = checkSizes(placed.to - placed.from, rewritten, rules)
  if (refused !== undefined) return refused
  return {
    error: '',
    bytes: placed.bytes,
    view: placed.view,
    from: placed.from,
    to: placed.to,
    baseOffset: place.nextOffset,
    lastOffset: nextOffset - 1,
    recordCount,
    maxTimestamp,
    offsetOfMaxTimestamp,
    logAppendTime: appendTime,
  }
}

/**
 * The batch's largest time, or its refusal. In Kafka's order: base offset, size, checksum, header, records.
 */
function checkBatch(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  size: number,
  rules: AppendRules,
  place: AppendPlace,
): number | RefusedAppend {
  const magic = batchMagic(view, at)
  if (magic !== 2) return refuse('INVALID_RECORD', `magic ${magic} after a batch of magic 2`, true)
  if (place.origin === 'client' && batchBaseOffset(view, at) !== 0) {
    return refuse('INVALID_RECORD', `base offset ${batchBaseOffset(view, at)} from a client, not 0`, true)
  }
  if (size > rules.maxMessageBytes) {
    return refuse('MESSAGE_TOO_LARGE', `a batch of ${size} bytes, ${rules.maxMessageBytes} allowed`, false)
  }
  if (!isBatchCrcRight(bytes, view, at)) return refuse('CORRUPT_MESSAGE', 'wrong checksum', false)
  const refused = checkHeader(view, at, place)
  if (refused !== undefined) return refused
  const isCompressed = (batchAttributes(view, at) & 7) !== 0
  if (isCompressed) {
    // What is rewritten is unpacked in any case, and numbered by what lies inside: a lie would move other batches.
    const isRewritten = otherCodec(view, at, rules) !== undefined
    if (!isRewritten && !mustUnpack(view, at, rules, place.now)) return batchMaxTimestamp(view, at)
  } else {
    const maxTimestamp = scannedMaxTimestamp(bytes, view, at, rules, place.now)
    if (maxTimestamp !== undefined) return maxTimestamp
  }
  return walkRecords(bytes, view, at, rules, place)
}

function checkHeader(view: DataView, at: number, place: AppendPlace): RefusedAppend | undefined {
  const attributes = batchAttributes(view, at)
  const count = batchRecordCount(view, at)
  const last = batchLastOffsetDelta(view, at)
  if (count < 1 || last !== count - 1) {
    return refuse('INVALID_RECORD', `${count} records with a last offset delta of ${last}`, true)
  }
  if (place.origin === 'client') {
    if (isControlBatch(attributes)) return refuse('INVALID_RECORD', 'a control batch from a client', true)
    const producerId = batchProducerId(view, at)
    if (producerId >= 0 && batchBaseSequence(view, at) < 0) {
      return refuse('INVALID_RECORD', `producer id ${producerId} without a sequence`, true)
    }
    if (!Number.isSafeInteger(producerId)) return refuse('INVALID_RECORD', `producer id ${producerId}`, true)
  }
  if (codecNames[attributes & 7] === undefined) {
    return refuse('UNSUPPORTED_COMPRESSION_TYPE', `codec ${attributes & 7} is not known`, true)
  }
  if (Number.isSafeInteger(batchMaxTimestamp(view, at))) return undefined
  return refuse('INVALID_RECORD', `time ${batchMaxTimestamp(view, at)} is no safe integer`, true)
}

function placeBatch(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  offset: number,
  maxTimestamp: number,
  rules: AppendRules,
  place: AppendPlace,
): void {
  setBatchBaseOffset(view, at, offset)
  setBatchLeaderEpoch(view, at, place.leaderEpoch)
  setBatchTimestampTypeAndMax(bytes, view, at, rules.timestampType, maxTimestamp)
}

/** A rewritten batch may have grown past the limit of one; all of them must fit into a segment. */
function checkSizes(
  totalBytes: number,
  rewritten: readonly Uint8Array[] | undefined,
  rules: AppendRules,
): RefusedAppend | undefined {
  for (const batch of rewritten ?? []) {
    if (batch.length <= rules.maxMessageBytes) continue
    const message = `a batch of ${batch.length} bytes once rewritten, ${rules.maxMessageBytes} allowed`
    return refuse('MESSAGE_TOO_LARGE', message, false)
  }
  if (totalBytes <= rules.segmentBytes) return undefined
  return refuse('RECORD_LIST_TOO_LARGE', `${totalBytes} bytes for segments of ${rules.segmentBytes}`, false)
}
