/**
 * The group coordinator: finds the shard of a group, hands it the request, and answers with what the shard
 * decided. Refuses: knowledge of API versions (handlers), decisions about groups (core), knowledge of the
 * log (coordinator).
 */
import type { BrokerConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import type { TransactionEnd } from '@samsa/log'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Controller } from '../controller/controller.js'
import type { RequestId } from '../coordinator/decision.js'
import type { MetadataImage, TopicImage } from '../metadata/metadata-image.js'
import type { MetadataView } from '../metadata/metadata-view.js'
import { decideHeartbeat, type Heartbeat } from './core/classic/heartbeat.js'
import { hasTooMuchMetadata } from './core/classic/join-group.js'
import { decideLeaveGroup, type LeaveGroup } from './core/classic/leave-group.js'
import { decideSyncGroup, type SyncGroup } from './core/classic/sync-group.js'
import type { GroupDecision } from './core/classic/group-turn.js'
import { describeGroup, type GroupDescription, type GroupListing, listGroup } from './core/describe-group.js'
import { groupPartition } from './core/group-partition.js'
import {
  type DeleteGroupReply,
  type GroupReply,
  type HeartbeatReply,
  type JoinGroupReply,
  joinRefused,
  type LeaveGroupReply,
  type OffsetCommitReply,
  type OffsetDeleteReply,
  type OffsetsReply,
  type SyncGroupReply,
  syncRefused,
} from './core/group-replies.js'
import type { GroupSettings } from './core/group-settings.js'
import type { GroupState } from './core/group-state.js'
import { decideJoin, type JoinGroup } from './core/join.js'
import { decideOffsetCommit, type OffsetCommit, offsetCommitRefused } from './core/offsets/commit-offsets.js'
import {
  decideDeleteGroup,
  decideOffsetDelete,
  deleteGroupReply,
  offsetDeleteRefused,
  type PartitionOfTopic,
} from './core/offsets/delete-offsets.js'
import { decideOffsets, offsetsRefused } from './core/offsets/fetch-offsets.js'
import { noOffsets } from './core/offsets/group-offsets.js'
import { type GroupPartitions, GroupShards, groupTopic } from './group-shards.js'

/** What the coordinator is made of. */
export interface GroupCoordinatorParts {
  readonly host: Host
  readonly nodeId: number
  /** The settings in force at the moment of the call. */
  config(): BrokerConfig
  readonly metadata: MetadataView
  readonly controller: Pick<Controller, 'ensureTopic'>
  readonly partitions: GroupPartitions
}

/** Who coordinates a group. */
export type FoundCoordinator =
  | { readonly error?: undefined; readonly nodeId: number }
  | { readonly error: KafkaErrorName; readonly message: string }

/** A JoinGroup before the coordinator has drawn an id for it. Its bytes are borrowed: what is kept is copied. */
export type JoinGroupRequest = Omit<JoinGroup, 'freshId'>

type Decide = (state: GroupState | undefined, request: RequestId, now: number) => GroupDecision

/** See the file. */
export class GroupCoordinator {
  readonly #shards: GroupShards
  #settings: { readonly from: BrokerConfig; readonly values: GroupSettings } | undefined
  #ensuring: Promise<TopicImage | string> | undefined

  constructor(private readonly parts: GroupCoordinatorParts) {
    this.#shards = new GroupShards({
      host: parts.host,
      nodeId: parts.nodeId,
      config: () => parts.config(),
      settings: () => this.#currentSettings(),
      partitions: parts.partitions,
    })
  }

  /**
   * Follows the metadata, after the partitions did: takes over the partitions of `__consumer_offsets` that
   * this broker now leads, gives up those it lost, drops committed offsets of deleted topics.
   */
  applyImage(previous: MetadataImage | undefined, next: MetadataImage): void {
    this.#shards.applyImage(previous, next)
  }

  /** Ends all timers and answers whoever still waits. Idempotent. */
  close(): void {
    this.#shards.close()
  }

  /** The broker that coordinates a group; creates `__consumer_offsets` when it is not there yet. */
  async findCoordinator(groupId: string): Promise<FoundCoordinator> {
    const topic = this.parts.metadata.topic(groupTopic) ?? (await this.#ensureTopic())
    if (typeof topic === 'string') return { error: 'COORDINATOR_NOT_AVAILABLE', message: topic }
    const leader = topic.partitions[groupPartition(groupId, topic.partitions.length)]?.leader ?? -1
    if (leader !== -1) return { nodeId: leader }
    return { error: 'COORDINATOR_NOT_AVAILABLE', message: `Nobody leads the partition of group ${groupId}.` }
  }

  /** Resolves when the rebalance that the member takes part in has formed a generation. */
  joinGroup(join: JoinGroupRequest): Promise<JoinGroupReply> {
    const { groupId, memberId } = join
    const withId = { ...join, protocols: ownedProtocols(join.protocols), freshId: this.#freshId() }
    return this.#ask(
      groupId,
      // Kept while it waits: must not hold on to the frame through `join`.
      (error) => joinRefused(error, memberId),
      (state, request, now) => decideJoin(state, withId, request, this.#currentSettings(), now),
    )
  }

  /** Resolves when the generation's assignment is stored. */
  syncGroup(sync: SyncGroup): Promise<SyncGroupReply> {
    return this.#ask(sync.groupId, syncRefused, (state, request, now) =>
      decideSyncGroup(state?.classic, sync, request, this.#currentSettings(), now),
    )
  }

  heartbeat(heartbeat: Heartbeat): Promise<HeartbeatReply> {
    const refuse = (error: KafkaErrorName): HeartbeatReply => ({ kind: 'heartbeat', error })
    // A member is not to rejoin, or to wait, because its coordinator is still loading.
    if (this.#shardOf(heartbeat.groupId)?.refusal === 'COORDINATOR_LOAD_IN_PROGRESS') {
      return Promise.resolve(refuse('NONE'))
    }
    return this.#ask(heartbeat.groupId, refuse, (state, request, now) =>
      decideHeartbeat(state?.classic, heartbeat, request, this.#currentSettings(), now),
    )
  }

  leaveGroup(leave: LeaveGroup): Promise<LeaveGroupReply> {
    return this.#ask(
      leave.groupId,
      (error) => ({ kind: 'leave', error, members: [] }),
      (state, request, now) => decideLeaveGroup(state?.classic, leave, request, this.#currentSettings(), now),
    )
  }

  /** Resolves when the offsets are stored. */
  commitOffsets(commit: OffsetCommit): Promise<OffsetCommitReply> {
    return this.#ask(commit.groupId, offsetCommitRefused, (state, request, now) =>
      decideOffsetCommit(state, commit, request, this.#currentSettings(), now),
    )
  }

  /**
   * The committed offsets of a group. `requireStable` waits for commits under way and tells which offsets
   * an undecided transaction may still change.
   */
  async fetchOffsets(groupId: string, requireStable: boolean): Promise<OffsetsReply> {
    if (requireStable) return this.#ask(groupId, offsetsRefused, decideOffsets)
    await this.#loading(groupId)
    const shard = this.#shardOf(groupId)
    const refusal = shard === undefined ? 'NOT_COORDINATOR' : shard.refusal
    if (refusal !== undefined) return offsetsRefused(refusal)
    const { offsets } = shard?.committed(groupId) ?? {}
    return { kind: 'offsets', error: 'NONE', offsets: offsets ?? noOffsets, pending: [] }
  }

  deleteOffsets(groupId: string, partitions: readonly PartitionOfTopic[]): Promise<OffsetDeleteReply> {
    if (groupId === '') return Promise.resolve(offsetDeleteRefused('INVALID_GROUP_ID'))
    return this.#ask(groupId, offsetDeleteRefused, (state, request) =>
      decideOffsetDelete(state, partitions, request),
    )
  }

  deleteGroup(groupId: string): Promise<DeleteGroupReply> {
    return this.#ask(groupId, deleteGroupReply, decideDeleteGroup)
  }

  /**
   * Ends a transaction in a partition of `__consumer_offsets`: the offsets it committed count from now on, or are
   * dropped. The error for a transaction coordinator, which knows leaders and no coordinators of groups.
   */
  async endTransaction(partition: number, end: TransactionEnd): Promise<KafkaErrorName | undefined> {
    const loading = this.#shards.loading(partition)
    if (loading !== undefined) await loading
    const shard = this.#shards.get(partition)
    if (shard === undefined || shard.refusal !== undefined) return 'NOT_LEADER_OR_FOLLOWER'
    return shard.endTransaction(end)
  }

  /** The classic group as committed, undefined when there is none, or a coordinator's error. */
  async describeGroup(
    groupId: string,
  ): Promise<GroupDescription | undefined | { readonly error: KafkaErrorName }> {
    await this.#loading(groupId)
    const shard = this.#shardOf(groupId)
    const error = shard === undefined ? 'NOT_COORDINATOR' : shard.refusal
    return error === undefined ? describeGroup(shard?.committed(groupId)) : { error }
  }

  /** Every group that this broker coordinates; an error while some are still loading. */
  async listGroups(): Promise<readonly GroupListing[] | { readonly error: KafkaErrorName }> {
    await this.#shards.allLoading()
    const listings: GroupListing[] = []
    for (const shard of this.#shards.all()) {
      if (shard.refusal === 'COORDINATOR_LOAD_IN_PROGRESS') return { error: shard.refusal }
      for (const [groupId, state] of shard.allCommitted()) listings.push(listGroup(groupId, state))
    }
    return listings
  }

  #ask<R extends GroupReply>(
    groupId: string,
    refuse: (error: KafkaErrorName) => R,
    decide: Decide,
  ): Promise<R> {
    const askNow = (): R | Promise<R> =>
      this.#shardOf(groupId)?.ask(groupId, refuse, decide) ?? refuse('NOT_COORDINATOR')
    return this.#loading(groupId)?.then(askNow) ?? Promise.resolve(askNow())
  }

  #loading(groupId: string): Promise<void> | undefined {
    const count = this.#partitionCount
    return count === 0 ? undefined : this.#shards.loading(groupPartition(groupId, count))
  }

  get #partitionCount(): number {
    return this.parts.metadata.topic(groupTopic)?.partitions.length ?? 0
  }

  #shardOf(groupId: string): ReturnType<GroupShards['get']> {
    const count = this.#partitionCount
    return count === 0 ? undefined : this.#shards.get(groupPartition(groupId, count))
  }

  #ensureTopic(): Promise<TopicImage | string> {
    const ensuring = this.#ensuring ?? this.#createTopic()
    this.#ensuring = ensuring
    return ensuring
  }

  async #createTopic(): Promise<TopicImage | string> {
    try {
      const result = await this.parts.controller.ensureTopic(groupTopic)
      return 'topic' in result ? result.topic : (result.refusal.message ?? result.refusal.error)
    } finally {
      this.#ensuring = undefined
    }
  }

  #currentSettings(): GroupSettings {
    const config = this.parts.config()
    const cached = this.#settings
    if (cached?.from === config) return cached.values
    const values = settingsOf(config)
    this.#settings = { from: config, values }
    return values
  }

  /** A random id as text, like Java's UUID. */
  #freshId(): string {
    const bytes = new Uint8Array(16)
    this.parts.host.random.fill(bytes)
    bytes[6] = (bytes[6]! & 0x0f) | 0x40
    bytes[8] = (bytes[8]! & 0x3f) | 0x80
    const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return text.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }
}

/** Megabytes that will be refused are not copied first. */
function ownedProtocols(protocols: JoinGroup['protocols']): JoinGroup['protocols'] {
  if (hasTooMuchMetadata(protocols)) return protocols
  return protocols.map(({ name, metadata }) => ({ name, metadata: metadata.slice() }))
}

function settingsOf(config: BrokerConfig): GroupSettings {
  return {
    initialRebalanceDelayMs: config.get('group.initial.rebalance.delay.ms'),
    maxSize: config.get('group.max.size'),
    minSessionTimeoutMs: config.get('group.min.session.timeout.ms'),
    maxSessionTimeoutMs: config.get('group.max.session.timeout.ms'),
    offsetMetadataMaxBytes: config.get('offset.metadata.max.bytes'),
    offsetsRetentionMs: config.get('offsets.retention.minutes') * 60_000,
  }
}
