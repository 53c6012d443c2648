/**
 * Response: OffsetForLeaderEpochResponse, its fields and versions as data.
 * Answer to OffsetForLeaderEpoch.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetForLeaderEpochResponse: MessageSchema = {
  name: 'OffsetForLeaderEpochResponse',
  kind: 'response',
  apiKey: 23,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'Answer to OffsetForLeaderEpoch.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '2+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'topics',
      type: '[]OffsetForLeaderTopicResult',
      versions: '0+',
      fields: [
        { name: 'topic', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]EpochEndOffset',
          versions: '0+',
          fields: [
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
            { name: 'partition', type: 'int32', versions: '0+' },
            {
              name: 'leaderEpoch',
              type: 'int32',
              versions: '1+',
              default: -1,
              ignorable: true,
              about: 'Number of the leadership; -1 where it is unknown.',
            },
            { name: 'endOffset', type: 'int64', versions: '0+', default: -1, about: 'Exclusive.' },
          ],
        },
      ],
    },
  ],
}
