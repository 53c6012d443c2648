/**
 * Response: ListOffsetsResponse, its fields and versions as data.
 * Answer to ListOffsets.
 */
import type { MessageSchema } from './message-schema.js'

export const listOffsetsResponse: MessageSchema = {
  name: 'ListOffsetsResponse',
  kind: 'response',
  apiKey: 2,
  validVersions: '0-11',
  flexibleVersions: '6+',
  about: 'Answer to ListOffsets.',
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
      type: '[]ListOffsetsTopicResponse',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]ListOffsetsPartitionResponse',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
            {
              name: 'oldStyleOffsets',
              type: '[]int64',
              versions: '0',
              about: 'Offsets from the newest down, as version 0 returns them.',
            },
            {
              name: 'timestamp',
              type: 'int64',
              versions: '1+',
              default: -1,
              about: 'Milliseconds, or one of the special values below 0.',
            },
            {
              name: 'offset',
              type: 'int64',
              versions: '1+',
              default: -1,
              about: 'A position in the partition.',
            },
            {
              name: 'leaderEpoch',
              type: 'int32',
              versions: '4+',
              default: -1,
              about: 'Number of the leadership; -1 where it is unknown.',
            },
          ],
        },
      ],
    },
  ],
}
