/**
 * What a broker knows of its cluster at one moment: topics, partitions, brokers, dynamic configuration.
 * An image never changes; `apply-change.ts` makes the next one. It holds no logs, sockets or settings tables.
 */
import type { Uuid } from '@samsa/protocol/model/uuid'

export interface PartitionImage {
  readonly index: number
  /** Broker id; -1: nobody leads. */
  readonly leader: number
  readonly leaderEpoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  /** Grows with every change of leader or ISR: the version of the partition's state in the store. */
  readonly partitionEpoch: number
}

export interface TopicImage {
  readonly name: string
  readonly topicId: Uuid
  /** Overrides only, by Kafka's topic setting names. */
  readonly configs: Readonly<Record<string, string>>
  /** In index order, without gaps: `partitions[i].index === i`. */
  readonly partitions: readonly PartitionImage[]
}

export interface BrokerEndpoint {
  readonly listenerName: string
  readonly securityProtocol: string
  /** '' when nothing is configured: the address the asking client reached is advertised instead. */
  readonly host: string
  readonly port: number
}

export interface BrokerImage {
  readonly id: number
  readonly epoch: number
  readonly rack: string | null
  readonly endpoints: readonly BrokerEndpoint[]
}

export interface MetadataImage {
  /** Grows by one with every applied batch of changes. */
  readonly version: number
  readonly clusterId: string
  readonly controllerId: number
  readonly brokers: ReadonlyMap<number, BrokerImage>
  readonly topics: ReadonlyMap<string, TopicImage>
  readonly topicsById: ReadonlyMap<Uuid, TopicImage>
  /** Dynamic broker settings by broker id as text; '' is the cluster-wide default. */
  readonly brokerConfigs: ReadonlyMap<string, Readonly<Record<string, string>>>
  /** Overrides of groups and client metrics subscriptions, by name. */
  readonly groupConfigs: ReadonlyMap<string, Readonly<Record<string, string>>>
  readonly clientMetricsConfigs: ReadonlyMap<string, Readonly<Record<string, string>>>
}
