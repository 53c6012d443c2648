/**
 * The log of one partition: segments in a folder, producer state, leader epochs, high watermark. `append`
 * decides and stages, `write` acts. This is the face; each operation is a file of its own. Refuses to
 * interpret records beyond their batch headers.
 */
import type { TopicConfig } from '@samsa/config/topic-config'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { AppendContext, AppendResult } from '../core/append-result.js'
import { encodePartitionMetadata } from '../core/checkpoint-text.js'
import type { ProducerError } from '../core/check-producer.js'
import type { EpochTruncation } from '../core/epoch-truncation.js'
import type { CommittedRead, EpochEndOffset, ReadResult, TimestampOffset } from '../core/read-result.js'
import type { VerificationRequest } from '../core/transaction-verifications.js'
import { closeLog } from './close-log.js'
import { LogCompaction } from './compaction/log-compaction.js'
import { writeSmallFile } from './durable-file.js'
import { flushLog, flushTailNow } from './flush-log.js'
import { LogFacts } from './log-facts.js'
import {
  appendTransactionEnd,
  expireProducers,
  startVerification,
  type TransactionEnd,
} from './log-transactions.js'
import { diskFailed, type LogState, setHighWatermark, tailOf, updateLastStableOffset } from './log-state.js'
import { whyNoAppend } from './open-for-append.js'
import { readCommitted } from './read-committed.js'
import { renameLog, takeOver } from './rename-log.js'
import { deleteRecordsBefore, enforceRetention, lookUpAges } from './retain-log.js'
import { OneAtATime } from './one-at-a-time.js'
import { stageAppend } from './stage-append.js'
import { maxTimestamp, offsetForTimestamp } from './time-lookup.js'
import { truncateFully, truncateTo, truncateToEpochEnd } from './truncate-log.js'
import { writeStaged } from './write-staged.js'

const NOTHING = new Uint8Array(0)

export class PartitionLog extends LogFacts {
  readonly #state: LogState
  #compaction: LogCompaction | undefined
  #flushes: OneAtATime | undefined

  /** Made by LogDirectory only. */
  constructor(state: LogState) {
    super(state)
    this.#state = state
  }

  /** For the cleaner, and for who must end its work on this log. */
  get compaction(): LogCompaction {
    this.#compaction ??= new LogCompaction(this.#state)
    return this.#compaction
  }

  /** New settings from the next append, roll or retention check on. */
  reconfigure(config: TopicConfig): void {
    this.#state.config = config
    if (!this.#state.settings.compacts) this.#state.compacting?.abort()
  }

  /**
   * Gives a log whose `partition.metadata` is missing its topic id. Resolves once that is on the device, or the
   * directory has failed. Throws DiskError.
   */
  assignTopicId(topicId: Uuid): Promise<void> {
    const log = this.#state
    const { disk } = log.context.host
    const path = `${log.folder}/partition.metadata`
    const written = writeSmallFile(disk, path, new TextEncoder().encode(encodePartitionMetadata(topicId)))
    log.topicId = topicId
    return written
      .then(() => disk.syncFile(path))
      .then(() => disk.syncDirectory(log.folder))
      .catch((error) => diskFailed(log, error))
  }

  /**
   * Validates, assigns offsets by patching the headers (of `bytes`, or of the copy of a small batch), and stages.
   * No file is touched, nothing is visible until `write()`. `bytes` is borrowed until then, unless `copied` in the
   * result says otherwise.
   * A log on a failed disk answers KAFKA_STORAGE_ERROR; on a full one, or without a descriptor, until it is not.
   */
  append(bytes: Uint8Array, context: AppendContext): AppendResult {
    return whyNoAppend(this.#state) ?? stageAppend(this.#state, bytes, context)
  }

  /**
   * Writes all that is staged: one writev per segment, index entries, rolls. Throws DiskError; then the
   * staged batches are gone. For want of room nothing of them is left in the files, and the directory accepts
   * nothing until there is room; else what reached the files is unknown, and the directory is offline (its
   * `onFailure` told).
   */
  write(): void {
    writeStaged(this.#state)
  }

  /**
   * Whole batches from the one that holds `offset`, none at or beyond `upTo` (exclusive: high watermark,
   * last stable offset or log end). A promise when the range may be cold. `minOneBatch`: the first batch
   * comes even when it is larger than `maxBytes`; otherwise empty. `lend` provides the buffer when a file
   * must be read (at least that many bytes; asked again when the first one was too small); without it one
   * is allocated. Throws or rejects with DiskError.
   */
  read(
    offset: number,
    maxBytes: number,
    upTo: number,
    minOneBatch: boolean,
    lend: (bytes: number) => Uint8Array = allocate,
  ): ReadResult | Promise<ReadResult> {
    const log = this.#state
    if (offset < log.logStartOffset || offset > log.logEndOffset) {
      const { logStartOffset, logEndOffset } = log
      return { error: 'OFFSET_OUT_OF_RANGE', logStartOffset, logEndOffset }
    }
    const end = Math.min(upTo, log.logEndOffset)
    if (offset >= end) return { error: '', bytes: NOTHING, nextOffset: offset }
    const wanted = { offset, maxBytes, upTo: end, minOneBatch }
    return log.reader.read(wanted, lend, log.settings.indexIntervalBytes)
  }

  /** The same with the aborted transactions among them; `upTo` is the last stable offset. */
  readCommitted(
    offset: number,
    maxBytes: number,
    upTo: number,
    minOneBatch: boolean,
    lend: (bytes: number) => Uint8Array = allocate,
  ): CommittedRead | Promise<CommittedRead> {
    const read = () => this.read(offset, maxBytes, upTo, minOneBatch, lend)
    return readCommitted(this.#state.segments, offset, read)
  }

  /**
   * Bytes of log between two offsets, roughly: exact to index.interval.bytes, or to a segment where only the device
   * knows better, then rather more; 0 when `from` is not below `to`. What a waiting fetch counts before it reads.
   */
  bytesBetween(from: number, to: number): number {
    const log = this.#state
    if (from >= to) return 0
    const { segments } = log
    const first = segments.indexOf(from)
    const last = to >= log.logEndOffset ? segments.all.length - 1 : segments.indexOf(to)
    let bytes = 0
    for (let index = first; index <= last; index++) bytes += segments.at(index)?.size ?? 0
    bytes -= log.reader.positionOf(from, first) ?? 0
    if (to < log.logEndOffset) {
      const size = segments.at(last)?.size ?? 0
      bytes -= size - (log.reader.positionOf(to, last) ?? size)
    }
    return Math.max(bytes, 0)
  }

  /** Follows the in-sync replicas (or a leader's answer); kept within [logStartOffset, logEndOffset]. */
  advanceHighWatermark(offset: number): void {
    if (offset !== this.#state.highWatermark) setHighWatermark(this.#state, offset)
  }

  /**
   * First record in offset order with a timestamp >= the given one, below `upTo` (default: log end);
   * undefined when there is none. Rejects with DiskError, or CorruptRecord when a batch cannot be unpacked.
   */
  offsetForTimestamp(timestamp: number, upTo?: number): Promise<TimestampOffset | undefined> {
    return offsetForTimestamp(this.#state, timestamp, upTo ?? this.#state.logEndOffset)
  }

  /** The record with the largest timestamp (ListOffsets -3); undefined when no record has one. */
  maxTimestamp(): Promise<TimestampOffset | undefined> {
    return maxTimestamp(this.#state)
  }

  /**
   * A leader's epoch begins at the log end; a no-op for one that is not newer. Written with its first batch: an
   * epoch without one is no part of the log, and a start forgets it.
   */
  assignEpoch(epoch: number): void {
    const log = this.#state
    if (epoch > log.epochs.latestEpoch && log.epochs.assign(epoch, log.nextOffset)) log.epochsDirty = true
  }

  /**
   * Before a transactional batch is appended (KIP-890): the guard to ask the transaction coordinator under and to
   * append with, NO_GUARD when there is nothing to ask; or why the batch will not be accepted.
   */
  startVerification(
    request: VerificationRequest,
    now: number,
  ): { readonly guard: number } | { readonly error: ProducerError; readonly message: string } {
    return startVerification(this.#state, request, now)
  }

  /** Stages, as `append` does, the marker with which a transaction coordinator ends a transaction here. */
  endTransaction(
    end: TransactionEnd,
    place: { readonly leaderEpoch: number; readonly now: number },
  ): AppendResult {
    return whyNoAppend(this.#state) ?? appendTransactionEnd(this.#state, end, place)
  }

  /** Forgets producers that were silent for producer.id.expiration.ms, none amid a transaction; how many. */
  expireProducers(now: number): number {
    return expireProducers(this.#state, now)
  }

  /**
   * DeleteRecords: moves the log start offset up (not beyond the high watermark); -1 means the high
   * watermark.
   */
  deleteRecordsBefore(offset: number): { error: '' | 'OFFSET_OUT_OF_RANGE'; logStartOffset: number } {
    return deleteRecordsBefore(this.#state, offset)
  }

  /** Resolves once the log start offset survives a crash. Rejects with DiskError. */
  keepLogStart(): Promise<void> {
    return this.#state.context.writeCheckpoint('log-start-offset-checkpoint')
  }

  /** Has `enforceRetention` know what it would have to wait for the device for. Rejects with DiskError. */
  lookUpAges(now: number, most: number): Promise<void> {
    return lookUpAges(this.#state, now, most)
  }

  /**
   * Removes segments by retention.ms, retention.bytes and log start offset, at most `most` of them; how many
   * went. None while a pass of the cleaner is under way. Throws DiskError.
   */
  enforceRetention(now: number, most = Number.POSITIVE_INFINITY): number {
    return enforceRetention(this.#state, now, most)
  }

  /**
   * Drops everything at and after `offset`: for readers at once; resolves once it is so on the device. Until then
   * nothing is appended. Nothing may be staged. Throws or rejects with DiskError.
   */
  truncateTo(offset: number): Promise<void> {
    return truncateTo(this.#state, offset)
  }

  /** The same, to where a leader's answer to OffsetForLeaderEpoch says that both logs part (KIP-101, KIP-279). */
  truncateToEpochEnd(answer: EpochEndOffset): Promise<EpochTruncation> {
    return truncateToEpochEnd(this.#state, answer)
  }

  /** Drops everything; the next record gets `offset`. Otherwise as `truncateTo`. */
  truncateFullyAndStartAt(offset: number): Promise<void> {
    return truncateFully(this.#state, offset)
  }

  /**
   * fsync of all that is written; then `recoveryPoint` is at least the log end at the call. Rejects with
   * DiskError.
   */
  flush(): Promise<void> {
    this.#flushes ??= new OneAtATime(() => flushLog(this.#state))
    return this.#flushes.run()
  }

  /**
   * `flush` on behalf of those who wait for it, in its turn among the directory's logs: `starting` is called when
   * what was written up to then is what the flush covers. Rejects with DiskError.
   */
  async flushInTurn(starting: () => void): Promise<void> {
    const { flushSlots } = this.#state.context
    const turn = flushSlots.take()
    if (turn !== undefined) await turn
    try {
      starting()
      await this.flush()
    } finally {
      flushSlots.free()
    }
  }

  /** Flushes when flush.ms have passed since the last time. */
  async flushIfOld(now: number): Promise<void> {
    const { settings, flushedAt, logEndOffset, recoveryPoint } = this.#state
    if (logEndOffset > recoveryPoint && now - flushedAt >= settings.flushMs) await this.flush()
  }

  /**
   * Writes what is staged, the index entries that are due at the end, and a snapshot; flushes; lets go of
   * the files, also when it rejects with DiskError: the next start then recovers.
   */
  async close(): Promise<void> {
    await this.#compaction?.abort()
    await closeLog(this.#state)
  }

  /**
   * The same log, its folder renamed: a log of its own, this one must not be used any more. Nothing may be staged.
   * Throws DiskError.
   */
  renamed(folder: string): PartitionLog {
    return new PartitionLog(renameLog(this.#state, folder))
  }

  /** Takes over what batches do not tell from the log that this one is a copy of: producers, epochs, offsets. */
  takeOver(from: PartitionLog): void {
    takeOver(this.#state, from.#state)
  }

  /**
   * What was written is on the device when it returns, as long as it is little and all before it is: else false,
   * and nothing was done. Throws DiskError, after telling the directory.
   */
  flushTailNow(): boolean {
    return flushTailNow(this.#state)
  }

  /** The folder is on its way out: appends are refused from now on. */
  markDeleted(): void {
    this.#state.deleted = true
    const log = this.#state
    log.compacting?.abort()
    log.epochFile.abandon()
    log.snapshots.abandon()
    for (const segment of log.segments.all) segment.retire()
  }

  /** Lets go of the files of a deleted log. */
  async abandon(): Promise<void> {
    const log = this.#state
    log.staging.clear()
    log.reader.forget()
    await Promise.all(log.segments.all.map((segment) => segment.abandon()))
  }

  /** Writes buffered index entries, so that other programs find them; no promise of durability. */
  writeIndexes(): void {
    const log = this.#state
    if (log.tail === undefined || log.context.failure !== undefined) return
    tailOf(log)
    log.segments.active.offsetIndex.writePending()
    log.segments.active.timeIndex.writePending()
  }
}

function allocate(bytes: number): Uint8Array {
  return new Uint8Array(bytes)
}
