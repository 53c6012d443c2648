/**
 * Opens the log in a partition's folder: sorts out leftovers, finds the log's end, and after an unclean
 * stop recovers from the recovery point on (see recover-segments.ts). A clean log is opened with a few
 * small reads.
 */
import type { TopicConfig } from '@samsa/config/topic-config'
import type { Disk } from '@samsa/host'
import { zeroUuid } from '@samsa/protocol/model/uuid'
import { lastOffsetOf } from '../core/batch-facts.js'
import { decodePartitionMetadata } from '../core/checkpoint-text.js'
import { logFileName } from '../core/file-names.js'
import { decodeLeaderEpochs, type EpochStart } from '../core/leader-epoch-history.js'
import { planLoading, straySnapshots } from '../core/loading-plan.js'
import { BatchScan, scanNow } from './batch-scan.js'
import { unlessFull } from './disk-room.js'
import { readSmallText } from './durable-file.js'
import { withoutFalseStarts } from './false-starts.js'
import { finishSwaps } from './finish-swaps.js'
import type { LogContext } from './log-context.js'
import { type LogState, updateLastStableOffset, writeEpochs } from './log-state.js'
import { OpenedLog } from './opened-log.js'
import { replayProducers } from './producer-replay.js'
import { recoverSegments } from './recover-segments.js'
import { Segment } from './segment.js'
import { writeAgain } from './unsynced-mark.js'

/** What the directory's checkpoints say of one log. */
export interface LoadFacts {
  readonly topic: string
  readonly partition: number
  readonly folder: string
  readonly config: TopicConfig
  /** The last stop was clean: files may be trusted. */
  readonly clean: boolean
  /** A sync failed before it: files are written again before they are. */
  readonly isDoubtful: boolean
  readonly recoveryPoint: number
  readonly logStartOffset: number
  readonly highWatermark: number
  /** Compaction has left gaps below this offset, at most. */
  readonly cleanedTo: number
}

/** Rejects with DiskError. */
export async function loadPartition(context: LogContext, facts: LoadFacts): Promise<LogState> {
  const { disk } = context.host
  const { folder } = facts
  const listed = disk.list(folder).map((entry) => entry.name)
  const names = await finishSwaps(context, folder, listed)
  const plan = planLoading(names)
  await removeLeftovers(disk, folder, plan.remove)
  if (facts.isDoubtful) {
    const left = disk.list(folder).map((entry) => entry.name)
    await writeAgain(disk, folder, left, plan.segments, facts.recoveryPoint)
  }
  const log = new OpenedLog(context, {
    ...facts,
    topicId: context.settings.shared(
      readText(names, 'partition.metadata', decodePartitionMetadata) ?? zeroUuid,
    ),
    snapshots: plan.snapshots,
    epochs: readText(names, 'leader-epoch-checkpoint', epochsOf) ?? [],
    // A process that was killed may have left entries that no sync had reached.
    folderDirty: !facts.clean,
  })
  const found = plan.segments.map((baseOffset) => {
    const segment = new Segment(disk, folder, baseOffset, context.indexPages)
    segment.size = disk.sizeOf(`${folder}/${logFileName(baseOffset, 'log')}`)
    return segment
  })
  log.segments.addAll(await withoutFalseStarts(context, folder, found))
  if (plan.segments.length === 0) addFirstSegment(log)
  const missing = plan.segments.filter((base) => !plan.hasIndex.has(base) || !plan.hasTimeIndex.has(base))
  if (names.some((name) => name.endsWith('.txnindex'))) missing.push(...unsoundTransactionIndexes(log))
  log.logStartOffset = Math.max(facts.logStartOffset, log.segments.first.baseOffset)
  await findEnd(log, facts, missing)
  await settle(log)
  return log

  function readText<T>(among: readonly string[], name: string, decode: (text: string) => T): T | undefined {
    const text = among.includes(name) ? readSmallText(disk, `${folder}/${name}`) : undefined
    return text === undefined ? undefined : decode(text)
  }
}

/** `.cleaned` files go last: a `.swap` beside one counts for nothing, whatever becomes of this start. */
async function removeLeftovers(disk: Disk, folder: string, names: readonly string[]): Promise<void> {
  const cleaned = names.filter((name) => name.endsWith('.cleaned'))
  const others = names.filter((name) => !name.endsWith('.cleaned'))
  await Promise.all(others.map((name) => disk.remove(`${folder}/${name}`)))
  if (cleaned.length === 0) return
  if (others.length > 0) await disk.syncDirectory(folder)
  await Promise.all(cleaned.map((name) => disk.remove(`${folder}/${name}`)))
}

function epochsOf(text: string): readonly EpochStart[] {
  const decoded = decodeLeaderEpochs(text)
  return 'entries' in decoded ? decoded.entries : []
}

/** Base offsets of segments whose transaction index cannot be theirs: recovery builds it anew. */
function unsoundTransactionIndexes(log: LogState): number[] {
  return log.segments.all.flatMap(({ baseOffset, transactions }, index) => {
    const end = log.segments.at(index + 1)?.baseOffset ?? Number.POSITIVE_INFINITY
    const problem = transactions.problem(baseOffset, end)
    if (problem === '') return []
    const facts = { log: log.folder, segment: baseOffset, because: problem }
    log.context.host.log.write('warn', 'transaction index is built anew', facts)
    return [baseOffset]
  })
}

/** A folder without segments gets one at the log start offset. */
export function addFirstSegment(log: LogState): void {
  const { host, indexPages } = log.context
  const segment = new Segment(host.disk, log.folder, log.logStartOffset, indexPages).assumeNew()
  segment.createFiles()
  log.segments.add(segment)
  log.folderDirty = true
}

async function findEnd(log: LogState, facts: LoadFacts, missing: readonly number[]): Promise<void> {
  log.logEndOffset = facts.clean ? endOfCleanLog(log) : -1
  if (log.logEndOffset < 0) {
    log.logEndOffset = await recoverSegments(log, { ...facts, always: new Set(missing) })
  } else if (missing.length > 0) {
    const scope = {
      recoveryPoint: Number.POSITIVE_INFINITY,
      cleanedTo: facts.cleanedTo,
      always: new Set(missing),
    }
    log.logEndOffset = await recoverSegments(log, scope)
  } else {
    replayProducers(log, log.segments.all, log.logEndOffset)
  }
  log.recoveryPoint = Math.min(log.recoveryPoint, log.logEndOffset)
}

/** After the last batch; -1 when the segment does not end with a whole batch or its index cannot be trusted. */
function endOfCleanLog(log: LogState): number {
  const segment = log.segments.active
  const because = segment.areIndexesSound ? '' : segment.indexProblemNow()
  if (because === '') return endOf(segment)
  const facts = { log: log.folder, segment: segment.baseOffset, because }
  log.context.host.log.write('warn', 'an index of a segment is built anew', facts)
  return -1
}

/** Found from the last index entry on. */
function endOf(segment: Segment): number {
  let end = segment.baseOffset
  const scan = new BatchScan(segment.lastIndexedPosition, segment.size, (_bytes, view, at) => {
    end = lastOffsetOf(view, at) + 1
    return ''
  })
  scanNow(segment.log.file, scan)
  segment.areIndexesSound = scan.problem === ''
  return scan.problem === '' ? end : -1
}

/**
 * The offsets made to agree with what was found; stray snapshots removed; the files let go of until they
 * are needed.
 */
async function settle(log: LogState): Promise<void> {
  if (log.logEndOffset < log.logStartOffset) {
    const facts = { log: log.folder, logStartOffset: log.logStartOffset, logEndOffset: log.logEndOffset }
    log.context.host.log.write('warn', 'log ends before its start offset and begins anew there', facts)
    for (const segment of log.segments.removeAll()) {
      segment.markDeleted()
      await segment.remove()
    }
    addFirstSegment(log)
    log.logEndOffset = log.logStartOffset
    log.epochs.clear()
    log.epochsDirty = true
    await log.snapshots.removeAll()
    log.knownProducers?.clear()
  }
  log.nextOffset = log.logEndOffset
  const after = log.epochs.truncateFromStart(log.logStartOffset)
  const before = log.epochs.truncateFromEnd(log.logEndOffset)
  // An epoch in which nothing was written is forgotten in memory: the file follows with its next change.
  if (after || log.epochsDirty) writeEpochs(log)
  else if (before) log.epochsDirty = true
  log.highWatermark = Math.max(log.logStartOffset, Math.min(log.highWatermark, log.logEndOffset))
  log.knownProducers?.onHighWatermark(log.highWatermark)
  updateLastStableOffset(log)
  log.sizeInBytes = log.segments.sizeInBytes
  await log.snapshots.removeStrays((offsets) => straySnapshots(offsets, basesOf(log)), log.logEndOffset)
  // What an index has no room for stays in memory until it has.
  await Promise.all(log.segments.all.map((segment) => unlessFull(log, () => segment.rest())))
}

function basesOf(log: LogState): number[] {
  return log.segments.all.map((segment) => segment.baseOffset)
}
