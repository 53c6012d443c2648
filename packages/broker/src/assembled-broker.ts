/**
 * The parts of a broker as one value. A class, where an object literal with a getter would do: V8 keeps such a
 * literal as a dictionary, and every request asks here for its parts.
 */
import type { BrokerConfig } from '@samsa/config'
import type { Broker } from './broker.js'
import { guardConnection } from './dispatch.js'
import type { ClientConnection } from './transport/client-connection.js'

/** What a broker is made of, but for what follows from it. */
export type BrokerParts = Omit<Broker, 'config' | 'guard'>

/** See the file. */
export class AssembledBroker implements Broker {
  readonly host: Broker['host']
  readonly nodeId: number
  readonly clusterId: string
  readonly metadata: Broker['metadata']
  readonly controller: Broker['controller']
  readonly partitions: Broker['partitions']
  readonly groups: Broker['groups']
  readonly producerIds: Broker['producerIds']
  readonly fetchSessions: Broker['fetchSessions']
  readonly endpoints: Broker['endpoints']
  readonly metrics: Broker['metrics']
  readonly served: Broker['served']
  readonly turn: Broker['turn']

  constructor(
    parts: BrokerParts,
    private readonly currentConfig: () => BrokerConfig,
  ) {
    this.host = parts.host
    this.nodeId = parts.nodeId
    this.clusterId = parts.clusterId
    this.metadata = parts.metadata
    this.controller = parts.controller
    this.partitions = parts.partitions
    this.groups = parts.groups
    this.producerIds = parts.producerIds
    this.fetchSessions = parts.fetchSessions
    this.endpoints = parts.endpoints
    this.metrics = parts.metrics
    this.served = parts.served
    this.turn = parts.turn
  }

  get config(): BrokerConfig {
    return this.currentConfig()
  }

  guard(connection: ClientConnection, work: () => void): void {
    guardConnection(this.host, connection, work)
  }
}
