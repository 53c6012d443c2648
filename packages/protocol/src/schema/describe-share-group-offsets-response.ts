/**
 * Response: DescribeShareGroupOffsetsResponse, its fields and versions as data.
 * Answer to DescribeShareGroupOffsets.
 */
import type { MessageSchema } from './message-schema.js'

export const describeShareGroupOffsetsResponse: MessageSchema = {
  name: 'DescribeShareGroupOffsetsResponse',
  kind: 'response',
  apiKey: 90,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Answer to DescribeShareGroupOffsets.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'groups',
      type: '[]DescribeShareGroupOffsetsResponseGroup',
      versions: '0+',
      fields: [
        { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
        {
          name: 'topics',
          type: '[]DescribeShareGroupOffsetsResponseTopic',
          versions: '0+',
          fields: [
            { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
            {
              name: 'topicId',
              type: 'uuid',
              versions: '0+',
              about: 'Id of the topic; the zero uuid where it is unknown.',
            },
            {
              name: 'partitions',
              type: '[]DescribeShareGroupOffsetsResponsePartition',
              versions: '0+',
              fields: [
                { name: 'partitionIndex', type: 'int32', versions: '0+' },
                { name: 'startOffset', type: 'int64', versions: '0+', about: 'First offset concerned.' },
                {
                  name: 'leaderEpoch',
                  type: 'int32',
                  versions: '0+',
                  about: 'Number of the leadership; -1 where it is unknown.',
                },
                {
                  name: 'lag',
                  type: 'int64',
                  versions: '1+',
                  default: -1,
                  ignorable: true,
                  about: 'Records that the replica lacks; -1 if unknown.',
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
              ],
            },
          ],
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
      ],
    },
  ],
}
