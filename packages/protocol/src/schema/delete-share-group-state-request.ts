/**
 * Request: DeleteShareGroupStateRequest, its fields and versions as data.
 * Deletes the stored state of share partitions.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteShareGroupStateRequest: MessageSchema = {
  name: 'DeleteShareGroupStateRequest',
  kind: 'request',
  apiKey: 86,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Deletes the stored state of share partitions.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    {
      name: 'topics',
      type: '[]DeleteStateData',
      versions: '0+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [{ name: 'partition', type: 'int32', versions: '0+' }],
        },
      ],
    },
  ],
}
