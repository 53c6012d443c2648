/**
 * Reads what a fetch asks for, partition after partition, within its byte limits: the first partition with
 * data yields at least one whole batch however large it is, so that no consumer can get stuck (KIP-74). Reads
 * of hot data return at once; a cold one makes the rest continue when the disk has answered.
 */
import type { AbortedTransaction, CommittedRead, PartitionLog } from '@samsa/log'
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Broker } from '../broker.js'
import type { FetchNews, FetchTarget } from './core/fetch-session.js'
import { findPartition, findPartitionById } from './find-partition.js'
import type { Partition } from './partition.js'
import type { ReadBuffers } from './read-buffers.js'

const nothing = new Uint8Array(0)

/** One partition's part of the answer. */
export interface FetchedPartition extends FetchNews {
  readonly target: FetchTarget
  /** Undefined where an error came before the partition was found. */
  readonly partition: Partition | undefined
  readonly error: KafkaErrorName | ''
  readonly lastStableOffset: number
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number } | undefined
  readonly records: Uint8Array
  /** Null but for consumers of committed records. */
  readonly aborted: readonly AbortedTransaction[] | null
  /** Exclusive bound of what this consumer may see. */
  readonly upTo: number
}

/** How to read. */
export interface FetchLimits {
  readonly maxBytes: number
  /** Of the buffers that the answer may take; one batch comes even when it is larger. */
  readonly mostLentBytes: number
  readonly readCommitted: boolean
  readonly usesTopicIds: boolean
  /** -1: a consumer. */
  readonly replicaId: number
  /** False: topics that are all zstd are refused (KIP-110). */
  readonly knowsZstd: boolean
}

/** See the file. One per reading. */
export class FetchRead {
  readonly partitions: FetchedPartition[] = []
  bytes = 0
  /** Something that a client must hear of now. */
  urgent = false
  /** Read last. */
  #log: PartitionLog | undefined
  readonly #lent: Uint8Array[] = []
  #lentBytes = 0
  /** How many of them were lent for the read under way. */
  #reading = 0

  constructor(
    private readonly broker: Broker,
    private readonly targets: readonly FetchTarget[],
    private readonly limits: FetchLimits,
    private readonly buffers: ReadBuffers,
  ) {}

  /** Calls `done` once all is read: before this returns when nothing was cold. */
  run(done: () => void): void {
    while (this.partitions.length < this.targets.length) {
      const target = this.targets[this.partitions.length] as FetchTarget
      const read = this.#attempt(target)
      if (read instanceof Promise) {
        read.then(
          (fetched) => {
            this.#accept(fetched)
            this.run(done)
          },
          (error: unknown) => {
            this.#accept(this.#unreadable(target, error))
            this.run(done)
          },
        )
        return
      }
      this.#accept(read)
    }
    done()
  }

  /** The buffers that the records lie in; to be given back once they have left. */
  release(): void {
    for (const buffer of this.#lent) this.buffers.give(buffer)
    this.#lent.length = 0
    this.#lentBytes = 0
  }

  #accept(fetched: FetchedPartition): void {
    this.partitions.push(fetched)
    if (this.#reading > 0) this.#keepOnly(fetched.records)
    this.bytes += fetched.recordBytes
    // Beyond what may be seen although inside the log: there is nothing to wait for here, only to be told.
    const beyond = fetched.error === '' && fetched.target.fetchOffset > fetched.upTo
    if (fetched.error !== '' || fetched.diverges || beyond) this.urgent = true
  }

  /** Of the buffers of the last read only the one with the records is needed, if there are any. */
  #keepOnly(records: Uint8Array): void {
    for (; this.#reading > 0; this.#reading--) {
      const at = this.#lent.length - this.#reading
      const buffer = this.#lent[at] as Uint8Array
      if (records.length > 0 && buffer.buffer === records.buffer) continue
      this.#lent.splice(at, 1)
      this.#lentBytes -= buffer.length
      this.buffers.give(buffer)
    }
  }

  #attempt(target: FetchTarget): FetchedPartition | Promise<FetchedPartition> {
    try {
      return this.#read(target)
    } catch (error) {
      return this.#unreadable(target, error)
    }
  }

  #unreadable(target: FetchTarget, error: unknown): FetchedPartition {
    const { topic, partition } = target
    // A log that was deleted while the disk was asked is no failure.
    const found = this.#find(target)
    if (typeof found === 'string') return failed(target, found)
    // Nor is one that moved to another data directory: the client asks again, and is answered from there.
    if (found.log !== this.#log) {
      this.urgent = true
      return fetchedFrom(target, found, found.highWatermark, nothing)
    }
    this.broker.host.log.write('error', 'A read failed', { topic, partition, problem: String(error) })
    return failed(target, 'KAFKA_STORAGE_ERROR')
  }

  #find(target: FetchTarget): Partition | KafkaErrorName {
    const { topic, topicId, partition, currentLeaderEpoch } = target
    return this.limits.usesTopicIds
      ? findPartitionById(this.broker, topicId, partition, currentLeaderEpoch)
      : findPartition(this.broker, topic, partition, currentLeaderEpoch)
  }

  #read(target: FetchTarget): FetchedPartition | Promise<FetchedPartition> {
    const { broker, limits } = this
    const found = this.#find(target)
    if (typeof found === 'string') return failed(target, found)
    // One replica each: whoever calls itself another one is none.
    if (limits.replicaId >= 0 && limits.replicaId !== broker.nodeId)
      return failed(target, 'NOT_LEADER_OR_FOLLOWER')
    const { log } = found
    this.#log = log
    if (!limits.knowsZstd && log.config.get('compression.type') === 'zstd') {
      return failed(target, 'UNSUPPORTED_COMPRESSION_TYPE')
    }
    const upTo = limits.readCommitted ? log.lastStableOffset : log.highWatermark
    if (target.lastFetchedEpoch >= 0) {
      const end = found.endOfEpoch(target.lastFetchedEpoch)
      if (end.endOffset < 0 || end.epoch < 0) return failed(target, 'OFFSET_OUT_OF_RANGE')
      if (end.epoch < target.lastFetchedEpoch || end.endOffset < target.fetchOffset) {
        return fetchedFrom(target, found, upTo, nothing, end)
      }
    }
    const left = Math.min(limits.maxBytes - this.bytes, limits.mostLentBytes - this.#lentBytes)
    if (left <= 0 && this.bytes > 0) return beyondLimits(target, found, upTo)
    const most = Math.max(0, Math.min(target.maxBytes, left))
    if (limits.readCommitted) {
      const read = log.readCommitted(target.fetchOffset, most, upTo, this.bytes === 0, this.#lend)
      return read instanceof Promise
        ? read.then((late) => fetchedCommitted(target, found, upTo, late))
        : fetchedCommitted(target, found, upTo, read)
    }
    const read = log.read(target.fetchOffset, most, upTo, this.bytes === 0, this.#lend)
    if (read instanceof Promise) {
      return read.then((result) =>
        result.error === '' ? fetchedFrom(target, found, upTo, result.bytes) : failed(target, result.error),
      )
    }
    return read.error === '' ? fetchedFrom(target, found, upTo, read.bytes) : failed(target, read.error)
  }

  readonly #lend = (bytes: number): Uint8Array => {
    const buffer = this.buffers.lend(bytes)
    this.#lent.push(buffer)
    this.#lentBytes += buffer.length
    this.#reading += 1
    return buffer
  }
}

/** The answer is full: only whether the offset can be read is told. */
function beyondLimits(target: FetchTarget, partition: Partition, upTo: number): FetchedPartition {
  const { logStartOffset, logEndOffset } = partition.log
  if (target.fetchOffset < logStartOffset || target.fetchOffset > logEndOffset) {
    return failed(target, 'OFFSET_OUT_OF_RANGE')
  }
  return fetchedFrom(target, partition, upTo, nothing)
}

function fetchedCommitted(
  target: FetchTarget,
  partition: Partition,
  upTo: number,
  read: CommittedRead,
): FetchedPartition {
  if (read.error !== '') return failed(target, read.error)
  return { ...fetchedFrom(target, partition, upTo, read.bytes), aborted: read.aborted }
}

function fetchedFrom(
  target: FetchTarget,
  partition: Partition,
  upTo: number,
  records: Uint8Array,
  divergingEpoch?: { epoch: number; endOffset: number },
): FetchedPartition {
  const { log } = partition
  return {
    target,
    partition,
    error: '',
    errorCode: 0,
    highWatermark: log.highWatermark,
    lastStableOffset: log.lastStableOffset,
    logStartOffset: log.logStartOffset,
    divergingEpoch,
    diverges: divergingEpoch !== undefined,
    records,
    aborted: null,
    recordBytes: records.length,
    upTo,
  }
}

function failed(target: FetchTarget, error: KafkaErrorName): FetchedPartition {
  return {
    target,
    partition: undefined,
    error,
    errorCode: errorCode(error),
    highWatermark: -1,
    lastStableOffset: -1,
    logStartOffset: -1,
    divergingEpoch: undefined,
    diverges: false,
    records: nothing,
    aborted: null,
    recordBytes: 0,
    upTo: -1,
  }
}
