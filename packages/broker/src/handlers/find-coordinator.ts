/**
 * FindCoordinator, versions 0 to 6: which broker coordinates a group. 1: key types. 4: several keys in one
 * request. 6: share groups (KIP-932). The first question creates `__consumer_offsets`. There is no
 * transaction coordinator and no share coordinator in this broker: such keys are refused for good, so that
 * clients say so instead of retrying.
 */
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { findCoordinatorRequest } from '@samsa/protocol/messages/find-coordinator-request'
import { type Coordinator, findCoordinatorResponse } from '@samsa/protocol/messages/find-coordinator-response'
import type { Broker } from '../broker.js'
import { handler } from '../handler.js'
import type { ConnectionFacts } from '../handler.js'

/** Values of `keyType`. */
const groupKey = 0
const transactionKey = 1

export const findCoordinator = handler(
  findCoordinatorRequest,
  findCoordinatorResponse,
  {
    versions: [0, 6],
    failed: (request, code, { apiVersion }) =>
      apiVersion < 4
        ? { errorCode: code, nodeId: -1, port: -1 }
        : {
            coordinators: request.coordinatorKeys.map((key) => ({
              key,
              errorCode: code,
              nodeId: -1,
              port: -1,
            })),
          },
  },
  async (broker, request, { apiVersion, connection }) => {
    const { keyType } = request
    if (apiVersion < 4) return coordinatorOf(broker, request.key, keyType, connection)
    const keys = request.coordinatorKeys
    const found = keys.map((key) => coordinatorOf(broker, key, keyType, connection))
    return { coordinators: await Promise.all(found) }
  },
)

async function coordinatorOf(
  broker: Broker,
  key: string,
  keyType: number,
  connection: ConnectionFacts,
): Promise<Coordinator> {
  if (keyType === transactionKey) {
    return notFound(key, 'UNSUPPORTED_VERSION', 'This broker does not serve transactions.')
  }
  if (keyType !== groupKey) {
    return notFound(key, 'INVALID_REQUEST', `This broker has no coordinator for keys of type ${keyType}.`)
  }
  const found = await broker.groups.findCoordinator(key)
  if (found.error !== undefined) return notFound(key, found.error, found.message)
  const endpoint = endpointOf(broker, found.nodeId, connection)
  if (endpoint === undefined) {
    return notFound(key, 'COORDINATOR_NOT_AVAILABLE', `Broker ${found.nodeId} has no such listener.`)
  }
  const { host, port } = endpoint
  return { key, nodeId: found.nodeId, host, port, errorCode: 0, errorMessage: '' }
}

function endpointOf(
  broker: Broker,
  nodeId: number,
  connection: ConnectionFacts,
): { readonly host: string; readonly port: number } | undefined {
  const { listenerName } = connection
  if (nodeId === broker.nodeId) return broker.endpoints.forListener(listenerName, connection)
  const endpoints = broker.metadata.image.brokers.get(nodeId)?.endpoints
  return endpoints?.find((endpoint) => endpoint.listenerName === listenerName)
}

function notFound(key: string, error: KafkaErrorName, errorMessage: string): Coordinator {
  return { key, nodeId: -1, host: '', port: -1, errorCode: errorCode(error), errorMessage }
}
