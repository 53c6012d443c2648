/**
 * The compaction of one log: what could be cleaned, one pass at a time, and its early end when the log is truncated,
 * deleted, moved or closed. The pass writes files beside the log; this swaps them in.
 */
import { DiskError } from '@samsa/host'
import { invariant } from '@samsa/protocol/model/invariant'
import { type CleanablePlan, type CleanerSegment, planCleanable } from '../../core/compaction/plan.js'
import { maxTimestampOf } from '../../core/batch-facts.js'
import { isFull } from '../disk-room.js'
import { flushLog } from '../flush-log.js'
import { isTooManyFiles } from '../log-disk.js'
import { diskFailed, type LogState } from '../log-state.js'
import type { Segment } from '../segment.js'
import { removeCleaned } from './cleaned-segment.js'
import type { CleanerSettings } from './cleaner-settings.js'
import type {
  CleanedGroup,
  CompactionRequest,
  CompactionResult,
  CompactionStats,
} from './compaction-request.js'
import type { CompactionRun, CompactionRunner } from './compaction-runner.js'
import { SegmentSwap } from './swap-segments.js'

/** A swap that has begun is tried again so often, for want of room or of descriptors, and after so long. */
const MOST_RETRIES = 40
const RETRY_MS = 250

/** What a pass is carried out with. */
export interface CompactionMeans {
  readonly runner: CompactionRunner
  readonly settings: CleanerSettings
  /**
   * Writes the directory's recovery points. Recovery takes a gap above the recovery point for lost data, so the point
   * is on the device before the first gap is.
   */
  writeRecoveryPoints(): Promise<void>
}

/** What could be cleaned when it was looked at. */
export interface PassPlan extends CleanablePlan {
  /** Truncations of the log before. */
  readonly cuts: number
}

/**
 * 'aborted': also a pass that never began, as the log was no longer what its plan told. 'uncleanable': until somebody
 * looks at the files. 'failed': the disk; the next pass may do better. 'died': the program.
 */
export type CompactionOutcome =
  | { readonly kind: 'cleaned'; readonly endOffset: number; readonly stats: CompactionStats }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'uncleanable'; readonly because: string }
  | { readonly kind: 'failed'; readonly error: DiskError }
  | { readonly kind: 'died'; readonly because: string }

/** A pass under way, as the log's other operations see it. */
export interface RunningCompaction {
  /**
   * The segments may change from now on: nothing more is swapped in. Not if it returns why the segment that was being
   * swapped in is in its place by half still: then they may only once `ended` has resolved.
   */
  abort(): DiskError | undefined
  /** Nothing of the pass is left. */
  readonly ended: Promise<void>
}

export class LogCompaction {
  /** Largest timestamps of segments' first batches: read once. */
  #firstTimestamps: WeakMap<Segment, number> | undefined

  /** No pass begins: the log moves to another directory. */
  paused = false

  constructor(private readonly log: LogState) {}

  /** cleanup.policy holds `compact`, and neither a pass nor a truncation is under way. */
  get isDue(): boolean {
    const { settings, compacting, repair, deleted } = this.log
    if (compacting !== undefined || repair !== undefined) return false
    return settings.compacts && !deleted && !this.paused
  }

  /** The next pass begins there: its checkpoint was none of this log. */
  beginAnewAt(offset: number): void {
    this.log.cleanedTo = offset
  }

  get minCleanableDirtyRatio(): number {
    return this.log.settings.minCleanableDirtyRatio
  }

  /** cleanup.policy holds `delete` too. */
  get deletesToo(): boolean {
    return this.log.settings.deletes
  }

  /** Rejects with DiskError. */
  async plan(now: number): Promise<PassPlan> {
    const { log } = this
    const { minCompactionLagMs, maxCompactionLagMs } = log.settings
    const isBounded = maxCompactionLagMs < now
    if (isBounded) await this.#readFirstTimestamps()
    const { logStartOffset, logEndOffset, lastStableOffset, cleanedTo, cuts } = log
    const plan = planCleanable({
      segments: log.segments.all.map((segment) => this.#facts(segment, isBounded)),
      checkpoint: cleanedTo,
      logStartOffset,
      logEndOffset,
      lastStableOffset,
      now,
      minCompactionLagMs,
      maxCompactionLagMs,
    })
    return { ...plan, cuts }
  }

  #facts(segment: Segment, isBounded: boolean): CleanerSegment {
    return {
      baseOffset: segment.baseOffset,
      size: segment.size,
      // Of interest to the pass alone, which looks at the files itself.
      offsetIndexBytes: 0,
      timeIndexBytes: 0,
      lastModified: 0,
      largestTimestamp: () => segment.largestTimestamp(),
      firstBatchTimestamp: () => (isBounded ? this.#firstTimestamps?.get(segment) : undefined),
    }
  }

  async #readFirstTimestamps(): Promise<void> {
    const { segments, cleanedTo = 0 } = this.log
    this.#firstTimestamps ??= new WeakMap()
    for (const segment of segments.all.slice(segments.indexOf(cleanedTo), -1)) {
      if (segment.size < 61 || this.#firstTimestamps.has(segment)) continue
      const header = new Uint8Array(61)
      await segment.log.file.readLater(header, 0)
      this.#firstTimestamps.set(segment, maxTimestampOf(new DataView(header.buffer), 0))
    }
  }

  /** One pass. Never rejects for what can happen to a disk. */
  async run(plan: PassPlan, means: CompactionMeans): Promise<CompactionOutcome> {
    const { log } = this
    invariant(log.compacting === undefined, 'a log is compacted once at a time')
    if (this.#isStale(plan)) return { kind: 'aborted' }
    const pass = new Pass(log, plan, means)
    log.compacting = pass
    const outcome = await pass.run()
    log.compacting = undefined
    if (outcome.kind === 'cleaned') log.cleanedTo = outcome.endOffset
    return outcome
  }

  /** Retention took all that was to be cleaned, or the log was cut. */
  #isStale({ cuts, firstUncleanableOffset }: PassPlan): boolean {
    const { first, active } = this.log.segments
    if (cuts !== this.log.cuts) return true
    return firstUncleanableOffset <= first.baseOffset || firstUncleanableOffset > active.baseOffset
  }

  /** Ends the pass under way, if there is one; resolves once nothing of it is left. Rejects with DiskError. */
  async abort(): Promise<void> {
    const { compacting } = this.log
    compacting?.abort()
    await compacting?.ended
  }
}

class Pass implements RunningCompaction {
  readonly ended: Promise<void>
  #end: () => void = () => undefined
  #run: CompactionRun | undefined
  #swap: SegmentSwap | undefined
  #swaps: Promise<void> = Promise.resolve()
  #aborted = false
  #failure: DiskError | undefined

  constructor(
    private readonly log: LogState,
    private readonly plan: CleanablePlan,
    private readonly means: CompactionMeans,
  ) {
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  abort(): DiskError | undefined {
    if (!this.#aborted) this.#run?.cancel()
    this.#aborted = true
    // Half swapped is no state for a log to be changed in; a deleted one's folder is gone.
    if (this.log.deleted || this.#swap?.isHalfDone !== true) return undefined
    const { failure } = this.log.context
    return failure === undefined ? this.#finish(this.#swap) : failure.error
  }

  #finish(swap: SegmentSwap): DiskError | undefined {
    try {
      swap.finish()
      return undefined
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      diskFailed(this.log, error)
      return error
    }
  }

  async run(): Promise<CompactionOutcome> {
    try {
      const outcome = await this.#cleaned()
      if (outcome.kind !== 'cleaned') await this.#tidy()
      return outcome
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      return this.#aborted ? { kind: 'aborted' } : { kind: 'failed', error: this.#failure ?? error }
    } finally {
      this.#end()
    }
  }

  async #cleaned(): Promise<CompactionOutcome> {
    const { log, plan, means } = this
    // What is gone from the log must not come back: the newer records are on the device before the older ones go, and
    // with them the markers that make them count.
    if (log.recoveryPoint < log.logEndOffset) await flushLog(log)
    await means.writeRecoveryPoints()
    if (this.#aborted) return { kind: 'aborted' }
    this.#run = means.runner.run(requestFor(log, plan, means.settings), (group) => this.#take(group))
    const result = await this.#run.result
    await this.#swaps
    if (this.#aborted) return { kind: 'aborted' }
    return this.#failure === undefined ? outcomeOf(result) : { kind: 'failed', error: this.#failure }
  }

  #take(group: CleanedGroup): void {
    this.#swaps = this.#swaps.then(() => this.#swapIn(group))
  }

  async #swapIn(group: CleanedGroup): Promise<void> {
    const { log } = this
    if (this.#aborted || this.#failure !== undefined) return
    const swap = new SegmentSwap(log, group)
    if (!swap.isPossible || log.context.failure !== undefined) {
      this.abort()
      return
    }
    this.#swap = swap
    try {
      await this.#carryOut(swap)
      if (!this.#aborted) await log.context.host.disk.syncDirectory(log.folder)
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      if (swap.isHalfDone) diskFailed(log, error)
      this.#failure = error
      this.#run?.cancel()
    }
  }

  /** Some renames a turn. What has begun is brought to its end: for want of room it waits, else the disk has failed. */
  async #carryOut(swap: SegmentSwap): Promise<void> {
    const { context } = this.log
    const { timers } = context.host
    for (let retries = 0; !this.log.deleted && context.failure === undefined; ) {
      if (this.#aborted && !swap.isHalfDone) return
      try {
        if (swap.step()) return
        await new Promise<void>((resolve) => timers.endOfTurn(resolve))
      } catch (error) {
        if (!swap.isHalfDone || !(isFull(error) || isTooManyFiles(error))) throw error
        const { operation, path, message } = error as DiskError
        if (++retries > MOST_RETRIES)
          throw new DiskError('io', operation, path, { detail: message, cause: error })
        diskFailed(this.log, error as DiskError)
        await new Promise<void>((resolve) => timers.after(RETRY_MS, resolve))
      }
    }
  }

  /** Half written files go, unless the folder is another log's by now. */
  async #tidy(): Promise<void> {
    if (this.log.deleted) return
    await this.#swap?.undo()
    await removeCleaned(this.log.context.host.disk, this.log.folder)
  }
}

function outcomeOf(result: CompactionResult): CompactionOutcome {
  switch (result.outcome) {
    case 'done':
      return { kind: 'cleaned', endOffset: result.endOffset, stats: result.stats }
    case 'aborted':
      return { kind: 'aborted' }
    case 'failed':
      return { kind: 'died', because: result.because }
    case 'corrupt': {
      const { segment, position, because } = result
      return { kind: 'uncleanable', because: `segment ${segment}, at byte ${position}: ${because}` }
    }
    case 'disk': {
      const { kind, operation, path, detail } = result
      if (kind === 'missing') return { kind: 'uncleanable', because: detail }
      // Also where a sync told of it: of a half written file nothing can be lost.
      const what = kind === 'no-space' ? 'compact into' : operation
      return { kind: 'failed', error: new DiskError(kind, what, path, { detail }) }
    }
  }
}

function requestFor(log: LogState, plan: CleanablePlan, settings: CleanerSettings): CompactionRequest {
  const { segments, context, folder } = log
  const { firstDirtyOffset, firstUncleanableOffset } = plan
  const { random, clock } = context.host
  const { segmentBytes, segmentIndexBytes, indexIntervalBytes, deleteRetentionMs } = log.settings
  const { dedupeBytes, loadFactor, ioBytes, maxBytesPerSecond } = settings
  const below = segments.all.filter((segment) => segment.baseOffset < firstUncleanableOffset)
  return {
    folder,
    segments: below.map(({ baseOffset, size }) => ({ baseOffset, size })),
    segmentsBehind: segments.all.slice(below.length).map(({ baseOffset }) => baseOffset),
    firstDirtyOffset,
    firstUncleanableOffset,
    lastOfProducers: lastOfProducers(log, firstUncleanableOffset),
    now: clock.wall(),
    seed: [random.uint32(), random.uint32(), random.uint32(), random.uint32()],
    segmentBytes,
    segmentIndexBytes,
    indexIntervalBytes,
    deleteRetentionMs,
    dedupeBytes,
    loadFactor,
    ioBytes,
    maxBytesPerSecond,
  }
}

/** Of those producers whose last batch a pass up to `endOffset` may meet, as the request has them. */
function lastOfProducers(log: LogState, endOffset: number): Float64Array {
  const found = new Float64Array(3 * log.producers.size)
  let length = 0
  for (const { producerId, producerEpoch, batches } of log.producers.entries()) {
    const lastDataOffset = batches.at(-1)?.lastOffset ?? -1
    if (lastDataOffset >= endOffset) continue
    found[length++] = producerId
    found[length++] = lastDataOffset
    found[length++] = producerEpoch
  }
  return found.slice(0, length)
}
