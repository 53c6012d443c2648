/**
 * OffsetForLeaderEpochRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetForLeaderEpochRequest: MessageSchema = {
  name: 'OffsetForLeaderEpochRequest',
  kind: 'request',
  apiKey: 23,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'OffsetForLeaderEpochRequest',
  fields: [
    {
      name: 'replicaId',
      type: 'int32',
      versions: '3+',
      default: -2,
      ignorable: true,
      entityType: 'brokerId',
    },
    {
      name: 'topics',
      type: '[]OffsetForLeaderTopic',
      versions: '0+',
      fields: [
        { name: 'topic', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]OffsetForLeaderPartition',
          versions: '0+',
          fields: [
            { name: 'partition', type: 'int32', versions: '0+' },
            { name: 'currentLeaderEpoch', type: 'int32', versions: '2+', default: -1, ignorable: true },
            { name: 'leaderEpoch', type: 'int32', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
