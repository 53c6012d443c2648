/**
 * The admin client: topics, configs, groups, offsets and log directories of a cluster. Every call finds its
 * broker, retries what a retry may cure for `default.api.timeout.ms` (or `timeoutMs`), and rejects with a
 * ClientError when nothing could be done at all; errors of single items are in the result.
 */
import type { SettingValues } from '@samsa/config/settings-table'
import type * as types from './admin/admin-types.js'
import { apiVersions, describeCluster, describeLogDirs } from './admin/cluster-calls.js'
import { describeConfigs, incrementalAlterConfigs } from './admin/config-calls.js'
import { deleteGroup, describeGroup, eachGroup, listGroups, removeMembers } from './admin/group-calls.js'
import type { Outcomes } from './admin/outcomes.js'
import { createPartitions, createTopics, deleteTopics, listTopics } from './admin/topic-calls.js'
import { describeTopics, describeTopicsById } from './admin/topic-description.js'
import { Cluster } from './cluster.js'
import { type AdminSettings, adminSettings } from './config/admin-settings.js'
import { type ClientOptions, readOptions } from './config/client-options.js'
import type { OffsetAndMetadata } from './consumer/consumer-record.js'
import { type Committed, commitOffsets, deleteOffsets, fetchCommitted } from './group-offsets.js'
import type { PartitionOutcomes } from './leader-calls.js'
import { type FoundOffset, type IsolationLevel, lookUpOffsets } from './offset-lookup.js'
import { deleteRecords } from './admin/record-deletion.js'
import type { Deadline } from './retry.js'
import type { TopicPartition, TopicPartitionMap } from './topic-partition.js'

export type AdminOptions = ClientOptions<AdminSettings>

type Call = types.CallOptions | undefined

export class Admin implements AsyncDisposable {
  readonly #cluster: Cluster
  readonly #settings: SettingValues<AdminSettings>

  /**
   * @throws ConfigError for wrong values, UnsupportedSettingError for TLS and SASL. Connects at the first
   * call.
   */
  constructor(options: AdminOptions) {
    this.#settings = readOptions(adminSettings, options)
    this.#cluster = new Cluster(options.host, this.#settings, false)
  }

  #deadline(options: Call): Deadline {
    return this.#cluster.deadline(options?.timeoutMs ?? this.#settings.get('default.api.timeout.ms'))
  }

  /** Resolves once the controller has them; a topic is then usable. `validateOnly` only checks. */
  createTopics(
    topics: readonly types.NewTopic[],
    options?: types.CallOptions & { readonly validateOnly?: boolean },
  ): Promise<Outcomes<string, types.CreatedTopic>> {
    return createTopics(this.#cluster, topics, options?.validateOnly ?? false, this.#deadline(options))
  }

  deleteTopics(topics: readonly string[], options?: types.CallOptions): Promise<Outcomes<string, void>> {
    return deleteTopics(this.#cluster, topics, this.#deadline(options))
  }

  /** Internal topics (`__consumer_offsets`) only when asked for. */
  listTopics(
    options?: types.CallOptions & { readonly includeInternal?: boolean },
  ): Promise<types.TopicListing[]> {
    return listTopics(this.#cluster, options?.includeInternal ?? false, this.#deadline(options))
  }

  /** By name; never creates a topic. */
  describeTopics(
    topics: readonly string[],
    options?: types.CallOptions,
  ): Promise<Outcomes<string, types.TopicDescription>> {
    return describeTopics(this.#cluster, topics, this.#deadline(options))
  }

  /** By id, keyed by id. */
  describeTopicsById(
    topicIds: readonly string[],
    options?: types.CallOptions,
  ): Promise<Outcomes<string, types.TopicDescription>> {
    return describeTopicsById(this.#cluster, topicIds, this.#deadline(options))
  }

  /** Raises the number of partitions of topics, by name. */
  createPartitions(
    changes: Readonly<Record<string, types.NewPartitions>>,
    options?: types.CallOptions & { readonly validateOnly?: boolean },
  ): Promise<Outcomes<string, void>> {
    return createPartitions(this.#cluster, changes, options?.validateOnly ?? false, this.#deadline(options))
  }

  /** Results are keyed by the very objects given. */
  describeConfigs(
    resources: readonly types.ConfigResource[],
    options?: types.CallOptions & {
      readonly includeSynonyms?: boolean
      readonly includeDocumentation?: boolean
    },
  ): Promise<Outcomes<types.ConfigResource, types.ResourceConfig>> {
    const include = {
      includeSynonyms: options?.includeSynonyms ?? false,
      includeDocumentation: options?.includeDocumentation ?? false,
    }
    return describeConfigs(this.#cluster, resources, include, this.#deadline(options))
  }

  /** Changes single settings and leaves the others (KIP-339). */
  incrementalAlterConfigs(
    changes: ReadonlyMap<types.ConfigResource, readonly types.ConfigChange[]>,
    options?: types.CallOptions & { readonly validateOnly?: boolean },
  ): Promise<Outcomes<types.ConfigResource, void>> {
    return incrementalAlterConfigs(
      this.#cluster,
      changes,
      options?.validateOnly ?? false,
      this.#deadline(options),
    )
  }

  describeCluster(
    options?: types.CallOptions & { readonly includeFenced?: boolean },
  ): Promise<types.ClusterDescription> {
    return describeCluster(this.#cluster, options?.includeFenced ?? false, this.#deadline(options))
  }

  /** What each broker speaks. */
  apiVersions(options?: types.CallOptions): Promise<Outcomes<types.Node, types.NodeApiVersions>> {
    return apiVersions(this.#cluster, this.#deadline(options))
  }

  listOffsets(
    specs: TopicPartitionMap<types.OffsetSpec>,
    options?: types.CallOptions & { readonly isolationLevel?: IsolationLevel },
  ): Promise<PartitionOutcomes<FoundOffset>> {
    const isolation = options?.isolationLevel ?? 'read_uncommitted'
    return lookUpOffsets(this.#cluster, specs, isolation, this.#deadline(options))
  }

  /** Deletes what is before each offset; -1 stands for the high watermark. */
  deleteRecords(
    beforeOffsets: TopicPartitionMap<number>,
    options?: types.CallOptions,
  ): Promise<PartitionOutcomes<{ readonly lowWatermark: number }>> {
    return deleteRecords(this.#cluster, beforeOffsets, this.#deadline(options))
  }

  /** By broker id. */
  describeLogDirs(
    nodeIds: readonly number[],
    options?: types.CallOptions,
  ): Promise<Outcomes<number, readonly types.LogDirDescription[]>> {
    return describeLogDirs(this.#cluster, nodeIds, this.#deadline(options))
  }

  /** Of all brokers. States and types are Kafka's words ('Stable', 'classic'). */
  listGroups(
    options?: types.CallOptions & { readonly states?: readonly string[]; readonly types?: readonly string[] },
  ): Promise<types.GroupListing[]> {
    const filter = { states: options?.states ?? [], types: options?.types ?? [] }
    return listGroups(this.#cluster, filter, this.#deadline(options))
  }

  /** A group that does not exist is 'Dead', or an error GROUP_ID_NOT_FOUND from brokers since 4.0. */
  describeGroups(
    groupIds: readonly string[],
    options?: types.CallOptions & { readonly includeAuthorizedOperations?: boolean },
  ): Promise<Outcomes<string, types.GroupDescription>> {
    const deadline = this.#deadline(options)
    const operations = options?.includeAuthorizedOperations ?? false
    return eachGroup(groupIds, (groupId) => describeGroup(this.#cluster, groupId, operations, deadline))
  }

  deleteGroups(groupIds: readonly string[], options?: types.CallOptions): Promise<Outcomes<string, void>> {
    const deadline = this.#deadline(options)
    return eachGroup(groupIds, (groupId) => deleteGroup(this.#cluster, groupId, deadline))
  }

  /** All partitions with an offset when `partitions` is absent; those without one are left out. */
  listGroupOffsets(
    groupId: string,
    partitions?: readonly TopicPartition[],
    options?: types.CallOptions & { readonly requireStable?: boolean },
  ): Promise<TopicPartitionMap<Committed>> {
    const deadline = this.#deadline(options)
    return fetchCommitted(
      this.#cluster,
      groupId,
      partitions ?? 'all',
      deadline,
      options?.requireStable ?? false,
    )
  }

  /** Only for a group without members. */
  alterGroupOffsets(
    groupId: string,
    offsets: TopicPartitionMap<OffsetAndMetadata>,
    options?: types.CallOptions,
  ): Promise<PartitionOutcomes<void>> {
    const nobody = { generationId: -1, memberId: '', groupInstanceId: null }
    return commitOffsets(this.#cluster, groupId, nobody, offsets, this.#deadline(options))
  }

  deleteGroupOffsets(
    groupId: string,
    partitions: readonly TopicPartition[],
    options?: types.CallOptions,
  ): Promise<PartitionOutcomes<void>> {
    return deleteOffsets(this.#cluster, groupId, partitions, this.#deadline(options))
  }

  /** Results are keyed by instance id, or member id for members without one. */
  async removeMembersFromGroup(
    groupId: string,
    members: readonly types.MemberToRemove[] | 'all',
    options?: types.CallOptions & { readonly reason?: string },
  ): Promise<Outcomes<string, void>> {
    const deadline = this.#deadline(options)
    const chosen =
      members === 'all' ? (await describeGroup(this.#cluster, groupId, false, deadline)).members : members
    const leaving = chosen.map(({ memberId, groupInstanceId }) =>
      groupInstanceId === undefined ? { memberId: memberId ?? '' } : { groupInstanceId },
    )
    const reason = options?.reason ?? 'member was removed by an admin'
    return removeMembers(this.#cluster, groupId, leaving, reason, deadline)
  }

  /** Ends all connections; calls under way reject with ClosedError. */
  async close(): Promise<void> {
    this.#cluster.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
