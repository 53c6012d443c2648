/**
 * OffsetDeleteResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetDeleteResponse: MessageSchema = {
  name: 'OffsetDeleteResponse',
  kind: 'response',
  apiKey: 47,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'OffsetDeleteResponse',
  fields: [
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'throttleTimeMs', type: 'int32', versions: '0+', ignorable: true },
    {
      name: 'topics',
      type: '[]OffsetDeleteResponseTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]OffsetDeleteResponsePartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+', mapKey: true },
            { name: 'errorCode', type: 'int16', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
