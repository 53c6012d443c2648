/**
 * Brokers as a client that came in through a certain listener is told of them.
 */
import type { Broker } from '../broker.js'
import type { Call } from '../handler.js'

export interface BrokerAddress {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

/** This broker at the address that fits the connection; others at that listener of theirs. */
export function brokersFor(broker: Broker, call: Call): readonly BrokerAddress[] {
  const { connection } = call
  const addresses: BrokerAddress[] = []
  for (const { id, rack, endpoints } of broker.metadata.image.brokers.values()) {
    const endpoint =
      id === broker.nodeId
        ? broker.endpoints.forListener(connection.listenerName, connection)
        : endpoints.find((each) => each.listenerName === connection.listenerName)
    if (endpoint !== undefined) addresses.push({ id, host: endpoint.host, port: endpoint.port, rack })
  }
  return addresses
}
