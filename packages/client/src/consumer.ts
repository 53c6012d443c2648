/**
 * The consumer: partitions by subscription (a classic group) or by hand, positions, records. Everything that
 * changes the assignment or calls the rebalance listener happens within `poll`, `ready` or `close`; only
 * heartbeats, fetches and lookups run between them.
 *
 * Refuses: use by two at once. A second `poll` before the first has ended is an IllegalStateError.
 */
import { ConfigError } from '@samsa/config/config-error'
import type { SettingValues } from '@samsa/config/settings-table'
import type { Host } from '@samsa/host'
import type { OffsetSpec } from './admin/admin-types.js'
import { Cluster } from './cluster.js'
import { type ClientOptions, readOptions } from './config/client-options.js'
import { type ConsumerSettings, checkConsumerSettings, consumerSettings } from './config/consumer-settings.js'
import type { ConsumerRecord, OffsetAndMetadata, OffsetAndTimestamp } from './consumer/consumer-record.js'
import { assignorsOf, fetchSettings, offsetReset, sessionSettings } from './consumer/consumer-parts.js'
import { Fetcher } from './consumer/fetcher.js'
import { type GroupMetadata, GroupSession } from './consumer/group-session.js'
import { Assignment, type PartitionState } from './consumer/partition-state.js'
import { PositionFinder } from './consumer/position-finder.js'
import { recordStream } from './consumer/record-stream.js'
import { Signal } from './consumer/signal.js'
import { type RebalanceListener, Subscription } from './consumer/subscription.js'
import type { PartitionLeader } from './core/cluster-view.js'
import { ClosedError, IllegalStateError, TimeoutError } from './errors.js'
import { fetchCommitted } from './group-offsets.js'
import { type FoundOffset, type IsolationLevel, lookUpOffsets } from './offset-lookup.js'
import { type Deadline, within } from './retry.js'
import { type TopicPartition, TopicPartitionMap } from './topic-partition.js'

export type ConsumerOptions = ClientOptions<ConsumerSettings>

interface TimeLimit {
  /** `default.api.timeout.ms` when absent. */
  readonly timeoutMs?: number
}

export class Consumer implements AsyncDisposable, AsyncIterable<ConsumerRecord> {
  readonly #host: Host
  readonly #settings: SettingValues<ConsumerSettings>
  readonly #cluster: Cluster
  readonly #assignment = new Assignment()
  readonly #signal: Signal
  readonly #fetcher: Fetcher
  readonly #positions: PositionFinder
  readonly #group: GroupSession | undefined
  readonly #isolation: IsolationLevel
  readonly #maxPollRecords: number
  #busy = false
  #woken = false
  #closed = false

  /**
   * @throws ConfigError for wrong values, UnsupportedSettingError for TLS and SASL. Connects when first used.
   */
  constructor(options: ConsumerOptions) {
    const settings = readOptions(consumerSettings, options)
    checkConsumerSettings(settings)
    this.#settings = settings
    this.#host = options.host
    this.#isolation = settings.get('isolation.level') as IsolationLevel
    this.#maxPollRecords = settings.get('max.poll.records')
    this.#cluster = new Cluster(options.host, settings, settings.get('allow.auto.create.topics'))
    this.#signal = new Signal(options.host)
    const raise = () => this.#signal.raise()
    const groupId = settings.get('group.id')
    const finding = {
      groupId,
      reset: offsetReset(settings),
      isolation: this.#isolation,
      timeoutMs: this.#apiTimeoutMs,
    }
    this.#positions = new PositionFinder(this.#cluster, this.#assignment, finding, raise)
    this.#fetcher = new Fetcher(this.#cluster, this.#assignment, fetchSettings(settings), {
      arrived: raise,
      outOfRange: (state, offset) => this.#positions.outOfRange(state, offset),
    })
    const session = sessionSettings(settings, groupId ?? '', assignorsOf(settings))
    this.#group =
      groupId === null ? undefined : new GroupSession(this.#cluster, this.#assignment, session, raise)
  }

  get #apiTimeoutMs(): number {
    return this.#settings.get('default.api.timeout.ms')
  }

  /**
   * Subscribes to topics by name, or to all whose whole name matches. Partitions come with the next polls.
   * Replaces an earlier subscription.
   */
  subscribe(topics: readonly string[] | RegExp, listener: RebalanceListener = {}): void {
    this.#open()
    const group = this.#group
    if (group === undefined) throw new ConfigError('group.id', null, 'Must be set to subscribe to topics')
    if (group.subscription === undefined && this.#assignment.size > 0) {
      throw new IllegalStateError('Partitions were assigned by hand; unsubscribe before subscribing')
    }
    group.subscribe(new Subscription(topics, listener, this.#settings.get('exclude.internal.topics')))
    this.#signal.raise()
  }

  /**
   * Takes exactly these partitions, without a group's consent. Positions of partitions that stay are kept.
   */
  assign(partitions: readonly TopicPartition[]): void {
    this.#open()
    if (this.#group?.subscription !== undefined) {
      throw new IllegalStateError('Topics are subscribed to; unsubscribe before assigning partitions')
    }
    this.#assignment.replace(partitions)
    this.#signal.raise()
  }

  /** Gives up all partitions and leaves the group. */
  async unsubscribe(): Promise<void> {
    this.#open()
    if (this.#group?.subscription !== undefined) await this.#group.leave('the consumer unsubscribed')
    this.#assignment.replace([])
  }

  /** The topics subscribed to; those a pattern matches now. */
  get subscription(): readonly string[] {
    return this.#group?.subscription?.topics(this.#cluster.view) ?? []
  }

  get assignment(): readonly TopicPartition[] {
    return this.#assignment.list()
  }

  get paused(): readonly TopicPartition[] {
    return [...this.#assignment.states()]
      .filter(({ paused }) => paused)
      .map(({ topic, partition }) => ({ topic, partition }))
  }

  /**
   * Resolves once the group is joined (where there is one) and every partition has a position, so that
   * nothing produced to these afterwards is missed. Rejects with TimeoutError after `default.api.timeout.ms`, and
   * with IllegalStateError when nothing is subscribed to or assigned.
   */
  async ready(options: TimeLimit = {}): Promise<void> {
    const deadline = this.#deadline(options)
    await this.#exclusively(async () => {
      while (true) {
        await this.#advance()
        const joined = this.#group?.subscription === undefined || this.#group.stable
        if (joined && this.#positions.complete) return
        if (deadline.passed)
          throw new TimeoutError(`The consumer was not ready within ${deadline.timeoutMs} ms`)
        await this.#signal.wait(Math.min(deadline.leftMs, this.#group?.nextDueMs ?? Infinity))
      }
    })
  }

  /**
   * The next records, at most `max.poll.records`; none when the time is up or `wakeup` was called. Must be
   * called at least every `max.poll.interval.ms` by a member of a group.
   *
   * Rejects with NoOffsetForPartitionError, OffsetOutOfRangeError, CorruptRecordError, a KafkaError that no retry
   * cures, or IllegalStateError when nothing is subscribed to or assigned.
   */
  poll(timeoutMs: number): Promise<readonly ConsumerRecord[]> {
    const deadline = this.#cluster.deadline(timeoutMs)
    return this.#exclusively(async () => {
      while (true) {
        await this.#advance()
        const records = this.#fetcher.take(this.#maxPollRecords)
        this.#fetcher.send()
        if (records.length > 0 || deadline.passed || this.#woken) {
          this.#woken = false
          return records
        }
        await this.#signal.wait(Math.min(deadline.leftMs, this.#group?.nextDueMs ?? Infinity))
      }
    })
  }

  /** Makes the poll under way, or the next one, return without waiting. */
  wakeup(): void {
    this.#woken = true
    this.#signal.raise()
  }

  async #advance(): Promise<void> {
    this.#open()
    await this.#group?.advance()
    this.#group?.autoCommitIfDue()
    this.#positions.run()
    this.#cluster.connections.closeIdle()
  }

  /**
   * Commits these offsets, or the positions of all partitions: the next offsets to read. Rejects with a
   * KafkaError such as REBALANCE_IN_PROGRESS or ILLEGAL_GENERATION when the group has gone on without this
   * member.
   */
  async commit(offsets?: TopicPartitionMap<OffsetAndMetadata>, options: TimeLimit = {}): Promise<void> {
    this.#open()
    const group = this.#grouped()
    await group.commit(offsets ?? group.positions(false), this.#deadline(options))
  }

  /** What the group committed; partitions without an offset are left out. */
  async committed(
    partitions: readonly TopicPartition[],
    options: TimeLimit = {},
  ): Promise<TopicPartitionMap<OffsetAndMetadata>> {
    this.#grouped()
    const groupId = this.#settings.get('group.id') ?? ''
    const found = await fetchCommitted(this.#cluster, groupId, partitions, this.#deadline(options), true)
    const known = [...found].map(
      ([at, { leaderEpoch, ...rest }]) =>
        [at, leaderEpoch === undefined ? rest : { ...rest, leaderEpoch }] as const,
    )
    return new TopicPartitionMap(known)
  }

  /** The offset of the next record to be handed out; looks it up when it is not known yet. */
  async position(partition: TopicPartition, options: TimeLimit = {}): Promise<number> {
    const state = this.#state(partition)
    const deadline = this.#deadline(options)
    while (state.position === undefined) {
      this.#open()
      this.#positions.run()
      if (deadline.passed)
        throw new TimeoutError(`No position of ${partition.topic}-${partition.partition} in time`)
      await this.#signal.wait(deadline.leftMs)
    }
    return state.position
  }

  /** The next poll goes on from this offset. */
  seek(partition: TopicPartition, to: number | OffsetAndMetadata): void {
    const offset = typeof to === 'number' ? to : to.offset
    if (offset < 0) throw new IllegalStateError(`Cannot seek to the negative offset ${offset}`)
    this.#state(partition).seek(offset, typeof to === 'number' ? undefined : to.leaderEpoch)
    this.#signal.raise()
  }

  /** All partitions when none are named. Looked up at the next poll. */
  seekToBeginning(partitions: readonly TopicPartition[] = this.assignment): void {
    for (const at of partitions) this.#state(at).reset('earliest')
    this.#signal.raise()
  }

  /** All partitions when none are named. Looked up at the next poll. */
  seekToEnd(partitions: readonly TopicPartition[] = this.assignment): void {
    for (const at of partitions) this.#state(at).reset('latest')
    this.#signal.raise()
  }

  /**
   * Stops handing out records of these partitions until `resume`; survives no rebalance that takes them away.
   */
  pause(partitions: readonly TopicPartition[]): void {
    for (const at of partitions) this.#state(at).paused = true
  }

  resume(partitions: readonly TopicPartition[]): void {
    for (const at of partitions) this.#state(at).paused = false
    this.#signal.raise()
  }

  /** The first offset at or after each timestamp; undefined when there is none. */
  async offsetsForTimes(
    timestamps: TopicPartitionMap<number>,
    options: TimeLimit = {},
  ): Promise<TopicPartitionMap<OffsetAndTimestamp | undefined>> {
    const found = await this.#lookUp(timestamps, options)
    return new TopicPartitionMap([...found].map(([at, one]) => [at, one.offset < 0 ? undefined : one]))
  }

  beginningOffsets(
    partitions: readonly TopicPartition[],
    options: TimeLimit = {},
  ): Promise<TopicPartitionMap<number>> {
    return this.#ends(partitions, 'earliest', options)
  }

  /** The high watermark, or with `read_committed` the last stable offset. */
  endOffsets(
    partitions: readonly TopicPartition[],
    options: TimeLimit = {},
  ): Promise<TopicPartitionMap<number>> {
    return this.#ends(partitions, 'latest', options)
  }

  async #ends(
    partitions: readonly TopicPartition[],
    which: 'earliest' | 'latest',
    options: TimeLimit,
  ): Promise<TopicPartitionMap<number>> {
    const specs = new TopicPartitionMap(partitions.map((at) => [at, which] as const))
    const found = await this.#lookUp(specs, options)
    return new TopicPartitionMap([...found].map(([at, { offset }]) => [at, offset]))
  }

  async #lookUp(
    specs: TopicPartitionMap<OffsetSpec>,
    options: TimeLimit,
  ): Promise<TopicPartitionMap<FoundOffset>> {
    const deadline = this.#deadline(options)
    const { values, errors } = await lookUpOffsets(this.#cluster, specs, this.#isolation, deadline)
    for (const error of errors.values()) throw error
    return values
  }

  /** The partitions of a topic and their leaders (-1: none). */
  async partitionsFor(topic: string, options: TimeLimit = {}): Promise<readonly PartitionLeader[]> {
    const view = await this.#cluster.refresh([topic], this.#deadline(options))
    return (view.topics.get(topic)?.partitions ?? []).map(({ partition, leader }) => ({ partition, leader }))
  }

  /** Every topic, with its partitions. */
  async listTopics(options: TimeLimit = {}): Promise<ReadonlyMap<string, readonly number[]>> {
    const { topics } = await this.#cluster.refresh('all', this.#deadline(options))
    return new Map(
      [...topics.values()].map(({ name, partitions }) => [
        name,
        partitions.map(({ partition }) => partition),
      ]),
    )
  }

  /** The end of a partition's log as the last fetch told; undefined before the first. */
  currentLag(partition: TopicPartition): number | undefined {
    const { highWatermark, lastStableOffset, position } = this.#state(partition)
    const end = this.#isolation === 'read_committed' ? lastStableOffset : highWatermark
    return end === undefined || position === undefined ? undefined : Math.max(0, end - position)
  }

  /** This member's identity in its group; generation -1 while it is not a member. */
  groupMetadata(): GroupMetadata {
    const { generationId, memberId, groupInstanceId } = this.#grouped().member.identity
    const groupId = this.#settings.get('group.id') ?? ''
    return { groupId, generationId, memberId, groupInstanceId: groupInstanceId ?? undefined }
  }

  /**
   * Commits positions (with `enable.auto.commit`), gives up the partitions, leaves the group (a static member
   * keeps its place) and closes, all within `timeoutMs` (default 30 s).
   */
  async close(options: { readonly timeoutMs?: number; readonly leaveGroup?: boolean } = {}): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#signal.raise()
    const left = this.#group?.leave('the consumer is being closed', options.leaveGroup ?? true)
    try {
      if (left !== undefined) await within(this.#host, options.timeoutMs ?? 30_000, 'leaving the group', left)
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error
    } finally {
      this.#fetcher.close()
      this.#cluster.close()
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Records one by one, for ever. Leaving the loop sets positions back to the first record not yet seen. */
  [Symbol.asyncIterator](): AsyncGenerator<ConsumerRecord, void, undefined> {
    return recordStream(this, () => this.#closed)
  }

  #deadline(options: TimeLimit): Deadline {
    return this.#cluster.deadline(options.timeoutMs ?? this.#apiTimeoutMs)
  }

  #open(): void {
    if (this.#closed) throw new ClosedError('the consumer is closed')
  }

  #grouped(): GroupSession {
    if (this.#group !== undefined) return this.#group
    throw new ConfigError('group.id', null, 'Must be set to use offsets of a group')
  }

  #state(at: TopicPartition): PartitionState {
    const state = this.#assignment.get(at)
    if (state === undefined)
      throw new IllegalStateError(`${at.topic}-${at.partition} is not assigned to this consumer`)
    return state
  }

  async #exclusively<T>(run: () => Promise<T>): Promise<T> {
    this.#open()
    if (this.#busy) throw new IllegalStateError('The consumer is being used by another call')
    if (this.#group?.subscription === undefined && this.#assignment.size === 0) {
      throw new IllegalStateError('Consumer is not subscribed to any topics or assigned any partitions')
    }
    this.#busy = true
    try {
      return await run()
    } finally {
      this.#busy = false
    }
  }
}
