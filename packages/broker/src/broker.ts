/**
 * One broker as its handlers see it: the parts it is made of, and nothing about how they were started
 * (start-broker.ts) or how requests arrive (transport, dispatch). Everything is reached through this value:
 * there is no module-level state, so many brokers can live in one process.
 */
import type { BrokerConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import type { Controller } from './controller/controller.js'
import type { GroupCoordinator } from './groups/group-coordinator.js'
import type { ServedApi } from './handler.js'
import type { Endpoints } from './listeners/endpoints.js'
import type { MetadataView } from './metadata/metadata-view.js'
import type { Metrics } from './metrics/metrics.js'
import type { FetchSessions } from './partitions/core/fetch-sessions.js'
import type { Partitions } from './partitions/partitions.js'
import type { ProducerIds } from './partitions/producer-ids.js'
import type { ClientConnection } from './transport/client-connection.js'
import type { Turn } from './transport/turn.js'

/** The parts of a running broker. */
export interface Broker {
  readonly host: Host
  /** The settings in force: replaced as a whole when a dynamic one changes, so read it at each use. */
  readonly config: BrokerConfig
  readonly nodeId: number
  readonly clusterId: string
  /** Cluster metadata as last published: topics, partitions, configs. */
  readonly metadata: MetadataView
  /** Changes to cluster metadata go through it. */
  readonly controller: Controller
  /** The partitions this broker leads, with their logs. */
  readonly partitions: Partitions
  readonly groups: GroupCoordinator
  readonly producerIds: ProducerIds
  readonly fetchSessions: FetchSessions
  /** Where clients reach this broker. */
  readonly endpoints: Endpoints
  readonly metrics: Metrics
  /** What is served, in order of API key: what ApiVersions tells. */
  readonly served: readonly ServedApi[]
  /**
   * Runs what a door does later, outside of the call that dispatch guards: a throw is reported and ends the
   * connection, nothing else.
   */
  guard(connection: ClientConnection, work: () => void): void
  /** What happens once per turn of the event loop. */
  readonly turn: Turn
}
