/**
 * OffsetForLeaderEpochResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetForLeaderEpochResponse: MessageSchema = {
  name: 'OffsetForLeaderEpochResponse',
  kind: 'response',
  apiKey: 23,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'OffsetForLeaderEpochResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '2+', ignorable: true },
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
            { name: 'errorCode', type: 'int16', versions: '0+' },
            { name: 'partition', type: 'int32', versions: '0+' },
            { name: 'leaderEpoch', type: 'int32', versions: '1+', default: -1, ignorable: true },
            { name: 'endOffset', type: 'int64', versions: '0+', default: -1 },
          ],
        },
      ],
    },
  ],
}
