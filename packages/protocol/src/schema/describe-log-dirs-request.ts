/**
 * Request: DescribeLogDirsRequest, its fields and versions as data.
 * Asks for a broker's log directories and the sizes of what lies in them.
 */
import type { MessageSchema } from './message-schema.js'

export const describeLogDirsRequest: MessageSchema = {
  name: 'DescribeLogDirsRequest',
  kind: 'request',
  apiKey: 35,
  validVersions: '0-5',
  flexibleVersions: '2+',
  about: "Asks for a broker's log directories and the sizes of what lies in them.",
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
