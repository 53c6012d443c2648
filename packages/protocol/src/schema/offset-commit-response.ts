/**
 * Response: OffsetCommitResponse, its fields and versions as data.
 * Answer to OffsetCommit.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetCommitResponse: MessageSchema = {
  name: 'OffsetCommitResponse',
  kind: 'response',
  apiKey: 8,
  validVersions: '0-10',
  flexibleVersions: '8+',
  about: 'Answer to OffsetCommit.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '3+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'topics',
      type: '[]OffsetCommitResponseTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0-9', ignorable: true, entityType: 'topicName' },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '10+',
          ignorable: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'partitions',
          type: '[]OffsetCommitResponsePartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
          ],
        },
      ],
    },
  ],
}
