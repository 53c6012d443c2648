/**
 * Request: OffsetForLeaderEpochRequest, its fields and versions as data.
 * Asks where a leader epoch ends, so that a follower or consumer can see divergence (KIP-101, KIP-320).
 */
import type { MessageSchema } from './message-schema.js'

export const offsetForLeaderEpochRequest: MessageSchema = {
  name: 'OffsetForLeaderEpochRequest',
  kind: 'request',
  apiKey: 23,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about:
    'Asks where a leader epoch ends, so that a follower or consumer can see divergence (KIP-101, KIP-320).',
  fields: [
    {
      name: 'replicaId',
      type: 'int32',
      versions: '3+',
      default: -2,
      ignorable: true,
      entityType: 'brokerId',
      about: 'Broker id of a follower; -1 for a consumer.',
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
            {
              name: 'currentLeaderEpoch',
              type: 'int32',
              versions: '2+',
              default: -1,
              ignorable: true,
              about: 'Leader epoch that the sender believes in; -1 asks for no check.',
            },
            {
              name: 'leaderEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Number of the leadership; -1 where it is unknown.',
            },
          ],
        },
      ],
    },
  ],
}
