/**
 * Request: DescribeClusterRequest, its fields and versions as data.
 * Asks for the cluster's id, controller and nodes.
 */
import type { MessageSchema } from './message-schema.js'

export const describeClusterRequest: MessageSchema = {
  name: 'DescribeClusterRequest',
  kind: 'request',
  apiKey: 60,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: "Asks for the cluster's id, controller and nodes.",
  fields: [
    { name: 'includeClusterAuthorizedOperations', type: 'bool', versions: '0+' },
    { name: 'endpointType', type: 'int8', versions: '1+', default: 1 },
    { name: 'includeFencedBrokers', type: 'bool', versions: '2+' },
  ],
}
