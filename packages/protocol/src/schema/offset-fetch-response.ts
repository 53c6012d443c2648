/**
 * Response: OffsetFetchResponse, its fields and versions as data.
 * Answer to OffsetFetch.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetFetchResponse: MessageSchema = {
  name: 'OffsetFetchResponse',
  kind: 'response',
  apiKey: 9,
  validVersions: '0-10',
  flexibleVersions: '6+',
  about: 'Answer to OffsetFetch.',
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
      type: '[]OffsetFetchResponseTopic',
      versions: '0-7',
      fields: [
        { name: 'name', type: 'string', versions: '0-7', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]OffsetFetchResponsePartition',
          versions: '0-7',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0-7' },
            {
              name: 'committedOffset',
              type: 'int64',
              versions: '0-7',
              about: 'Offset of the record to read next.',
            },
            {
              name: 'committedLeaderEpoch',
              type: 'int32',
              versions: '5-7',
              default: -1,
              ignorable: true,
              about: 'Leader epoch of the record read last; -1 if unknown.',
            },
            {
              name: 'metadata',
              type: 'string',
              versions: '0-7',
              nullable: '0-7',
              about: 'Text that the member attached to the commit.',
            },
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0-7',
              about: '0 for success, else a code of the error table.',
            },
          ],
        },
      ],
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '2-7',
      ignorable: true,
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'groups',
      type: '[]OffsetFetchResponseGroup',
      versions: '8+',
      fields: [
        { name: 'groupId', type: 'string', versions: '8+', entityType: 'groupId' },
        {
          name: 'topics',
          type: '[]OffsetFetchResponseTopics',
          versions: '8+',
          fields: [
            { name: 'name', type: 'string', versions: '8-9', ignorable: true, entityType: 'topicName' },
            {
              name: 'topicId',
              type: 'uuid',
              versions: '10+',
              ignorable: true,
              about: 'Id of the topic; the zero uuid where it is unknown.',
            },
            {
              name: 'partitions',
              type: '[]OffsetFetchResponsePartitions',
              versions: '8+',
              fields: [
                { name: 'partitionIndex', type: 'int32', versions: '8+' },
                {
                  name: 'committedOffset',
                  type: 'int64',
                  versions: '8+',
                  about: 'Offset of the record to read next.',
                },
                {
                  name: 'committedLeaderEpoch',
                  type: 'int32',
                  versions: '8+',
                  default: -1,
                  ignorable: true,
                  about: 'Leader epoch of the record read last; -1 if unknown.',
                },
                {
                  name: 'metadata',
                  type: 'string',
                  versions: '8+',
                  nullable: '8+',
                  about: 'Text that the member attached to the commit.',
                },
                {
                  name: 'errorCode',
                  type: 'int16',
                  versions: '8+',
                  about: '0 for success, else a code of the error table.',
                },
              ],
            },
          ],
        },
        {
          name: 'errorCode',
          type: 'int16',
          versions: '8+',
          about: '0 for success, else a code of the error table.',
        },
      ],
    },
  ],
}
