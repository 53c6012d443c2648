/**
 * The admin client: topics, configs, groups, offsets, log directories of a cluster.
 */
import type { AdminSettings } from './config/admin-settings.js'
import type { ClientOptions } from './config/client-options.js'
import type * as t from './admin/admin-types.js'
import type { TopicPartition, TopicPartitionMap } from './topic-partition.js'
import type { OffsetAndMetadata } from './consumer/consumer-record.js'
import type { ClientError } from './errors.js'

export type AdminOptions = ClientOptions<AdminSettings>

/** Per partition: a value, or the error of that partition. */
export interface PartitionOutcomes<V> {
  readonly values: TopicPartitionMap<V>
  readonly errors: TopicPartitionMap<ClientError>
}

export declare class Admin implements AsyncDisposable {
  constructor(options: AdminOptions)
  createTopics(
    topics: readonly t.NewTopic[],
    options?: t.CallOptions & { readonly validateOnly?: boolean },
  ): Promise<t.Outcomes<string, t.CreatedTopic>>
  deleteTopics(topics: readonly string[], options?: t.CallOptions): Promise<t.Outcomes<string, void>>
  listTopics(options?: t.CallOptions & { readonly includeInternal?: boolean }): Promise<t.TopicListing[]>
  describeTopics(
    topics: readonly string[],
    options?: t.CallOptions,
  ): Promise<t.Outcomes<string, t.TopicDescription>>
  describeTopicsById(
    topicIds: readonly string[],
    options?: t.CallOptions,
  ): Promise<t.Outcomes<string, t.TopicDescription>>
  createPartitions(
    changes: Readonly<Record<string, t.NewPartitions>>,
    options?: t.CallOptions & { readonly validateOnly?: boolean },
  ): Promise<t.Outcomes<string, void>>
  describeConfigs(
    resources: readonly t.ConfigResource[],
    options?: t.CallOptions & { readonly includeSynonyms?: boolean; readonly includeDocumentation?: boolean },
  ): Promise<t.Outcomes<t.ConfigResource, t.ResourceConfig>>
  incrementalAlterConfigs(
    changes: ReadonlyMap<t.ConfigResource, readonly t.ConfigChange[]>,
    options?: t.CallOptions & { readonly validateOnly?: boolean },
  ): Promise<t.Outcomes<t.ConfigResource, void>>
  describeCluster(
    options?: t.CallOptions & { readonly includeFenced?: boolean },
  ): Promise<t.ClusterDescription>
  apiVersions(options?: t.CallOptions): Promise<t.Outcomes<t.Node, t.NodeApiVersions>>
  listOffsets(
    specs: TopicPartitionMap<t.OffsetSpec>,
    options?: t.CallOptions & { readonly isolationLevel?: 'read_uncommitted' | 'read_committed' },
  ): Promise<PartitionOutcomes<t.ListedOffset>>
  deleteRecords(
    beforeOffsets: TopicPartitionMap<number>,
    options?: t.CallOptions,
  ): Promise<PartitionOutcomes<{ readonly lowWatermark: number }>>
  describeLogDirs(
    nodeIds: readonly number[],
    options?: t.CallOptions,
  ): Promise<t.Outcomes<number, readonly t.LogDirDescription[]>>
  listGroups(
    options?: t.CallOptions & { readonly states?: readonly string[]; readonly types?: readonly string[] },
  ): Promise<t.GroupListing[]>
  describeGroups(
    groupIds: readonly string[],
    options?: t.CallOptions & { readonly includeAuthorizedOperations?: boolean },
  ): Promise<t.Outcomes<string, t.GroupDescription>>
  deleteGroups(groupIds: readonly string[], options?: t.CallOptions): Promise<t.Outcomes<string, void>>
  /** All partitions with an offset when `partitions` is absent. */
  listGroupOffsets(
    groupId: string,
    partitions?: readonly TopicPartition[],
    options?: t.CallOptions,
  ): Promise<TopicPartitionMap<t.CommittedOffset>>
  alterGroupOffsets(
    groupId: string,
    offsets: TopicPartitionMap<OffsetAndMetadata>,
    options?: t.CallOptions,
  ): Promise<PartitionOutcomes<void>>
  deleteGroupOffsets(
    groupId: string,
    partitions: readonly TopicPartition[],
    options?: t.CallOptions,
  ): Promise<PartitionOutcomes<void>>
  removeMembersFromGroup(
    groupId: string,
    members: readonly t.MemberToRemove[] | 'all',
    options?: t.CallOptions,
  ): Promise<t.Outcomes<string, void>>
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
