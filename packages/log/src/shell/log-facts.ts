/**
 * What can be told of a log at once: its offsets, sizes, epochs and producers. The part of `PartitionLog` that
 * changes nothing.
 */
import type { TopicConfig } from '@samsa/config/topic-config'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { ProducerEntry } from '../core/producer-entry.js'
import type { EpochEndOffset } from '../core/read-result.js'
import type { AbortedTransaction } from '../core/transaction-index.js'
import { abortedTransactions } from './aborted-transactions.js'
import type { LogState } from './log-state.js'

export abstract class LogFacts {
  readonly #state: LogState

  constructor(state: LogState) {
    this.#state = state
  }

  get topic(): string {
    return this.#state.topic
  }

  get partition(): number {
    return this.#state.partition
  }

  /** The zero uuid when `partition.metadata` is missing or was torn: see `assignTopicId`. */
  get topicId(): Uuid {
    return this.#state.topicId
  }

  /** Path of the folder. */
  get folder(): string {
    return this.#state.folder
  }

  get config(): TopicConfig {
    return this.#state.config
  }

  /** Oldest offset that may be read. */
  get logStartOffset(): number {
    return this.#state.logStartOffset
  }

  /** Offset after the last one written: staged batches are not in it. */
  get logEndOffset(): number {
    return this.#state.logEndOffset
  }

  /** Offset the next appended record gets: `logEndOffset` plus what is staged. */
  get nextOffset(): number {
    return this.#state.nextOffset
  }

  /** Never above `logEndOffset`, never below `logStartOffset`. */
  get highWatermark(): number {
    return this.#state.highWatermark
  }

  /** min(high watermark, first offset of an undecided transaction). */
  get lastStableOffset(): number {
    return this.#state.lastStableOffset
  }

  /** cleanup.policy holds `compact`. */
  get compacts(): boolean {
    return this.#state.settings.compacts
  }

  /** Bytes of all segments' `.log` files, staged ones not included. */
  get sizeInBytes(): number {
    return this.#state.sizeInBytes
  }

  /** Bytes staged and not yet written. */
  get staged(): number {
    return this.#state.staging.bytes
  }

  /** After `write()`: flush.messages was reached. Acknowledge only when `flush()` has resolved. */
  get flushDue(): boolean {
    const { logEndOffset, recoveryPoint, settings, context } = this.#state
    return logEndOffset - recoveryPoint >= (context.flushesAll ? 1 : settings.flushMessages)
  }

  /** Acknowledgements may have to wait for a flush: samsa.flush=group, or flush.messages is set. */
  get holdsAcknowledgements(): boolean {
    const { context, settings } = this.#state
    return context.flushesAll || settings.flushMessages < Number.MAX_SAFE_INTEGER
  }

  /** The directory failed: nothing is written here any more. */
  get isLost(): boolean {
    return this.#state.context.failure !== undefined
  }

  /** The directory has no room: appends are refused until it has. What failed for want of it left no trace. */
  get isFull(): boolean {
    const { context } = this.#state
    return context.isFull && context.failure === undefined
  }

  /** Everything below is on the device. */
  get recoveryPoint(): number {
    return this.#state.recoveryPoint
  }

  /** Where the cleaner's next pass begins; undefined before the first. In `cleaner-offset-checkpoint`. */
  get cleanedTo(): number | undefined {
    return this.#state.cleanedTo
  }

  /** Base offset of the oldest segment: a log start offset above it must be remembered in a checkpoint. */
  get firstSegmentOffset(): number {
    return this.#state.segments.first.baseOffset
  }

  /** -1 when none is known. */
  get latestEpoch(): number {
    return this.#state.epochs.latestEpoch
  }

  /** Epochs and the offsets they began at, ascending. */
  get epochs(): readonly { readonly epoch: number; readonly startOffset: number }[] {
    return this.#state.epochs.entries
  }

  /** Both -1 when the log cannot know where that epoch ended. */
  endOffsetForEpoch(epoch: number): EpochEndOffset {
    const found = this.#state.epochs.endOffsetFor(epoch, this.#state.logEndOffset)
    return { epoch: found.leaderEpoch, endOffset: found.endOffset }
  }

  /** Epoch an offset was written in; -1 unknown. */
  epochOf(offset: number): number {
    return this.#state.epochs.epochForOffset(offset)
  }

  /** Producers known here, for DescribeProducers. */
  producers(): Iterable<ProducerEntry> {
    return this.#state.producers.entries()
  }

  /**
   * The aborted transactions that a reader of [from, upTo) must know of to leave out their records (KIP-98), in the
   * order of their markers. Throws DiskError; CorruptRecord where an index is damaged.
   */
  abortedTransactions(from: number, upTo: number): readonly AbortedTransaction[] {
    return abortedTransactions(this.#state.segments, from, upTo)
  }
}
