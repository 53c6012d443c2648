/**
 * Cutting a log's end off (a follower that parts from its leader's log), or all of it. In memory the log ends
 * earlier at once; the files follow in an order that a crash survives at any step, and until they are on the device
 * nothing is appended. That order:
 *
 * 1. The recovery point at or below the cut, in its checkpoint: whatever a crash leaves behind the cut is looked at.
 * 2. Segments behind the cut renamed, the last one first, each rename on the device before the next: no segment
 *    may come back without those before it, as compacted logs have gaps that hide the loss.
 * 3. The cut itself, and the snapshots behind it: an old one would tell later of other producers.
 * 4. Epochs, and the log start offset where it went down.
 *
 * The state of the producers is read anew after that; the last stable offset stays where it is until then.
 */
import { invariant } from '@samsa/protocol/model/invariant'
import { lastOffsetOf } from '../core/batch-facts.js'
import { type EpochTruncation, planEpochTruncation } from '../core/epoch-truncation.js'
import type { EpochEndOffset } from '../core/read-result.js'
import { BatchScan, scanNow } from './batch-scan.js'
import { type LogState, newTail, setHighWatermark, writeEpochs } from './log-state.js'
import { restoreProducers } from './producer-replay.js'
import { addRepair, untilDone } from './repair-queue.js'
import { Segment } from './segment.js'

/** What is left to do on the disk. */
interface Cut {
  /** Segments that go whole, in order. */
  readonly gone: readonly Segment[]
  /** The segment that ends or begins at the cut. */
  readonly active: Segment
  readonly offset: number
  /** Place in `active`'s file; -1: it is new. */
  readonly position: number
  readonly lowersLogStart: boolean
  readonly lowersCleanedTo: boolean
}

/** Resolves once the log ends at `offset` on the device as well. Throws or rejects with DiskError. */
export function truncateTo(log: LogState, offset: number): Promise<void> {
  invariant(offset >= 0, 'a log is truncated to an offset')
  invariant(log.staging.bytes === 0, 'a log is truncated only when nothing is staged')
  if (offset >= log.logEndOffset) return forgetEpochsWithoutRecords(log)
  if (log.segments.first.baseOffset > offset) return truncateFully(log, offset)
  // It may leave other segments behind.
  endCompaction(log)
  // All that can fail comes before anything changes: a log half cut in memory would be written to like that.
  const active = log.segments.at(log.segments.indexOf(offset)) as Segment
  const position = positionOf(active, offset)
  const lowers = lowered(log, offset)
  log.reader.forget()
  const gone = log.segments.removeAbove(offset)
  active.size = position
  log.tail = undefined
  holdProducers(log, offset)
  endAt(log, offset, Math.min(log.logStartOffset, offset))
  log.epochs.truncateFromEnd(offset)
  setHighWatermark(log, log.highWatermark)
  return carryOut(log, { gone, active, offset, position, ...lowers })
}

/** A leader's epoch that never got a record is unknown to others: it must not stand at the end of this log. */
async function forgetEpochsWithoutRecords(log: LogState): Promise<void> {
  if (log.epochs.truncateFromEnd(log.logEndOffset)) writeEpochs(log)
  await log.epochFile.settled()
}

/** Before anything has changed. Throws DiskError: then it may be tried again later. */
function endCompaction(log: LogState): void {
  const problem = log.compacting?.abort()
  if (problem !== undefined) throw problem
}

/** They are read anew once the files are cut. What is decided by then may be so by a marker that is cut off. */
function holdProducers(log: LogState, offset: number): void {
  if (log.knownProducers === undefined) return
  log.areProducersStale = true
  if (offset < log.highWatermark) log.lastStableOffset = Math.min(log.logStartOffset, offset)
}

/** Where the batch begins that holds `offset` or comes next. */
function positionOf(segment: Segment, offset: number): number {
  const scan = new BatchScan(segment.positionFor(offset), segment.size, (_bytes, view, at) =>
    lastOffsetOf(view, at) >= offset ? 'found' : '',
  )
  scanNow(segment.log.file, scan)
  return scan.validTo
}

function lowered(log: LogState, offset: number): Pick<Cut, 'lowersLogStart' | 'lowersCleanedTo'> {
  const { logStartOffset, cleanedTo = -1 } = log
  return { lowersLogStart: offset < logStartOffset, lowersCleanedTo: offset < cleanedTo }
}

function endAt(log: LogState, offset: number, logStartOffset: number): void {
  log.cuts += 1
  log.sizeInBytes = log.segments.sizeInBytes
  log.logEndOffset = offset
  log.nextOffset = offset
  log.logStartOffset = logStartOffset
  log.recoveryPoint = Math.min(log.recoveryPoint, offset)
  if (log.cleanedTo !== undefined) log.cleanedTo = Math.min(log.cleanedTo, offset)
}

/**
 * Drops everything; the next record gets `offset`. Resolves once that is so on the device as well. Throws or
 * rejects with DiskError.
 */
export function truncateFully(log: LogState, offset: number): Promise<void> {
  invariant(log.staging.bytes === 0, 'a log is truncated only when nothing is staged')
  const { context } = log
  endCompaction(log)
  log.reader.forget()
  const lowers = lowered(log, offset)
  const gone = log.segments.removeAll()
  const active = new Segment(context.host.disk, log.folder, offset, context.indexPages).assumeNew()
  log.segments.add(active)
  log.tail = newTail(log, offset)
  endAt(log, offset, offset)
  log.epochs.clear()
  log.producers.clear()
  log.areProducersStale = false
  setHighWatermark(log, offset)
  return carryOut(log, { gone, active, offset, position: -1, ...lowers })
}

/**
 * What a follower does with its leader's answer to "where did my latest epoch end?" (KIP-101, KIP-279). Not
 * complete: the follower asks again, with the latest epoch it has then.
 */
export async function truncateToEpochEnd(log: LogState, answer: EpochEndOffset): Promise<EpochTruncation> {
  const { highWatermark, logEndOffset } = log
  const plan = planEpochTruncation(log.epochs, { highWatermark, logEndOffset }, answer)
  await truncateTo(log, plan.offset)
  return plan
}

function carryOut(log: LogState, cut: Cut): Promise<void> {
  log.folderDirty = true
  return addRepair(log, async () => {
    await untilDone(log, () => cutFiles(log, cut))
    await untilDone(log, () => restoreProducers(log))
  })
}

async function cutFiles(log: LogState, cut: Cut): Promise<void> {
  const { gone, active, offset, position } = cut
  const { context, folder, snapshots } = log
  const { disk } = context.host
  await context.writeCheckpoint('recovery-point-offset-checkpoint')
  for (const segment of gone.toReversed()) {
    if (log.deleted) return
    segment.markDeleted()
    await disk.syncDirectory(folder)
  }
  if (log.deleted) return
  if (position < 0) {
    // Before the segment that one of them may stand at: it would tell the new log of the old one's producers.
    await snapshots.removeAll()
    await disk.syncDirectory(folder)
    if (log.deleted) return
    active.createFiles()
  } else {
    active.truncate(position, offset)
    // Whoever asked for it meanwhile saw the indexes as they were.
    log.tail = undefined
    await snapshots.removeAbove(offset)
  }
  await active.log.file.sync()
  writeEpochs(log)
  await log.epochFile.settled()
  await disk.syncDirectory(folder)
  if (cut.lowersLogStart) await context.writeCheckpoint('log-start-offset-checkpoint')
  if (cut.lowersCleanedTo) await context.writeCheckpoint('cleaner-offset-checkpoint')
  if (gone.length === 0) return
  context.removeLater(log.settings.fileDeleteDelayMs, async () => {
    await Promise.all(gone.map((segment) => segment.remove()))
  })
}
