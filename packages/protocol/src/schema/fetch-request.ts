/**
 * FetchRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const fetchRequest: MessageSchema = {
  name: 'FetchRequest',
  kind: 'request',
  apiKey: 1,
  validVersions: '0-18',
  flexibleVersions: '12+',
  about: 'FetchRequest',
  fields: [
    {
      name: 'clusterId',
      type: 'string',
      versions: '12+',
      nullable: '12+',
      tagged: '12+',
      tag: 0,
      default: null,
      ignorable: true,
    },
    { name: 'replicaId', type: 'int32', versions: '0-14', default: -1, entityType: 'brokerId' },
    {
      name: 'replicaState',
      type: 'ReplicaState',
      versions: '15+',
      tagged: '15+',
      tag: 1,
      fields: [
        { name: 'replicaId', type: 'int32', versions: '15+', default: -1, entityType: 'brokerId' },
        { name: 'replicaEpoch', type: 'int64', versions: '15+', default: -1 },
      ],
    },
    { name: 'maxWaitMs', type: 'int32', versions: '0+' },
    { name: 'minBytes', type: 'int32', versions: '0+' },
    { name: 'maxBytes', type: 'int32', versions: '3+', default: 2147483647, ignorable: true },
    { name: 'isolationLevel', type: 'int8', versions: '4+', ignorable: true },
    { name: 'sessionId', type: 'int32', versions: '7+', ignorable: true },
    { name: 'sessionEpoch', type: 'int32', versions: '7+', default: -1, ignorable: true },
    {
      name: 'topics',
      type: '[]FetchTopic',
      versions: '0+',
      fields: [
        { name: 'topic', type: 'string', versions: '0-12', ignorable: true, entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '13+', ignorable: true },
        {
          name: 'partitions',
          type: '[]FetchPartition',
          versions: '0+',
          fields: [
            { name: 'partition', type: 'int32', versions: '0+' },
            { name: 'currentLeaderEpoch', type: 'int32', versions: '9+', default: -1, ignorable: true },
            { name: 'fetchOffset', type: 'int64', versions: '0+' },
            { name: 'lastFetchedEpoch', type: 'int32', versions: '12+', default: -1 },
            { name: 'logStartOffset', type: 'int64', versions: '5+', default: -1, ignorable: true },
            { name: 'partitionMaxBytes', type: 'int32', versions: '0+' },
            {
              name: 'replicaDirectoryId',
              type: 'uuid',
              versions: '17+',
              tagged: '17+',
              tag: 0,
              ignorable: true,
            },
            {
              name: 'highWatermark',
              type: 'bigint64',
              versions: '18+',
              tagged: '18+',
              tag: 1,
              default: '9223372036854775807',
              ignorable: true,
            },
          ],
        },
      ],
    },
    {
      name: 'forgottenTopicsData',
      type: '[]ForgottenTopic',
      versions: '7+',
      fields: [
        { name: 'topic', type: 'string', versions: '7-12', ignorable: true, entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '13+', ignorable: true },
        { name: 'partitions', type: '[]int32', versions: '7+' },
      ],
    },
    { name: 'rackId', type: 'string', versions: '11+', ignorable: true },
  ],
}
