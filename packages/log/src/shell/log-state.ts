/**
 * All that is known of one open log, as its operations (append, write, read, truncate, retain, flush) share
 * it. Each operation is a file of its own; `PartitionLog` is their face.
 */
import type { TopicConfig } from '@samsa/config/topic-config'
import { DiskError } from '@samsa/host'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { AppendRules } from '../core/append-rules.js'
import { encodeLeaderEpochs, type LeaderEpochHistory } from '../core/leader-epoch-history.js'
import type { LogSettings } from '../core/log-settings.js'
import type { ProducerState } from '../core/producer-state.js'
import { rollJitter, SegmentTail } from '../core/segment-tail.js'
import type { TransactionVerifications } from '../core/transaction-verifications.js'
import { lastOffsetOf, maxTimestampOf } from '../core/batch-facts.js'
import { BatchScan, scanNow } from './batch-scan.js'
import type { RunningCompaction } from './compaction/log-compaction.js'
import type { DurableFile } from './durable-file.js'
import type { LogContext } from './log-context.js'
import type { LogReader } from './log-reader.js'
import type { Segment } from './segment.js'
import type { SegmentList } from './segment-list.js'
import type { SnapshotFiles } from './snapshot-files.js'
import type { Staging } from './staging.js'

export interface LogState {
  readonly context: LogContext
  readonly topic: string
  readonly partition: number
  topicId: Uuid
  readonly folder: string
  /** Settings and rules follow it. */
  config: TopicConfig
  readonly settings: LogSettings
  readonly rules: AppendRules
  readonly segments: SegmentList
  readonly snapshots: SnapshotFiles
  readonly epochs: LeaderEpochHistory
  readonly epochFile: DurableFile
  producers: ProducerState
  /** The same, undefined as long as none was known: a log without producers holds no state of them. */
  readonly knownProducers: ProducerState | undefined
  /** They are those from before a truncation, until they are read anew: they do not tell what is undecided. */
  areProducersStale: boolean
  readonly staging: Staging
  readonly reader: LogReader
  /** Of the segment that the next append goes to; looked up when it is first needed. */
  tail: SegmentTail | undefined
  logStartOffset: number
  /** After the last offset written. */
  logEndOffset: number
  /** After the last offset staged. */
  nextOffset: number
  highWatermark: number
  lastStableOffset: number
  recoveryPoint: number
  /** Wall clock of the last flush, for flush.ms. */
  flushedAt: number
  sizeInBytes: number
  /** Files were created or renamed since the folder was last synced. */
  folderDirty: boolean
  /** The folder's sync under way: whoever flushes meanwhile waits for it too. */
  folderSync: Promise<void> | undefined
  epochsDirty: boolean
  /**
   * The end of the log is cut off, or the state of the producers read anew after that: nothing is appended meanwhile.
   * Tells why it was given up: then it stays here. repair-queue.ts sets it.
   */
  repair: Promise<DiskError | undefined> | undefined
  /** Truncations so far: what was synced before one says nothing of what was written after it. */
  cuts: number
  /** Producers whose transaction waits for the coordinator's word; undefined for none so far. */
  verifications: TransactionVerifications | undefined
  /** Resolves once the folder's own entry is on the device; undefined for a folder found at the start. */
  created: (() => Promise<void>) | undefined
  /** Where the next pass of the cleaner begins; undefined before the first. */
  cleanedTo?: number | undefined
  /** The pass under way: truncation, deletion and close end it first, retention waits for it. */
  compacting?: RunningCompaction | undefined
  /** The folder is on its way out: nothing is written any more, and what fails there is nobody's concern. */
  deleted: boolean
}

/** Takes the directory offline, unless the log is on its way out. Throws what is no failure of a disk. */
export function diskFailed(log: LogState, error: unknown): void {
  if (!(error instanceof DiskError)) throw error
  if (!log.deleted) log.context.fail(error)
}

/** The tail of the active segment; reads the files once after a start. */
export function tailOf(log: LogState): SegmentTail {
  log.tail ??= readTail(log, log.segments.active)
  return log.tail
}

function readTail(log: LogState, segment: Segment): SegmentTail {
  const tail = newTail(log, segment.baseOffset)
  tail.size = segment.size
  tail.offsetEntries = segment.offsetIndex.count
  tail.timeEntries = segment.timeIndex.count
  const last = segment.lastTimeEntry()
  tail.lastIndexedTimestamp = last.timestamp
  tail.maxTimestamp = last.timestamp
  tail.offsetOfMaxTimestamp = last.offset
  if (segment.size >= 61) {
    const header = new Uint8Array(61)
    segment.log.file.read(header, 0)
    tail.firstTimestamp = maxTimestampOf(new DataView(header.buffer), 0)
  }
  countUnindexed(tail, segment)
  return tail
}

/** Batches behind the last entry of the offset index are in no index yet, as where the log was cut. */
function countUnindexed(tail: SegmentTail, segment: Segment): void {
  const scan = new BatchScan(segment.lastIndexedPosition, segment.size, (_bytes, view, at) => {
    const timestamp = maxTimestampOf(view, at)
    if (timestamp > tail.maxTimestamp) {
      tail.maxTimestamp = timestamp
      tail.offsetOfMaxTimestamp = lastOffsetOf(view, at)
    }
    return ''
  })
  scanNow(segment.log.file, scan)
}

export function newTail(log: LogState, baseOffset: number): SegmentTail {
  const { host } = log.context
  const jitter = log.settings.segmentJitterMs > 0 ? rollJitter(log.settings, host.random.uint32()) : 0
  return new SegmentTail(baseOffset, host.clock.wall(), jitter)
}

/** min(high watermark, first undecided offset), after either changed; does not move ahead of what is unknown. */
export function updateLastStableOffset(log: LogState): void {
  if (log.areProducersStale) {
    log.lastStableOffset = Math.max(log.logStartOffset, Math.min(log.lastStableOffset, log.highWatermark))
    return
  }
  const unstable = log.knownProducers?.firstUnstableOffset
  log.lastStableOffset =
    unstable === undefined || unstable >= log.highWatermark
      ? log.highWatermark
      : Math.max(unstable, log.logStartOffset)
}

/** Moves the high watermark, kept within the log. */
export function setHighWatermark(log: LogState, offset: number): void {
  log.highWatermark = Math.max(log.logStartOffset, Math.min(offset, log.logEndOffset))
  log.knownProducers?.onHighWatermark(log.highWatermark)
  updateLastStableOffset(log)
}

/** The checkpoint lacks an epoch of the log: one that has begun and holds no batch yet is none. */
export function epochsAreDue(log: LogState): boolean {
  const latest = log.epochs.entries.at(-1)
  return log.epochsDirty && latest !== undefined && latest.startOffset < log.logEndOffset
}

/** Writes `leader-epoch-checkpoint`; `flush` waits for it. A failure takes the directory offline. */
export function writeEpochs(log: LogState): void {
  log.epochsDirty = false
  log.epochFile.write(encodeLeaderEpochs(log.epochs.entries)).catch((error: unknown) => {
    // Where there was no room the next write tries again.
    log.epochsDirty = true
    diskFailed(log, error)
  })
}
