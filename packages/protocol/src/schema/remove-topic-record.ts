/**
 * Record of the metadata log: RemoveTopicRecord, its fields and versions as data.
 * A topic is gone.
 */
import type { MessageSchema } from './message-schema.js'

export const removeTopicRecord: MessageSchema = {
  name: 'RemoveTopicRecord',
  kind: 'metadata',
  apiKey: 9,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A topic is gone.',
  fields: [
    {
      name: 'topicId',
      type: 'uuid',
      versions: '0+',
      about: 'Id of the topic; the zero uuid where it is unknown.',
    },
  ],
}
