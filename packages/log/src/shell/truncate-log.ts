/**
 * Cutting a log's end off (a follower that parts from its leader's log), or all of it. What stays is whole
 * batches; indexes, epochs, snapshots and producer state follow.
 */
import { invariant } from '@samsa/protocol/model/invariant'
import { lastOffsetOf } from '../core/batch-facts.js'
import { BatchScan, scanNow } from './batch-scan.js'
import { diskFailed, type LogState, newTail, setHighWatermark, writeEpochs } from './log-state.js'
import { replayProducers } from './producer-replay.js'
import { removeSegments } from './remove-segments.js'
import { Segment } from './segment.js'

/** Throws DiskError. */
export function truncateTo(log: LogState, offset: number): void {
  invariant(log.staging.bytes === 0, 'a log is truncated only when nothing is staged')
  if (offset >= log.logEndOffset) return
  if (log.segments.first.baseOffset > offset) {
    truncateFully(log, offset)
    return
  }
  log.reader.forget()
  removeSegments(log, log.segments.removeAbove(offset))
  const active = log.segments.active
  const before = active.size
  active.truncate(positionOf(active, offset), offset)
  log.sizeInBytes -= before - active.size
  endAt(log, offset)
  log.snapshots.removeAbove(offset).catch((error) => diskFailed(log, error))
  replayProducers(log, log.segments.all, offset)
  setHighWatermark(log, log.highWatermark)
}

/** Where the batch begins that holds `offset` or comes next. */
function positionOf(segment: Segment, offset: number): number {
  const scan = new BatchScan(segment.positionFor(offset), segment.size, (_bytes, view, at) =>
    lastOffsetOf(view, at) >= offset ? 'found' : '',
  )
  scanNow(segment.log.file, scan)
  return scan.validTo
}

function endAt(log: LogState, offset: number): void {
  log.tail = undefined
  log.logEndOffset = offset
  log.nextOffset = offset
  log.logStartOffset = Math.min(log.logStartOffset, offset)
  log.recoveryPoint = Math.min(log.recoveryPoint, offset)
  if (log.epochs.truncateFromEnd(offset)) writeEpochs(log)
}

/** Drops everything; the next record gets `offset`. Throws DiskError. */
export function truncateFully(log: LogState, offset: number): void {
  invariant(log.staging.bytes === 0, 'a log is truncated only when nothing is staged')
  const { context } = log
  removeSegments(log, log.segments.removeAll())
  log.sizeInBytes = 0
  const segment = new Segment(context.host.disk, log.folder, offset, context.indexPage).assumeNew()
  segment.createFiles()
  log.segments.add(segment)
  log.epochs.clear()
  writeEpochs(log)
  log.producers.clear()
  log.snapshots.removeAll().catch((error) => diskFailed(log, error))
  log.tail = newTail(log, offset)
  log.logEndOffset = offset
  log.nextOffset = offset
  log.logStartOffset = offset
  log.recoveryPoint = Math.min(log.recoveryPoint, offset)
  setHighWatermark(log, offset)
}
