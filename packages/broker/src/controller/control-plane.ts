/**
 * The control plane of one broker, put together in three steps:
 * 1. `openControlPlane` reads the coordination store (it writes nothing, so it may come before the data
 *    directory's lock) and knows cluster id, topics and effective settings.
 * 2. The data plane opens its log directories with `topicConfig`.
 * 3. `start` imports or clears away what those directories hold and hands the first image to the follower.
 */
import type { BrokerConfig } from '@samsa/config'
import type { TopicConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { BrokerEndpoint } from '../metadata/metadata-image.js'
import type { MetadataView } from '../metadata/metadata-view.js'
import type { CoordinationStore } from '../coordination/coordination-store.js'
import type { Controller, ImageFollower } from './controller.js'

export interface ControlPlaneOptions {
  readonly host: Host
  /** Settings of file and flags, without dynamic ones. */
  readonly config: BrokerConfig
  /** Where the embedded store keeps its files: the first log directory. Made when missing. */
  readonly directory: string
  readonly nodeId: number
}

/** A partition folder found in a log directory. */
export interface FoundPartition {
  readonly topic: string
  readonly partition: number
  /** Undefined when the folder has no `partition.metadata` (Kafka before 3.1 or ZooKeeper mode). */
  readonly topicId: Uuid | undefined
  /** The newest epoch in its leader-epoch-checkpoint; -1: none. */
  readonly latestLeaderEpoch: number
}

export interface StartOptions {
  readonly found: Iterable<FoundPartition>
  readonly endpoints: readonly BrokerEndpoint[]
  readonly follower: ImageFollower
  /** Told whenever dynamic settings change, before the follower is told. */
  readonly onConfig: (config: BrokerConfig) => void
  /** True when the last stop was not a clean one: leader epochs then move on. */
  readonly uncleanStart: boolean
}

export interface ControlPlane {
  readonly clusterId: string
  readonly store: CoordinationStore
  readonly metadata: MetadataView
  readonly controller: Controller
  /** Current effective broker settings: static ones under dynamic ones. */
  readonly config: BrokerConfig
  /** Effective settings of a topic, also of one that has no overrides or is not known. */
  topicConfig(topic: string): TopicConfig
  start(options: StartOptions): Promise<void>
  close(): Promise<void>
}

export type OpenControlPlane = (options: ControlPlaneOptions) => Promise<ControlPlane>
