/**
 * A consumer's life in its group: when to join again, giving partitions up and taking new ones on in the
 * eager and in the cooperative protocol (KIP-429), telling the listener, and committing positions.
 *
 * The network part of a rebalance runs in the background; the listener is called, and the assignment changes,
 * only within `advance`, that is while the consumer polls.
 */
import type { TopicPartitions } from '../assignors/assignor.js'
import type { Cluster } from '../cluster.js'
import { ClientError } from '../errors.js'
import { commitOffsets } from '../group-offsets.js'
import type { Deadline } from '../retry.js'
import { compareTopicPartitions, type TopicPartition, TopicPartitionMap } from '../topic-partition.js'
import type { OffsetAndMetadata } from './consumer-record.js'
import { GroupMember, type Joined, type MemberSettings } from './group-member.js'
import type { Assignment } from './partition-state.js'
import type { Subscription } from './subscription.js'

export interface SessionSettings extends MemberSettings {
  readonly autoCommit: boolean
  readonly autoCommitIntervalMs: number
  readonly maxPollIntervalMs: number
  readonly metadataMaxAgeMs: number
  readonly requestTimeoutMs: number
}

export interface GroupMetadata {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | undefined
}

/** A topic that does not exist yet is looked for this often. */
const MISSING_TOPIC_MS = 500

export class GroupSession {
  readonly member: GroupMember
  readonly #cooperative: boolean
  #subscription: Subscription | undefined
  /** What the join under way was for; what comes of one for another subscription is not taken. */
  #joining: Subscription | undefined
  #joined: Joined | undefined
  #failure: Error | undefined
  #lastAssigned: TopicPartitions = new Map()
  /** Topic to partition count, as this member joined or (as leader) assigned with. */
  #basis: ReadonlyMap<string, number> | undefined
  #joinedTopics: readonly string[] = []
  #refreshing = false
  #committing = false
  #nextCommit: number

  constructor(
    private readonly cluster: Cluster,
    private readonly assignment: Assignment,
    private readonly settings: SessionSettings,
    private readonly changed: () => void,
  ) {
    this.member = new GroupMember(cluster, settings, changed, settings.maxPollIntervalMs)
    this.#cooperative = settings.assignors.every(({ protocol }) => protocol === 'cooperative')
    this.#nextCommit = cluster.host.clock.monotonic() + settings.autoCommitIntervalMs
  }

  get subscription(): Subscription | undefined {
    return this.#subscription
  }

  /** Whether partitions are assigned and no rebalance is under way. */
  get stable(): boolean {
    return this.#joining === undefined && this.#joined === undefined && !this.member.rejoinNeeded
  }

  subscribe(subscription: Subscription): void {
    if (this.#subscription === undefined) this.member.reopen()
    else this.member.requestRejoin('the subscription has changed')
    this.#subscription = subscription
    this.#joined = undefined
  }

  /** Takes the group as far as it goes without waiting for it. Throws what the group refused for good. */
  async advance(): Promise<void> {
    const subscription = this.#subscription
    if (subscription === undefined) return
    this.member.polled()
    this.#watchMetadata(subscription)
    const failure = this.#failure
    this.#failure = undefined
    if (failure !== undefined) throw failure
    const joined = this.#joined
    if (joined !== undefined) {
      this.#joined = undefined
      await this.#take(joined, subscription)
    }
    if (this.#joining !== undefined || !this.member.rejoinNeeded) return
    if (subscription.byPattern && this.cluster.metadataAgeMs === Number.POSITIVE_INFINITY) return
    await this.#giveUp(subscription)
    // The listener may have unsubscribed, or subscribed to something else.
    if (this.#subscription === subscription) this.#join(subscription)
  }

  #join(subscription: Subscription): void {
    this.#joining = subscription
    const topics = subscription.topics(this.cluster.view)
    this.#joinedTopics = topics
    const owned = this.#cooperative ? byTopic(this.assignment.list()) : new Map<string, number[]>()
    const left = () => this.#joining !== subscription
    this.member
      .join({ topics, owned, lastAssigned: this.#lastAssigned })
      .then(
        (joined) => {
          if (left()) return
          if (this.#subscription === subscription) this.#joined = joined
          else this.member.requestRejoin('the subscription has changed')
        },
        (error: Error) => {
          if (!left()) this.#failure = error
        },
      )
      .finally(() => {
        if (!left()) this.#joining = undefined
        this.changed()
      })
  }

  /**
   * Before joining: eagerly everything, cooperatively what is no longer wanted; all of it if the group took
   * it.
   */
  async #giveUp(subscription: Subscription): Promise<void> {
    if (await this.#lose(subscription)) return
    if (this.settings.autoCommit) await this.#commitQuietly()
    // The commit may have been told that the group went on without this member.
    if (await this.#lose(subscription)) return
    const partitions = this.assignment.list()
    const topics = new Set(subscription.topics(this.cluster.view))
    const leaving = this.#cooperative ? partitions.filter(({ topic }) => !topics.has(topic)) : partitions
    if (leaving.length > 0) await subscription.listener.onRevoked?.(leaving)
    this.assignment.remove(leaving)
  }

  /** False when the group has not given the partitions away. */
  async #lose(subscription: Subscription): Promise<boolean> {
    if (!this.member.takeLost()) return false
    const partitions = this.assignment.list()
    this.assignment.remove(partitions)
    const lost = subscription.listener.onLost ?? subscription.listener.onRevoked
    if (partitions.length > 0) await lost?.(partitions)
    return true
  }

  async #take(joined: Joined, subscription: Subscription): Promise<void> {
    const { listener } = subscription
    // A member that had to join as a new one owns nothing it had before.
    await this.#lose(subscription)
    const assigned: TopicPartition[] = []
    for (const [topic, partitions] of joined.assigned) {
      for (const partition of partitions) assigned.push({ topic, partition })
    }
    assigned.sort(compareTopicPartitions)
    this.#lastAssigned = joined.assigned
    this.#basis = joined.leaderTopics
    const now = new TopicPartitionMap(assigned.map((at) => [at, true] as const))
    const revoked = this.assignment.list().filter(({ topic, partition }) => !now.has(topic, partition))
    if (revoked.length > 0) {
      if (this.settings.autoCommit) await this.#commitQuietly()
      await listener.onRevoked?.(revoked)
      this.assignment.remove(revoked)
      // What was just given up can be assigned to others now.
      if (this.#cooperative) this.member.requestRejoin('partitions were given up')
    }
    // The listener may have unsubscribed, or subscribed to something else.
    if (this.#subscription !== subscription) return
    const added = assigned.filter((at) => this.assignment.get(at) === undefined)
    this.assignment.replace(assigned)
    this.#nextCommit = this.cluster.host.clock.monotonic() + this.settings.autoCommitIntervalMs
    await listener.onAssigned?.(added)
  }

  /** Keeps metadata fresh, and joins again when the topics are no longer those that were assigned. */
  #watchMetadata(subscription: Subscription): void {
    const { view, metadataAgeMs } = this.cluster
    const wanted = subscription.metadataTopics
    const missing = wanted !== 'all' && wanted.some((topic) => !view.topics.has(topic))
    const maxAge = missing ? MISSING_TOPIC_MS : this.settings.metadataMaxAgeMs
    if (metadataAgeMs > maxAge && !this.#refreshing) this.#refresh(subscription)
    if (!this.stable) return
    const topics = subscription.topics(view)
    const changed = subscription.byPattern && topics.join() !== this.#joinedTopics.join()
    let stale = false
    for (const [topic, count] of this.#basis ?? []) {
      const known = view.topics.get(topic)?.partitions.length
      stale ||= known !== undefined && known !== count
    }
    if (changed || stale) this.member.requestRejoin('the topics of the group have changed')
  }

  #refresh(subscription: Subscription): void {
    this.#refreshing = true
    const wanted = subscription.metadataTopics
    const topics = wanted === 'all' ? wanted : [...new Set([...wanted, ...(this.#basis?.keys() ?? [])])]
    const settled = () => {
      this.#refreshing = false
      this.changed()
    }
    const failed = (error: Error) => {
      if (!(error instanceof ClientError)) this.#failure = error
      settled()
    }
    this.cluster.refresh(topics, this.cluster.deadline(this.settings.requestTimeoutMs)).then(settled, failed)
  }

  /** Milliseconds until something here is due by itself. */
  get nextDueMs(): number {
    const missing = this.#subscription !== undefined && !this.#subscription.byPattern
    const commit = this.settings.autoCommit
      ? this.#nextCommit - this.cluster.host.clock.monotonic()
      : Infinity
    return Math.max(1, Math.min(commit, missing ? MISSING_TOPIC_MS : Infinity))
  }

  /** Commits in the background when the interval has passed. */
  autoCommitIfDue(): void {
    const now = this.cluster.host.clock.monotonic()
    if (!this.settings.autoCommit || this.#committing || now < this.#nextCommit) return
    this.#nextCommit = now + this.settings.autoCommitIntervalMs
    this.#committing = true
    void this.#commitQuietly().finally(() => {
      this.#committing = false
    })
  }

  async #commitQuietly(): Promise<void> {
    const positions = this.positions(true)
    if (positions.size === 0) return
    try {
      await this.commit(positions, this.cluster.deadline(this.settings.requestTimeoutMs))
    } catch (error) {
      if (!(error instanceof ClientError)) throw error
      this.cluster.host.log.write('warn', 'Positions could not be committed', { error: error.message })
    }
  }

  /** The positions of all partitions that have one; `changedOnly` leaves out what is committed already. */
  positions(changedOnly: boolean): TopicPartitionMap<OffsetAndMetadata> {
    const positions = new TopicPartitionMap<OffsetAndMetadata>()
    for (const { topic, partition, position, leaderEpoch, committed } of this.assignment.states()) {
      if (position === undefined || (changedOnly && position === committed)) continue
      positions.set(
        topic,
        partition,
        leaderEpoch === undefined ? { offset: position } : { offset: position, leaderEpoch },
      )
    }
    return positions
  }

  /** Rejects with the first partition's error. */
  async commit(offsets: TopicPartitionMap<OffsetAndMetadata>, deadline: Deadline): Promise<void> {
    const { groupId } = this.settings
    const committer = this.member.identity
    try {
      const { errors } = await commitOffsets(this.cluster, groupId, committer, offsets, deadline)
      for (const error of errors.values()) throw error
    } catch (error) {
      if (error instanceof ClientError) this.member.commitRefused(error, committer)
      throw error
    }
    for (const [at, { offset }] of offsets) {
      const state = this.assignment.get(at)
      if (state !== undefined) state.committed = offset
    }
  }

  /** Gives everything up in good order and leaves the group. */
  async leave(reason: string, leaveGroup = true): Promise<void> {
    const subscription = this.#subscription
    const partitions = this.assignment.list()
    if (this.settings.autoCommit) await this.#commitQuietly()
    this.#subscription = undefined
    this.#joining = undefined
    this.#joined = undefined
    this.#failure = undefined
    if (subscription !== undefined) {
      try {
        if (partitions.length > 0) await subscription.listener.onRevoked?.(partitions)
      } finally {
        this.assignment.replace([])
        await (leaveGroup ? this.member.leave(reason) : this.member.abandon())
      }
    }
    this.assignment.replace([])
  }
}

function byTopic(partitions: readonly TopicPartition[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const { topic, partition } of partitions) found.set(topic, [...(found.get(topic) ?? []), partition])
  return found
}
