/**
 * DescribeLogDirsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const describeLogDirsRequest: MessageSchema = {
  name: 'DescribeLogDirsRequest',
  kind: 'request',
  apiKey: 35,
  validVersions: '0-5',
  flexibleVersions: '2+',
  about: 'DescribeLogDirsRequest',
  fields: [
    {
      name: 'topics',
      type: '[]DescribableLogDirTopic',
      versions: '0+',
      nullable: '0+',
      fields: [
        { name: 'topic', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
