/**
 * Opens the log in a partition's folder: sorts out leftovers, finds the log's end, and after an unclean
 * stop recovers from the recovery point on (see recover-segments.ts). A clean log is opened with a few
 * small reads.
 */
import type { TopicConfig } from '@samsa/config/topic-config'
import { type Uuid, zeroUuid } from '@samsa/protocol/model/uuid'
import { lastOffsetOf } from '../core/batch-facts.js'
import { decodePartitionMetadata, partitionKey } from '../core/checkpoint-text.js'
import { decodeLeaderEpochs, LeaderEpochHistory } from '../core/leader-epoch-history.js'
import { planLoading, straySnapshots } from '../core/loading-plan.js'
import { ProducerState } from '../core/producer-state.js'
import { BatchScan, scanNow } from './batch-scan.js'
import { DurableFile, readSmallText } from './durable-file.js'
import { finishSwaps } from './finish-swaps.js'
import type { LogContext } from './log-context.js'
import { LogReader } from './log-reader.js'
import { type LogState, updateLastStableOffset, writeEpochs } from './log-state.js'
import { replayProducers } from './producer-replay.js'
import { recoverSegments } from './recover-segments.js'
import { Segment } from './segment.js'
import { SegmentList } from './segment-list.js'
import { SnapshotFiles } from './snapshot-files.js'
import { Staging } from './staging.js'
import { appendRules, logSettings, prepareCodec } from './topic-settings.js'

/** What the directory's checkpoints say of one log. */
export interface LoadFacts {
  readonly topic: string
  readonly partition: number
  readonly folder: string
  readonly config: TopicConfig
  /** The last stop was clean: files may be trusted. */
  readonly clean: boolean
  readonly recoveryPoint: number
  readonly logStartOffset: number
  readonly highWatermark: number
  /** Compaction has left gaps below this offset, at most. */
  readonly cleanedTo: number
}

/** Rejects with DiskError. */
export async function loadPartition(context: LogContext, facts: LoadFacts): Promise<LogState> {
  const { disk } = context.host
  const names = disk.list(facts.folder).map((entry) => entry.name)
  const plan = planLoading(await finishSwaps(context, facts.folder, names))
  await Promise.all(plan.remove.map((name) => disk.remove(`${facts.folder}/${name}`)))
  const log = newLogState(context, facts, plan.snapshots)
  for (const baseOffset of plan.segments) {
    const segment = new Segment(disk, facts.folder, baseOffset, context.indexPage)
    segment.size = segment.log.file.size()
    log.segments.add(segment)
  }
  if (plan.segments.length === 0) addFirstSegment(log)
  const missing = plan.segments.filter((base) => !plan.hasIndex.has(base) || !plan.hasTimeIndex.has(base))
  log.logStartOffset = Math.max(facts.logStartOffset, log.segments.first.baseOffset)
  await findEnd(log, facts, missing)
  await settle(log)
  await prepareCodec(facts.config)
  return log
}

/** A log that is empty so far: `loadPartition` fills it, `createPartition` keeps it. */
export function newLogState(context: LogContext, facts: LoadFacts, snapshots: readonly number[]): LogState {
  const { disk } = context.host
  const segments = new SegmentList()
  const metadata = readSmallText(disk, `${facts.folder}/partition.metadata`)
  const epochs = decodeLeaderEpochs(readSmallText(disk, `${facts.folder}/leader-epoch-checkpoint`) ?? '')
  return {
    context,
    topic: facts.topic,
    partition: facts.partition,
    topicId: ((metadata === undefined ? undefined : decodePartitionMetadata(metadata)) ?? zeroUuid) as Uuid,
    folder: facts.folder,
    config: facts.config,
    settings: logSettings(facts.config),
    rules: appendRules(facts.config, partitionKey(facts.topic, facts.partition)),
    segments,
    snapshots: new SnapshotFiles(disk, facts.folder, snapshots),
    epochs: new LeaderEpochHistory('entries' in epochs ? epochs.entries : []),
    epochFile: new DurableFile(disk, facts.folder, 'leader-epoch-checkpoint'),
    producers: new ProducerState(),
    staging: new Staging(context.tails),
    reader: new LogReader(context.host, segments),
    tail: undefined,
    logStartOffset: facts.logStartOffset,
    logEndOffset: 0,
    nextOffset: 0,
    highWatermark: facts.highWatermark,
    lastStableOffset: 0,
    recoveryPoint: facts.recoveryPoint,
    flushedAt: context.host.clock.wall(),
    sizeInBytes: 0,
    // A process that was killed may have left entries that no sync had reached.
    folderDirty: !facts.clean,
    folderSync: undefined,
    epochsDirty: false,
    created: undefined,
    deleted: false,
  }
}

/** A folder without segments gets one at the log start offset. */
export function addFirstSegment(log: LogState): void {
  const { host, indexPage } = log.context
  const segment = new Segment(host.disk, log.folder, log.logStartOffset, indexPage).assumeNew()
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

/**
 * After the last batch, found from the last index entry on; -1 when the segment does not end with a whole
 * batch.
 */
function endOfCleanLog(log: LogState): number {
  const segment = log.segments.active
  const count = segment.offsetIndex.count
  const from = count === 0 ? 0 : segment.offsetIndex.readEntry(count - 1, (view, at) => view.getInt32(at + 4))
  if (from > segment.size) return -1
  let end = segment.baseOffset
  const scan = new BatchScan(from, segment.size, (_bytes, view, at) => {
    end = lastOffsetOf(view, at) + 1
    return ''
  })
  scanNow(segment.log.file, scan)
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
    log.producers.clear()
  }
  log.nextOffset = log.logEndOffset
  const before = log.epochs.truncateFromEnd(log.logEndOffset)
  const after = log.epochs.truncateFromStart(log.logStartOffset)
  if (before || after || log.epochsDirty) writeEpochs(log)
  log.highWatermark = Math.max(log.logStartOffset, Math.min(log.highWatermark, log.logEndOffset))
  log.producers.onHighWatermark(log.highWatermark)
  updateLastStableOffset(log)
  log.sizeInBytes = log.segments.sizeInBytes
  await log.snapshots.removeStrays((offsets) => straySnapshots(offsets, basesOf(log)), log.logEndOffset)
  await Promise.all(log.segments.all.map((segment) => segment.close()))
}

function basesOf(log: LogState): number[] {
  return log.segments.all.map((segment) => segment.baseOffset)
}
