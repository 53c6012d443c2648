/**
 * What an admin client is given and what it answers. Names are Kafka's.
 */
import type { ClientError } from '../errors.js'

export interface CallOptions {
  /** For the whole call with its retries; `default.api.timeout.ms` when absent. */
  readonly timeoutMs?: number
}

export interface Node {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly rack: string | undefined
}

export interface NewTopic {
  readonly name: string
  /** The broker's `num.partitions` when absent. */
  readonly partitions?: number
  /** The broker's `default.replication.factor` when absent. */
  readonly replicationFactor?: number
  /** Brokers of each partition, the preferred leader first; instead of the two numbers. */
  readonly assignments?: readonly (readonly number[])[]
  readonly configs?: Readonly<Record<string, string>>
}

export interface CreatedTopic {
  readonly name: string
  /** Undefined from brokers older than 2.8. */
  readonly topicId: string | undefined
  /** -1 when the broker does not tell. */
  readonly partitions: number
  readonly replicationFactor: number
}

export interface TopicListing {
  readonly name: string
  readonly topicId: string | undefined
  readonly internal: boolean
}

export interface TopicDescription {
  readonly name: string
  readonly topicId: string | undefined
  readonly internal: boolean
  readonly partitions: readonly PartitionDescription[]
}

export interface PartitionDescription {
  readonly partition: number
  /** Undefined while the partition has no leader. */
  readonly leader: Node | undefined
  readonly leaderEpoch: number | undefined
  readonly replicas: readonly Node[]
  readonly isr: readonly Node[]
  readonly offlineReplicas: readonly Node[]
  /** KIP-966; undefined from brokers that do not know them. */
  readonly eligibleLeaderReplicas: readonly Node[] | undefined
  readonly lastKnownElr: readonly Node[] | undefined
}

export interface NewPartitions {
  /** How many the topic shall have afterwards. */
  readonly totalCount: number
  /** Brokers of each partition that is added. */
  readonly assignments?: readonly (readonly number[])[]
}

export type ConfigResourceType = 'topic' | 'broker' | 'broker-logger' | 'client-metrics' | 'group'

export interface ConfigResource {
  readonly type: ConfigResourceType
  /** '' is the default of all brokers. */
  readonly name: string
}

export type ConfigSource =
  | 'UNKNOWN'
  | 'DYNAMIC_TOPIC_CONFIG'
  | 'DYNAMIC_BROKER_CONFIG'
  | 'DYNAMIC_DEFAULT_BROKER_CONFIG'
  | 'STATIC_BROKER_CONFIG'
  | 'DEFAULT_CONFIG'
  | 'DYNAMIC_BROKER_LOGGER_CONFIG'
  | 'DYNAMIC_CLIENT_METRICS_CONFIG'
  | 'DYNAMIC_GROUP_CONFIG'

export type ConfigValueType =
  | 'UNKNOWN'
  | 'BOOLEAN'
  | 'STRING'
  | 'INT'
  | 'SHORT'
  | 'LONG'
  | 'DOUBLE'
  | 'LIST'
  | 'CLASS'
  | 'PASSWORD'

export interface ConfigEntry {
  readonly name: string
  /** null when sensitive or without a value. */
  readonly value: string | null
  readonly source: ConfigSource
  readonly sensitive: boolean
  readonly readOnly: boolean
  readonly synonyms: readonly {
    readonly name: string
    readonly value: string | null
    readonly source: ConfigSource
  }[]
  readonly type: ConfigValueType
  readonly documentation: string | undefined
}

export interface ResourceConfig {
  readonly resource: ConfigResource
  readonly entries: readonly ConfigEntry[]
}

export interface ConfigChange {
  readonly name: string
  readonly operation: 'set' | 'delete' | 'append' | 'subtract'
  /** Ignored by `delete`. */
  readonly value?: string | null
}

export interface ClusterDescription {
  /** Undefined when the broker does not tell. */
  readonly clusterId: string | undefined
  readonly controller: Node | undefined
  readonly nodes: readonly (Node & { readonly fenced: boolean })[]
}

/** The versions of one API that a broker takes. */
export interface ApiVersionRange {
  readonly apiKey: number
  /** Kafka's name, or undefined for an API this client has never heard of. */
  readonly name: string | undefined
  readonly minVersion: number
  readonly maxVersion: number
}

export interface FeatureRange {
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
}

export interface NodeApiVersions {
  readonly node: Node
  readonly apis: readonly ApiVersionRange[]
  readonly supportedFeatures: readonly FeatureRange[]
  readonly finalizedFeatures: readonly FeatureRange[]
}

/** Which offset of a partition is asked for; a number is a timestamp in milliseconds. */
export type OffsetSpec =
  | 'earliest'
  | 'latest'
  | 'max-timestamp'
  | 'earliest-local'
  | 'latest-tiered'
  | 'earliest-pending-upload'
  | number

export interface GroupListing {
  readonly groupId: string
  /**
   * 'consumer' for classic consumers, '' for a simple group without members ever; undefined where not told.
   */
  readonly protocolType: string
  /** 'Stable', 'Empty', ...; undefined from old brokers. */
  readonly state: string | undefined
  /** 'classic', 'consumer', 'share', ...; undefined from old brokers. */
  readonly type: string | undefined
}

export interface GroupMember {
  readonly memberId: string
  readonly groupInstanceId: string | undefined
  readonly clientId: string
  readonly clientHost: string
  readonly assignment: readonly { readonly topic: string; readonly partitions: readonly number[] }[]
  /** The target of a `consumer` group that has not been reached yet. */
  readonly targetAssignment:
    | readonly { readonly topic: string; readonly partitions: readonly number[] }[]
    | undefined
  /** Of a `consumer` group (KIP-848). */
  readonly memberEpoch: number | undefined
}

export interface GroupDescription {
  readonly groupId: string
  readonly protocolType: string
  readonly type: 'classic' | 'consumer'
  readonly state: string
  readonly coordinator: Node
  /** The assignor that was chosen; '' without members. */
  readonly partitionAssignor: string
  readonly members: readonly GroupMember[]
  readonly groupEpoch: number | undefined
  readonly targetAssignmentEpoch: number | undefined
  /** ACL operations as Kafka's bit set; undefined when not asked for. */
  readonly authorizedOperations: number | undefined
}

export interface MemberToRemove {
  readonly memberId?: string
  readonly groupInstanceId?: string
}

export interface LogDirDescription {
  readonly path: string
  readonly error: ClientError | undefined
  /** -1 from brokers older than 3.3. */
  readonly totalBytes: number
  readonly usableBytes: number
  readonly replicas: readonly {
    readonly topic: string
    readonly partition: number
    readonly size: number
    readonly offsetLag: number
    readonly future: boolean
  }[]
}
