/**
 * Recovery after an unclean stop: every batch from the recovery point's segment on is checked (size,
 * checksum, offsets); at the first that fails, the log ends. Indexes, epochs and producer state are built
 * anew on the way.
 */
import { encodeProducerSnapshot } from '../core/producer-snapshot.js'
import { batchBaseOffset, batchMagic } from '@samsa/record/record-batch'
import { lastOffsetOf, leaderEpochOf, maxTimestampOf } from '../core/batch-facts.js'
import { firstToRecover, isGap, showsCompaction } from '../core/loading-plan.js'
import { SegmentTail } from '../core/segment-tail.js'
import { damage } from '../core/sound-batch.js'
import { BatchScan, scanLater } from './batch-scan.js'
import { unlessFull } from './disk-room.js'
import type { LogState } from './log-state.js'
import { replayProducers } from './producer-replay.js'
import type { Segment } from './segment.js'

/** Read at a time: large, so that the device is kept busy; checked in a fraction of a millisecond. */
const CHUNK_BYTES = 1024 * 1024
/** A smaller segment is recovered before anybody could read of it. */
const TOLD_BYTES = 16 * 1024 * 1024

/** What to recover. */
export interface RecoveryScope {
  /** From the segment that holds this offset on. */
  readonly recoveryPoint: number
  /** And segments with these base offsets: their indexes are missing. */
  readonly always: ReadonlySet<number>
  /** Compaction has left gaps below this offset, at most. */
  readonly cleanedTo: number
}

/** Returns the log's end. Rejects with DiskError. */
export async function recoverSegments(log: LogState, scope: RecoveryScope): Promise<number> {
  const all = [...log.segments.all]
  const bases = all.map((segment) => segment.baseOffset)
  const first = firstToRecover(bases, scope.recoveryPoint)
  // The file may tell of epochs that began behind what is there, and would hide where they begin anew.
  if (log.epochs.truncateFromEnd(bases[first] ?? Number.POSITIVE_INFINITY)) log.epochsDirty = true
  let end = log.segments.first.baseOffset
  let replayed = -1
  let compacted = false
  const always = new Set(scope.always)
  const before = all[first - 1]
  if (before !== undefined && bases[first] === scope.recoveryPoint && (await lacksEntries(before)))
    always.add(before.baseOffset)
  for (const [index, segment] of all.entries()) {
    if (index < first && !always.has(segment.baseOffset)) continue
    if (replayed !== segment.baseOffset) replayProducers(log, all.slice(0, index), segment.baseOffset)
    tellProgress(log, segment, { recovered: Math.max(index - first, 0), of: all.length - first })
    const result = await recoverSegment(log, segment)
    // No later flush looks at those before the recovery point, and no start sees that half of an index is lost.
    if (index < first) await unlessFull(log, () => segment.syncIndexes())
    end = result.end
    const next = bases[index + 1]
    replayed = next ?? end
    compacted ||= result.compacted
    const isLost =
      next !== undefined &&
      // Nothing below the recovery point can be lost: a pass of the cleaner that was under way left the gap.
      next > scope.recoveryPoint &&
      isGap(segment.baseOffset, end, next, scope.cleanedTo) &&
      // Kafka's folders may come without the cleaner's checkpoint: then the batches themselves tell.
      !(compacted ||= await anyCompacted(all.slice(index + 1)))
    if (result.problem === '' && !isLost) {
      await writeSnapshot(log, replayed)
      continue
    }
    await cutAfter(
      log,
      segment,
      isLost && result.problem === '' ? { ...result, problem: 'its end is lost' } : result,
    )
    break
  }
  return end
}

/** Of what takes long enough that somebody may wonder. */
function tellProgress(
  log: LogState,
  segment: Segment,
  { recovered, of }: { recovered: number; of: number },
): void {
  const level = segment.size >= TOLD_BYTES ? 'info' : 'debug'
  const facts = { log: log.folder, segment: segment.baseOffset, bytes: segment.size, recovered, of }
  log.context.host.log.write(level, 'recovering unflushed segment', facts)
}

interface Recovered {
  /** Offset after the last good batch. */
  readonly end: number
  readonly validTo: number
  readonly problem: string
  /** There are batches that compaction has thinned out. */
  readonly compacted: boolean
}

/** Without room for it the next recovery begins at an older one. */
function writeSnapshot(log: LogState, offset: number): Promise<void> {
  const bytes = encodeProducerSnapshot(log.producers.snapshot())
  return unlessFull(log, () => log.snapshots.ensure(offset, bytes))
}

async function recoverSegment(log: LogState, segment: Segment): Promise<Recovered> {
  const tail = new SegmentTail(segment.baseOffset, 0, 0)
  let previous = segment.baseOffset - 1
  let compacted = false
  segment.resetIndexes()
  const scan = new BatchScan(
    0,
    segment.size,
    (bytes, view, at, position, size) => {
      const problem = damage(bytes, view, at, previous)
      if (problem !== '') return problem
      compacted ||= showsCompaction(view, at, previous)
      const last = lastOffsetOf(view, at)
      previous = last
      const entries = tail.add(size, last, maxTimestampOf(view, at), log.settings.indexIntervalBytes)
      if (entries !== 0) segment.addEntries(entries, tail, last, position)
      const epoch = leaderEpochOf(view, at)
      if (epoch > log.epochs.latestEpoch && log.epochs.assign(epoch, batchBaseOffset(view, at)))
        log.epochsDirty = true
      if (batchMagic(view, at) === 2) {
        const completed = log.producers.apply(bytes, view, at)
        if (completed?.isAborted === true) segment.transactions.append(completed)
      }
      return ''
    },
    CHUNK_BYTES,
  )
  await scanLater(segment.log, scan)
  if (tail.takesTimeEntry()) segment.addTimeEntry(tail)
  // Whoever reads what is committed goes by it, so that there must be room. It is on the device before the other
  // indexes are written, as what they lack may be why it is built, and the recovery point may lie behind its markers.
  if (await segment.transactions.endRebuild()) await log.context.host.disk.syncDirectory(log.folder)
  await unlessFull(log, async () => segment.endRebuild())
  return { end: previous + 1, validTo: scan.validTo, problem: scan.problem, compacted }
}

/** A segment that was flushed whole before the next began: its last index entries came with that, and may be lost. */
async function lacksEntries(segment: Segment): Promise<boolean> {
  if (!isAscending(segment)) return true
  const { timestamp } = segment.lastTimeEntry()
  let youngest = -1
  const scan = new BatchScan(segment.lastIndexedPosition, segment.size, (_bytes, view, at) => {
    youngest = Math.max(youngest, maxTimestampOf(view, at))
    return ''
  })
  await scanLater(segment.log, scan)
  return youngest > timestamp || scan.problem !== ''
}

/** Every entry of the offset index is above the one before it: what a device lost of the file is not. */
function isAscending({ offsetIndex }: Segment): boolean {
  let offset = -1
  let position = -1
  const follows = (view: DataView, at: number): boolean => {
    const isAbove = view.getInt32(at) > offset && view.getInt32(at + 4) > position
    offset = view.getInt32(at)
    position = view.getInt32(at + 4)
    return isAbove
  }
  for (let slot = 0; slot < offsetIndex.count; slot++) if (!offsetIndex.readEntry(slot, follows)) return false
  return true
}

async function anyCompacted(segments: readonly Segment[]): Promise<boolean> {
  for (const segment of segments) {
    let previous = segment.baseOffset - 1
    let compacted = false
    const scan = new BatchScan(0, segment.size, (bytes, view, at) => {
      const problem = damage(bytes, view, at, previous)
      if (problem !== '') return problem
      compacted = showsCompaction(view, at, previous)
      previous = lastOffsetOf(view, at)
      return compacted ? 'compacted' : ''
    })
    await scanLater(segment.log, scan)
    if (compacted) return true
  }
  return false
}

/** The log ends in this segment; what lies behind is cut off, later segments are marked deleted. */
async function cutAfter(log: LogState, segment: Segment, found: Recovered): Promise<void> {
  const facts = {
    log: log.folder,
    segment: segment.baseOffset,
    logEndOffset: found.end,
    because: found.problem,
  }
  const cut = segment.size - found.validTo
  log.context.host.log.write('warn', 'log cut short by recovery', { ...facts, bytesCut: cut })
  const gone = log.segments.removeAbove(segment.baseOffset)
  // As a truncation does: none may come back without those before it, nor over what will be written in its place.
  for (const later of gone.toReversed()) {
    later.markDeleted()
    await log.context.host.disk.syncDirectory(log.folder)
  }
  segment.log.file.truncate(found.validTo)
  // The recovery point may be this very end, so that no later flush looks at this segment again.
  await segment.log.file.sync()
  segment.size = found.validTo
  log.folderDirty = true
  log.context.removeLater(log.settings.fileDeleteDelayMs, async () => {
    await Promise.all(gone.map((later) => later.remove()))
  })
  await log.snapshots.removeAbove(found.end)
  await writeSnapshot(log, found.end)
}
