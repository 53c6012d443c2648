/**
 * Response: OffsetDeleteResponse, its fields and versions as data.
 * Answer to OffsetDelete.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetDeleteResponse: MessageSchema = {
  name: 'OffsetDeleteResponse',
  kind: 'response',
  apiKey: 47,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Answer to OffsetDelete.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
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
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
          ],
        },
      ],
    },
  ],
}
