/**
 * Append, first half: validate, give offsets, decide whether a new segment begins, stage. Memory only: no
 * file is touched and nothing can be read until `writeStaged`.
 */
import { viewOf } from '@samsa/record/bytes'
import {
  batchAttributes,
  batchBaseOffset,
  batchMagic,
  batchProducerId,
  batchSizeInBytes,
  isTransactionalBatch,
} from '@samsa/record/record-batch'
import type { AppendContext, AppendedBatches, AppendResult, RejectedBatches } from '../core/append-result.js'
import type { AcceptedAppend, AppendVerdict, RefusedAppend } from '../core/append-rules.js'
import { lastOffsetOf, leaderEpochOf, maxTimestampOf } from '../core/batch-facts.js'
import { type AppendTerms, NO_TERMS } from '../core/check-producer.js'
import { encodeProducerSnapshot } from '../core/producer-snapshot.js'
import type { RememberedBatch } from '../core/producer-entry.js'
import { rollReason, type SegmentTail } from '../core/segment-tail.js'
import { allOf, validateAppend } from '../core/validate-append.js'
import { validateReplicated } from '../core/validate-replicated.js'
import { validateRequest } from '../core/validate-request.js'
import { type LogState, newTail, tailOf } from './log-state.js'
import { Segment } from './segment.js'
import { COPIED_BYTES } from './staging.js'

/** From this version of Produce on, one batch of format 2 is all that `validateRequest` asks for. */
const CURRENT_FORM_FROM = 7

export function stageAppend(log: LogState, bytes: Uint8Array, context: AppendContext): AppendResult {
  if (log.context.failure !== undefined) {
    return rejected('KAFKA_STORAGE_ERROR', `the disk under ${log.folder} failed`)
  }
  if (log.deleted) return rejected('UNKNOWN_TOPIC_OR_PARTITION', `${log.folder} has been deleted`)
  const { origin, apiVersion } = context
  const isCurrent = isOneBatch(bytes)
  if (apiVersion !== undefined && !(apiVersion >= CURRENT_FORM_FROM && isCurrent)) {
    const refused = validateRequest(bytes, viewOf(bytes), apiVersion)
    if (refused !== undefined) return refusedResult(log, refused)
  }
  const { leaderEpoch, now } = context
  let verdict: AppendVerdict
  if (origin === 'replication') verdict = validateReplicated(bytes, log.nextOffset)
  else {
    const given = isCurrent && bytes.length <= COPIED_BYTES ? log.staging.place(bytes) : allOf(bytes)
    verdict = validateAppend(given, log.rules, { origin, nextOffset: log.nextOffset, leaderEpoch, now })
  }
  if (verdict.error !== '') return refusedResult(log, verdict)
  if (verdict.recordCount === 0) return appended(log, verdict, true)
  if (isCurrent && origin !== 'replication' && isPlain(verdict))
    return stagePlain(log, verdict, bytes, context)
  return stageBatches(log, verdict, bytes, context)
}

/** Exactly one batch of format 2. Looked at byte by byte: a view for this alone would cost more than the look. */
function isOneBatch(bytes: Uint8Array): boolean {
  const length = ((bytes[8]! << 24) | (bytes[9]! << 16) | (bytes[10]! << 8) | bytes[11]!) + 12
  return bytes[16] === 2 && length === bytes.length
}

/** One batch of a producer without an id, so that all that is left to do is arithmetic. */
function isPlain({ bytes, from }: AcceptedAppend): boolean {
  return (bytes[from + 43]! & 0x80) !== 0
}

function stagePlain(
  log: LogState,
  verdict: AcceptedAppend,
  given: Uint8Array,
  context: AppendContext,
): AppendedBatches {
  const tail = tailFor(log, verdict, context.now)
  const position = tail.size
  noteEpoch(log, context.leaderEpoch, verdict.baseOffset)
  countBatch(log, tail, verdict.to - verdict.from, verdict.lastOffset, verdict.maxTimestamp)
  return stage(log, verdict, given, position)
}

function stageBatches(
  log: LogState,
  verdict: AcceptedAppend,
  given: Uint8Array,
  context: AppendContext,
): AppendResult {
  const { bytes, view, from, to } = verdict
  const terms = termsOf(log, context)
  for (let at = from; at < to; at += batchSizeInBytes(view, at)) {
    if (batchMagic(view, at) !== 2 || batchProducerId(view, at) < 0) continue
    const opinion = log.producers.check(bytes, view, at, context.origin, terms)
    if (opinion.kind === 'duplicate') return duplicate(log, opinion.batch)
    if (opinion.kind === 'reject') {
      return { ...rejected(opinion.error, opinion.message), logStartOffset: log.logStartOffset }
    }
  }
  const tail = tailFor(log, verdict, context.now)
  const position = tail.size
  for (let at = from; at < to; at += batchSizeInBytes(view, at)) {
    const size = batchSizeInBytes(view, at)
    noteEpoch(log, leaderEpochOf(view, at), batchBaseOffset(view, at))
    if (batchMagic(view, at) === 2) applyToProducers(log, bytes, view, at)
    countBatch(log, tail, size, lastOffsetOf(view, at), maxTimestampOf(view, at))
  }
  return stage(log, verdict, given, position)
}

function termsOf(log: LogState, context: AppendContext): AppendTerms {
  const { verifications } = log
  const { verificationGuard, transactionVersion } = context
  if (verifications === undefined && verificationGuard === undefined && transactionVersion === undefined) {
    return NO_TERMS
  }
  return {
    ...(verifications === undefined ? {} : { verifications }),
    ...(verificationGuard === undefined ? {} : { guard: verificationGuard }),
    ...(transactionVersion === undefined ? {} : { transactionVersion }),
  }
}

function applyToProducers(log: LogState, bytes: Uint8Array, view: DataView, at: number): void {
  const completed = log.producers.apply(bytes, view, at)
  if (completed?.isAborted === true) log.staging.noteAborted(completed)
  // The transaction is open here now, or over: either way nobody need be asked any more.
  if (log.verifications === undefined || !isTransactionalBatch(batchAttributes(view, at))) return
  log.verifications.clear(batchProducerId(view, at))
}

function noteEpoch(log: LogState, epoch: number, baseOffset: number): void {
  if (epoch > log.epochs.latestEpoch && log.epochs.assign(epoch, baseOffset)) log.epochsDirty = true
}

function countBatch(
  log: LogState,
  tail: SegmentTail,
  bytes: number,
  lastOffset: number,
  maxTimestamp: number,
): void {
  const position = tail.size
  const entries = tail.add(bytes, lastOffset, maxTimestamp, log.settings.indexIntervalBytes)
  if (entries === 0) return
  const group = log.staging.groups[log.staging.groups.length - 1]
  group?.segment.addEntries(entries, tail, lastOffset, position)
}

function stage(log: LogState, verdict: AcceptedAppend, given: Uint8Array, position: number): AppendedBatches {
  log.nextOffset = verdict.lastOffset + 1
  const copied = log.staging.add(verdict, position, verdict.baseOffset, log.nextOffset)
  return appended(log, verdict, copied || verdict.bytes.buffer !== given.buffer)
}

/** The tail of the segment that takes the append; begins a new segment when the rules say so. */
function tailFor(log: LogState, verdict: AcceptedAppend, now: number): SegmentTail {
  const { staging } = log
  const tail = tailOf(log)
  const { maxTimestamp, lastOffset } = verdict
  const reason = rollReason(tail, log.settings, {
    bytes: verdict.to - verdict.from,
    maxTimestamp,
    lastOffset,
    now,
  })
  if (reason !== '') {
    const base = reason === 'offset-range' ? Math.max(log.nextOffset, verdict.baseOffset) : log.nextOffset
    if (base > tail.baseOffset) return beginSegment(log, base, verdict)
  }
  if (staging.groups.length === 0) staging.begin(log.segments.active, tail, undefined)
  if (tail.size === 0) tail.firstTimestamp = maxTimestamp
  return tail
}

function beginSegment(log: LogState, baseOffset: number, verdict: AcceptedAppend): SegmentTail {
  const { staging, context } = log
  const before = tailOf(log)
  const ending = staging.groups[staging.groups.length - 1]?.segment ?? log.segments.active
  if (before.takesTimeEntry()) ending.addTimeEntry(before)
  const segment = new Segment(context.host.disk, log.folder, baseOffset, context.indexPages).assumeNew()
  const tail = newTail(log, baseOffset)
  tail.firstTimestamp = verdict.maxTimestamp
  staging.begin(segment, tail, { snapshot: encodeProducerSnapshot(log.producers.snapshot()) })
  log.tail = tail
  return tail
}

function appended(log: LogState, verdict: AcceptedAppend, copied: boolean): AppendedBatches {
  return {
    error: '',
    baseOffset: verdict.baseOffset,
    lastOffset: verdict.lastOffset,
    logAppendTime: verdict.logAppendTime,
    logStartOffset: log.logStartOffset,
    copied,
    duplicate: false,
  }
}

function duplicate(log: LogState, batch: RememberedBatch): AppendedBatches {
  const { firstOffset, lastOffset, timestamp } = batch
  // Kafka tells the remembered batch's time here, also where the topic keeps the producer's own times.
  const logAppendTime = timestamp
  const { logStartOffset } = log
  return {
    error: '',
    baseOffset: firstOffset,
    lastOffset,
    logAppendTime,
    logStartOffset,
    copied: true,
    duplicate: true,
  }
}

function rejected(error: RejectedBatches['error'], message: string): RejectedBatches {
  return { error, message, recordErrors: [], logStartOffset: -1 }
}

function refusedResult(log: LogState, refused: RefusedAppend): RejectedBatches {
  const { error, message, recordErrors } = refused
  return { error, message, recordErrors, logStartOffset: refused.answersLogStart ? log.logStartOffset : -1 }
}
