/**
 * AlterShareGroupOffsetsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const alterShareGroupOffsetsResponse: MessageSchema = {
  name: 'AlterShareGroupOffsetsResponse',
  kind: 'response',
  apiKey: 91,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'AlterShareGroupOffsetsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
    {
      name: 'responses',
      type: '[]AlterShareGroupOffsetsResponseTopic',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'topicId', type: 'uuid', versions: '0+' },
        {
          name: 'partitions',
          type: '[]AlterShareGroupOffsetsResponsePartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'errorCode', type: 'int16', versions: '0+' },
            { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
          ],
        },
      ],
    },
  ],
}
