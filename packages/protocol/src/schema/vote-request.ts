/**
 * VoteRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const voteRequest: MessageSchema = {
  name: 'VoteRequest',
  kind: 'request',
  apiKey: 52,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'VoteRequest',
  fields: [
    { name: 'clusterId', type: 'string', versions: '0+', nullable: '0+', default: null },
    { name: 'voterId', type: 'int32', versions: '1+', default: -1, ignorable: true, entityType: 'brokerId' },
    {
      name: 'topics',
      type: '[]TopicData',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'replicaEpoch', type: 'int32', versions: '0+' },
            { name: 'replicaId', type: 'int32', versions: '0+', entityType: 'brokerId' },
            { name: 'replicaDirectoryId', type: 'uuid', versions: '1+', ignorable: true },
            { name: 'voterDirectoryId', type: 'uuid', versions: '1+', ignorable: true },
            { name: 'lastOffsetEpoch', type: 'int32', versions: '0+' },
            { name: 'lastOffset', type: 'int64', versions: '0+' },
            { name: 'preVote', type: 'bool', versions: '2+' },
          ],
        },
      ],
    },
  ],
}
