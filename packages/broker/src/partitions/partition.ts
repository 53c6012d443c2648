/**
 * One partition that this broker leads: its log, its leader epoch, and those who wait for it (fetches for
 * data, coordinators for their appends, producers whose topic wants an fsync). Staged appends are written
 * once per turn; a disk that fails takes the partition offline, and nothing staged on it is ever
 * acknowledged.
 */
import type { TopicConfig } from '@samsa/config'
import { DiskError } from '@samsa/host'
import type {
  AppendContext,
  AppendOrigin,
  AppendResult,
  EpochEndOffset,
  PartitionLog,
  TransactionEnd,
} from '@samsa/log'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { invariant } from '@samsa/protocol/model/invariant'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { TrafficCounters } from '../metrics/metrics.js'
import type { ReplyBuffer } from '../transport/reply-buffer.js'
import type { StagedWriter, Turn } from '../transport/turn.js'
import { turnIntoError } from './produce-reply.js'

/** What became of an append. */
export type AppendOutcome =
  | { readonly error?: undefined; readonly baseOffset: number; readonly lastOffset: number }
  | { readonly error: KafkaErrorName; readonly message: string }

/** Waits for data beyond the high watermark, or for the partition to change. */
export interface DataWaiter {
  /** There may be more to read, or the partition is no longer what it was. */
  dataArrived(partition: Partition): void
}

/** Told what became of what was staged before. */
export interface WriteWaiter {
  /** Written (and on the device, where the topic asks for it): `error` undefined. */
  written(partition: Partition, error: KafkaErrorName | undefined): void
}

type MutableContext = { -readonly [Key in keyof AppendContext]: AppendContext[Key] }

/** See the file. */
export class Partition implements StagedWriter {
  /** Changes only when leadership does. */
  leaderEpoch = 0
  replicas = 1
  /** True: replies wait for an fsync (flush.messages is set), so they cannot be written ahead. */
  holdsReplies = false
  #log: PartitionLog
  #offline: KafkaErrorName | undefined
  #staging = false
  #borrowing = false
  #dataWaiters: Set<DataWaiter> | undefined
  #writeWaiters: WriteWaiter[] = []
  /** Of the write waiters, how many wait for what has been written. */
  #confirmed = 0
  #commits: (() => void)[] = []
  /** A flush is under way, or waits for its turn. */
  #flushing = false
  /** They are told after the next flush. */
  #unflushed: WriteWaiter[] = []
  /**
   * Acknowledgements written ahead; only the first `#aheadCount` count. The place holds position * 32 +
   * version.
   */
  readonly #aheadBuffers: ReplyBuffer[] = []
  readonly #aheadPlaces: number[] = []
  #aheadCount = 0
  /** Of the latest append; used again for the next. */
  #context: MutableContext | undefined

  constructor(
    readonly topic: string,
    readonly index: number,
    readonly topicId: Uuid,
    log: PartitionLog,
    private readonly turn: Turn,
    readonly traffic: TrafficCounters,
  ) {
    this.#log = log
    this.configured(log.config)
  }

  /** Another one once the partition has moved to another data directory: take it anew after each await. */
  get log(): PartitionLog {
    return this.#log
  }

  /** The partition has moved: `log` holds all that the old one held, and nothing is staged. */
  moveTo(log: PartitionLog): void {
    invariant(this.#log.staged === 0, 'a partition moves when nothing is staged')
    this.#log = log
    this.configured(log.config)
    if (log.flushDue) this.#stageSelf()
  }

  /** Exclusive: the first offset consumers may not see yet. */
  get highWatermark(): number {
    return this.log.highWatermark
  }

  /** Why nothing can be read or written here, e.g. KAFKA_STORAGE_ERROR; undefined when all is well. */
  get offline(): KafkaErrorName | undefined {
    return this.#offline
  }

  /**
   * Where an epoch ends, exclusive: of the current one, where the log does; of one that is not known, of the
   * largest known one before it; -1 where there is none.
   */
  endOfEpoch(epoch: number): EpochEndOffset {
    if (epoch === this.leaderEpoch) return { epoch, endOffset: this.log.logEndOffset }
    if (epoch > this.leaderEpoch) return { epoch: -1, endOffset: -1 }
    return this.log.endOffsetForEpoch(epoch)
  }

  /** Takes new settings over. */
  configured(config: TopicConfig): void {
    if (config !== this.log.config) this.log.reconfigure(config)
    this.holdsReplies = this.log.holdsAcknowledgements
  }

  /**
   * Stages batches: validated and with their offsets, to be written at the end of the turn, or, as long as
   * they lie in borrowed bytes, before the turn's owner reuses those. Not while `offline`.
   */
  stage(bytes: Uint8Array, origin: AppendOrigin, apiVersion: number): AppendResult {
    this.#context ??= { origin: 'client', leaderEpoch: 0, now: 0, apiVersion: 0 }
    const context = this.#context
    context.origin = origin
    context.leaderEpoch = this.leaderEpoch
    context.now = this.turn.now
    context.apiVersion = apiVersion
    const result = this.log.append(bytes, context)
    if (result.error !== '' || result.duplicate) return result
    if (!this.#staging) this.#stageSelf()
    if (!result.copied && !this.#borrowing) {
      this.#borrowing = true
      this.turn.stageBorrowed(this)
    }
    return result
  }

  /** Told once what is staged now is written, or that it is lost. */
  onWritten(waiter: WriteWaiter): void {
    this.#writeWaiters.push(waiter)
    this.#stageSelf()
  }

  /**
   * An acknowledgement of what is staged now has been written ahead into `buffer` (produce-reply.ts): should
   * the write fail, it is turned into an error before it can leave.
   */
  acknowledgedAhead(buffer: ReplyBuffer, position: number, apiVersion: number): void {
    // Nothing staged: a duplicate of what was written in an earlier turn. Its reply leaves as it is.
    if (!this.#staging) return
    const count = this.#aheadCount++
    this.#aheadBuffers[count] = buffer
    this.#aheadPlaces[count] = position * 32 + apiVersion
  }

  /**
   * Appends batches on behalf of a coordinator. `bytes` may be reused only after `onCommitted`, which is
   * called once: when the high watermark has passed the batches (written, and flushed where the topic asks
   * for it), or with the error. Never called before this method returned. Appends commit in the order they
   * were made. Returns the offsets the batches get if they commit, or at once the error with which they were
   * refused.
   */
  appendAsLeader(bytes: Uint8Array, onCommitted: (outcome: AppendOutcome) => void): AppendOutcome {
    return this.#answerCommitted(this.#stageForCoordinator(bytes), onCommitted)
  }

  /** The same with the marker that ends a transaction here, on behalf of a transaction coordinator. */
  endTransaction(end: TransactionEnd, onCommitted: (outcome: AppendOutcome) => void): AppendOutcome {
    return this.#answerCommitted(this.#stageEnd(end), onCommitted)
  }

  #answerCommitted(outcome: AppendOutcome, onCommitted: (outcome: AppendOutcome) => void): AppendOutcome {
    this.onWritten({
      written: (_partition, error) => {
        const lost = outcome.error === undefined && error !== undefined
        const final = lost ? { error, message: 'the disk failed' } : outcome
        this.#commits.push(() => onCommitted(final))
      },
    })
    return outcome
  }

  /** The only replica shows what it has: what is not flushed yet, and has to be, once it is. */
  showAll(): void {
    this.#showWhatIsSafe()
    if (this.log.flushDue) this.#stageSelf()
  }

  /** Tells the waiter each time there may be more to read, until `unwait`. */
  waitForData(waiter: DataWaiter): void {
    this.#dataWaiters ??= new Set()
    this.#dataWaiters.add(waiter)
  }

  unwait(waiter: DataWaiter): void {
    this.#dataWaiters?.delete(waiter)
  }

  writeStaged(): void {
    this.#staging = false
    this.#borrowing = false
    const error = this.log.staged > 0 ? this.#write() : this.#offline
    if (this.#aheadCount === 0) return
    if (error !== undefined) for (let i = 0; i < this.#aheadCount; i++) this.#takeBack(i, error)
    this.#aheadCount = 0
  }

  afterWrite(): void {
    const waits = this.#writeWaiters.length > 0 || this.log.flushDue
    if (waits && this.log.staged === 0) this.#tellWriters()
    this.#runCommits()
    this.#tellReaders()
  }

  #tellReaders(): void {
    if (this.#dataWaiters === undefined || this.#dataWaiters.size === 0) return
    for (const waiter of [...this.#dataWaiters]) waiter.dataArrived(this)
  }

  /** Nothing is read or written here any more. Those who wait are told. */
  goOffline(error: KafkaErrorName): void {
    if (this.#offline !== undefined) return
    this.#offline = error
    this.#stageSelf()
  }

  #stageSelf(): void {
    if (this.#staging) return
    this.#staging = true
    this.turn.stage(this)
  }

  #stageForCoordinator(bytes: Uint8Array): AppendOutcome {
    if (this.#offline !== undefined) return { error: this.#offline, message: 'the partition is offline' }
    return outcomeOf(this.stage(bytes, 'coordinator', 0))
  }

  #stageEnd(end: TransactionEnd): AppendOutcome {
    if (this.#offline !== undefined) return { error: this.#offline, message: 'the partition is offline' }
    // A marker is small: it is copied, and needs no borrowed bytes.
    return outcomeOf(this.log.endTransaction(end, { leaderEpoch: this.leaderEpoch, now: this.turn.now }))
  }

  /** What those are told who wait for what was staged. */
  #write(): KafkaErrorName | undefined {
    if (this.#offline !== undefined) return this.#offline
    try {
      this.log.write()
      this.#confirmed = this.#writeWaiters.length
      this.#advanceHighWatermark()
      return undefined
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      // A full disk, or the want of a descriptor, costs what was staged, and nothing else.
      if (this.log.isFull || error.kind === 'too-many-files') this.#lose('KAFKA_STORAGE_ERROR')
      else this.goOffline('KAFKA_STORAGE_ERROR')
      return 'KAFKA_STORAGE_ERROR'
    }
  }

  /** Those who wait for what was not written are told so, in their turn. */
  #lose(error: KafkaErrorName): void {
    const confirmed = this.#confirmed
    this.#writeWaiters = this.#writeWaiters.map((waiter, index) =>
      index < confirmed ? waiter : { written: (partition) => waiter.written(partition, error) },
    )
    this.#confirmed = this.#writeWaiters.length
  }

  /**
   * What a flush is due for is not shown to consumers before it: a power loss must not take back what was
   * read.
   */
  #advanceHighWatermark(): void {
    if (this.replicas === 1) this.#showWhatIsSafe()
  }

  #showWhatIsSafe(): void {
    const { flushDue, recoveryPoint, logEndOffset, highWatermark } = this.log
    const safe = flushDue ? recoveryPoint : logEndOffset
    if (safe > highWatermark) this.log.advanceHighWatermark(safe)
  }

  #takeBack(ahead: number, error: KafkaErrorName): void {
    const place = this.#aheadPlaces[ahead] as number
    const apiVersion = place % 32
    turnIntoError(this.#aheadBuffers[ahead] as ReplyBuffer, (place - apiVersion) / 32, apiVersion, error)
  }

  #tellWriters(): void {
    const waiters = this.#writeWaiters
    this.#writeWaiters = []
    this.#confirmed = 0
    const due = this.#offline === undefined && this.log.flushDue
    if (!due && !this.#flushing) {
      for (const waiter of waiters) waiter.written(this, this.#offline)
      return
    }
    // Those who come while a flush is under way are told after it too: appends commit in the order they were made.
    for (const waiter of waiters) this.#unflushed.push(waiter)
    if (!this.#flushing) this.#flush()
  }

  /** Whoever comes before the flush begins is covered by it; who comes later shares the next one. */
  #flush(): void {
    this.#flushing = true
    let covered: WriteWaiter[] = []
    const starting = (): void => {
      covered = this.#unflushed
      this.#unflushed = []
    }
    const failed = (error: unknown): KafkaErrorName => {
      if (!(error instanceof DiskError)) throw error
      // For want of a descriptor or of room nothing is broken: these appends are not promised, the next may be.
      const passes = error.kind === 'too-many-files' || this.log.isFull
      if (!passes) this.goOffline('KAFKA_STORAGE_ERROR')
      return 'KAFKA_STORAGE_ERROR'
    }
    void this.log
      .flushInTurn(starting)
      .then(() => undefined, failed)
      .then((error) => this.#flushed(covered, error))
  }

  #flushed(covered: readonly WriteWaiter[], error: KafkaErrorName | undefined): void {
    this.#flushing = false
    if (this.#offline === undefined) this.#advanceHighWatermark()
    for (const waiter of covered) waiter.written(this, this.#offline ?? error)
    // After a failure only the next append asks the device again.
    if (this.#unflushed.length > 0 || (error === undefined && this.#isFlushDue())) this.#flushOn()
    this.#runCommits()
    this.#tellReaders()
  }

  #isFlushDue(): boolean {
    return this.#offline === undefined && this.log.flushDue
  }

  #flushOn(): void {
    if (this.#isFlushDue()) {
      this.#flush()
      return
    }
    const waiters = this.#unflushed
    this.#unflushed = []
    for (const waiter of waiters) waiter.written(this, this.#offline)
  }

  /** Coordinators are told last, in the order of their appends. */
  #runCommits(): void {
    while (this.#commits.length > 0) {
      const commits = this.#commits
      this.#commits = []
      for (const commit of commits) commit()
    }
  }
}

function outcomeOf(result: AppendResult): AppendOutcome {
  if (result.error !== '') return { error: result.error, message: result.message }
  return { baseOffset: result.baseOffset, lastOffset: result.lastOffset }
}
