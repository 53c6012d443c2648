/**
 * OffsetCommitResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetCommitResponse: MessageSchema = {
  name: 'OffsetCommitResponse',
  kind: 'response',
  apiKey: 8,
  validVersions: '0-10',
  flexibleVersions: '8+',
  about: 'OffsetCommitResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '3+', ignorable: true },
    {
      name: 'topics',
      type: '[]OffsetCommitResponseTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0-9', ignorable: true, entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '10+', ignorable: true },
        {
          name: 'partitions',
          type: '[]OffsetCommitResponsePartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'errorCode', type: 'int16', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
