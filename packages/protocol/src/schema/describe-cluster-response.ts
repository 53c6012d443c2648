/**
 * Response: DescribeClusterResponse, its fields and versions as data.
 * Answer to DescribeCluster.
 */
import type { MessageSchema } from './message-schema.js'

export const describeClusterResponse: MessageSchema = {
  name: 'DescribeClusterResponse',
  kind: 'response',
  apiKey: 60,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Answer to DescribeCluster.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'errorMessage',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'More about the error for people; null if there is none.',
    },
    { name: 'endpointType', type: 'int8', versions: '1+', default: 1 },
    { name: 'clusterId', type: 'string', versions: '0+', about: 'Id of the cluster.' },
    {
      name: 'controllerId',
      type: 'int32',
      versions: '0+',
      default: -1,
      entityType: 'brokerId',
      about: 'Broker or node that is the controller; -1 if unknown.',
    },
    {
      name: 'brokers',
      type: '[]DescribeClusterBroker',
      versions: '0+',
      fields: [
        { name: 'brokerId', type: 'int32', versions: '0+', mapKey: true, entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '0+', about: 'Host name or address.' },
        { name: 'port', type: 'int32', versions: '0+' },
        {
          name: 'rack',
          type: 'string',
          versions: '0+',
          nullable: '0+',
          default: null,
          about: 'Where the node stands, as its operator named it; null if it did not.',
        },
        {
          name: 'isFenced',
          type: 'bool',
          versions: '2+',
          about: 'The node is registered and may lead nothing.',
        },
      ],
    },
    {
      name: 'clusterAuthorizedOperations',
      type: 'int32',
      versions: '0+',
      default: -2147483648,
      about: 'Bits of what the asker may do; -2147483648 if that was not asked for.',
    },
  ],
}
