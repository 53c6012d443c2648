/**
 * Request: OffsetDeleteRequest, its fields and versions as data.
 * Deletes a group's offsets of partitions.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetDeleteRequest: MessageSchema = {
  name: 'OffsetDeleteRequest',
  kind: 'request',
  apiKey: 47,
  validVersions: '0',
  flexibleVersions: 'none',
  about: "Deletes a group's offsets of partitions.",
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    {
      name: 'topics',
      type: '[]OffsetDeleteRequestTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]OffsetDeleteRequestPartition',
          versions: '0+',
          fields: [{ name: 'partitionIndex', type: 'int32', versions: '0+' }],
        },
      ],
    },
  ],
}
