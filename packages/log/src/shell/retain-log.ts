/**
 * Retention and DeleteRecords: what `planRetention` says, done. Of DeleteRecords the log start offset moves first and
 * files follow; of retention it moves as far as segments went.
 */
import { DiskError } from '@samsa/host'
import { planRetention, type RetentionReason } from '../core/retention.js'
import { encodeProducerSnapshot } from '../core/producer-snapshot.js'
import { unlessFull } from './disk-room.js'
import {
  diskFailed,
  type LogState,
  newTail,
  setHighWatermark,
  tailOf,
  updateLastStableOffset,
  writeEpochs,
} from './log-state.js'
import { markOldest, removeMarked } from './remove-segments.js'
import { Segment } from './segment.js'

/** How many segments went, `most` at most: each costs some renames. Throws DiskError. */
export function enforceRetention(log: LogState, now: number, most: number): number {
  if (log.deleted || log.staging.bytes > 0) return 0
  if (log.compacting !== undefined || log.repair !== undefined) return 0
  const segments = log.segments.all.map((segment, index, all) => ({
    baseOffset: segment.baseOffset,
    size: segment.size,
    largestTimestamp: () => largestTimestamp(log, segment, index === all.length - 1),
  }))
  const { highWatermark, logStartOffset, logEndOffset } = log
  const plan = planRetention(segments, log.settings, { now, highWatermark, logStartOffset, logEndOffset })
  const count = Math.min(plan.count, most)
  if (count === 0) return 0
  const next = count === segments.length ? makeEmpty(log) : undefined
  const { gone, failure } = markOldest(log, count)
  if (next !== undefined) {
    if (failure === undefined) begin(log, next)
    else takeBack(log, next)
  }
  if (gone.length > 0) {
    removeMarked(log, gone)
    moveLogStart(log, log.segments.first.baseOffset)
    log.snapshots.removeBelow(log.segments.first.baseOffset).catch((error) => diskFailed(log, error))
    tell(log, gone.length, plan.because)
  }
  if (failure !== undefined) throw failure
  return count
}

function tell(log: LogState, segments: number, because: RetentionReason | undefined): void {
  const facts = { log: log.folder, segments, because, logStartOffset: log.logStartOffset }
  log.context.host.log.write('info', 'segments removed', facts)
}

/**
 * Looks up how old the oldest segments are, which `enforceRetention` asks: afterwards it need not wait for the device.
 * Rejects with DiskError.
 */
export async function lookUpAges(log: LogState, now: number, most: number): Promise<void> {
  const { deletes, retentionMs } = log.settings
  if (!deletes || retentionMs < 0) return
  for (const segment of log.segments.all.slice(0, -1).slice(0, most)) {
    try {
      if (now - (await segment.largestTimestampLater()) <= retentionMs) return
    } catch (error) {
      // It went while it was looked at, or its log did.
      if (error instanceof DiskError && error.kind === 'missing') return
      throw error
    }
  }
}

/** A segment without a timestamp counts from when its file was last written. */
function largestTimestamp(log: LogState, segment: Segment, isActive: boolean): number {
  const inMemory = isActive ? tailOf(log).maxTimestamp : -1
  return inMemory >= 0 ? inMemory : segment.largestTimestamp()
}

/** An empty segment for the log end, as the active one is on its way out. */
function makeEmpty(log: LogState): Segment {
  const { context } = log
  const next = new Segment(context.host.disk, log.folder, log.logEndOffset, context.indexPages).assumeNew()
  try {
    next.createFiles()
  } catch (error) {
    takeBack(log, next)
    throw error
  }
  return next
}

/** It is the active one from now on. The one before it has gone, and needs no room for its indexes. */
function begin(log: LogState, next: Segment): void {
  log.segments.add(next)
  log.folderDirty = true
  log.tail = newTail(log, next.baseOffset)
  const snapshot = encodeProducerSnapshot(log.producers.snapshot())
  // A full disk is emptied like this, if it must be without a snapshot.
  unlessFull(log, () => log.snapshots.write(next.baseOffset, snapshot)).catch((error) =>
    diskFailed(log, error),
  )
}

/** It is not needed. Were a file of it left, the next start would take the log to end with it. */
function takeBack(log: LogState, segment: Segment): void {
  try {
    segment.markDeleted()
  } catch (error) {
    // The next start tells it by the batches of the segment before it.
    if (!(error instanceof DiskError)) throw error
    return
  }
  log.context.removeLater(0, () => segment.remove())
}

function moveLogStart(log: LogState, offset: number): void {
  if (offset <= log.logStartOffset) return
  log.logStartOffset = offset
  log.producers.onLogStartOffset(offset)
  if (log.epochs.truncateFromStart(offset)) writeEpochs(log)
  if (log.highWatermark < offset) setHighWatermark(log, offset)
  updateLastStableOffset(log)
}

/**
 * Moves the log start offset up to `offset` (-1: the high watermark); files go with the next retention
 * check.
 */
export function deleteRecordsBefore(
  log: LogState,
  offset: number,
): { error: '' | 'OFFSET_OUT_OF_RANGE'; logStartOffset: number } {
  const target = offset === -1 ? log.highWatermark : offset
  if (target < 0 || target > log.highWatermark) {
    return { error: 'OFFSET_OUT_OF_RANGE', logStartOffset: log.logStartOffset }
  }
  moveLogStart(log, target)
  return { error: '', logStartOffset: log.logStartOffset }
}
