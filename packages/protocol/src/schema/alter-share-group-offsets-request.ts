/**
 * Request: AlterShareGroupOffsetsRequest, its fields and versions as data.
 * Sets how far a share group has read.
 */
import type { MessageSchema } from './message-schema.js'

export const alterShareGroupOffsetsRequest: MessageSchema = {
  name: 'AlterShareGroupOffsetsRequest',
  kind: 'request',
  apiKey: 91,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Sets how far a share group has read.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    {
      name: 'topics',
      type: '[]AlterShareGroupOffsetsRequestTopic',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]AlterShareGroupOffsetsRequestPartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'startOffset', type: 'int64', versions: '0+', about: 'First offset concerned.' },
          ],
        },
      ],
    },
  ],
}
