/**
 * DescribeCluster (API 60): the brokers, the controller, what may be done to the cluster.
 *
 * Versions: 1 asks for brokers or controllers (KIP-919; only the former are here); 2 may ask for fenced brokers too.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import { describeClusterRequest } from '@samsa/protocol/messages/describe-cluster-request'
import { describeClusterResponse } from '@samsa/protocol/messages/describe-cluster-response'
import { handler } from '../handler.js'
import { CLUSTER_OPERATIONS, NOT_ASKED } from './authorized-operations.js'
import { brokersFor } from './broker-addresses.js'

const BROKERS = 1
const CONTROLLERS = 2

export const describeCluster = handler(
  describeClusterRequest,
  describeClusterResponse,
  { versions: [0, 2] },
  (broker, request, call) => {
    const { endpointType } = request
    if (endpointType === CONTROLLERS) {
      return {
        errorCode: errorCode('MISMATCHED_ENDPOINT_TYPE'),
        errorMessage: 'This is an endpoint of a broker, but controllers were asked for.',
      }
    }
    if (endpointType !== BROKERS) {
      return {
        errorCode: errorCode('UNSUPPORTED_ENDPOINT_TYPE'),
        errorMessage: `Unsupported endpoint type ${endpointType}`,
      }
    }
    return {
      endpointType,
      clusterId: broker.clusterId,
      controllerId: broker.metadata.image.controllerId,
      brokers: brokersFor(broker, call).map(({ id, host, port, rack }) => ({
        brokerId: id,
        host,
        port,
        rack,
      })),
      clusterAuthorizedOperations: request.includeClusterAuthorizedOperations
        ? CLUSTER_OPERATIONS
        : NOT_ASKED,
    }
  },
)
