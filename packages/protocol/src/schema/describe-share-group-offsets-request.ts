/**
 * Request: DescribeShareGroupOffsetsRequest, its fields and versions as data.
 * Asks how far share groups have read.
 */
import type { MessageSchema } from './message-schema.js'

export const describeShareGroupOffsetsRequest: MessageSchema = {
  name: 'DescribeShareGroupOffsetsRequest',
  kind: 'request',
  apiKey: 90,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Asks how far share groups have read.',
  fields: [
    {
      name: 'groups',
      type: '[]DescribeShareGroupOffsetsRequestGroup',
      versions: '0+',
      fields: [
        { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
        {
          name: 'topics',
          type: '[]DescribeShareGroupOffsetsRequestTopic',
          versions: '0+',
          nullable: '0+',
          fields: [
            { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
            { name: 'partitions', type: '[]int32', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
