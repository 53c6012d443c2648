/**
 * DescribeShareGroupOffsetsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const describeShareGroupOffsetsResponse: MessageSchema = {
  name: 'DescribeShareGroupOffsetsResponse',
  kind: 'response',
  apiKey: 90,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'DescribeShareGroupOffsetsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
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
            { name: 'topicId', type: 'uuid', versions: '0+' },
            {
              name: 'partitions',
              type: '[]DescribeShareGroupOffsetsResponsePartition',
              versions: '0+',
              fields: [
                { name: 'partitionIndex', type: 'int32', versions: '0+' },
                { name: 'startOffset', type: 'int64', versions: '0+' },
                { name: 'leaderEpoch', type: 'int32', versions: '0+' },
                { name: 'lag', type: 'int64', versions: '1+', default: -1, ignorable: true },
                { name: 'errorCode', type: 'int16', versions: '0+' },
                { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
              ],
            },
          ],
        },
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
      ],
    },
  ],
}
