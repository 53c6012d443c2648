/**
 * Request: DeleteShareGroupOffsetsRequest, its fields and versions as data.
 * Deletes how far a share group has read.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteShareGroupOffsetsRequest: MessageSchema = {
  name: 'DeleteShareGroupOffsetsRequest',
  kind: 'request',
  apiKey: 92,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Deletes how far a share group has read.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    {
      name: 'topics',
      type: '[]DeleteShareGroupOffsetsRequestTopic',
      versions: '0+',
      fields: [{ name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' }],
    },
  ],
}
