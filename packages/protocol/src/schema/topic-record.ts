/**
 * Record of the metadata log: TopicRecord, its fields and versions as data.
 * A topic exists.
 */
import type { MessageSchema } from './message-schema.js'

export const topicRecord: MessageSchema = {
  name: 'TopicRecord',
  kind: 'metadata',
  apiKey: 2,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A topic exists.',
  fields: [
    { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
    {
      name: 'topicId',
      type: 'uuid',
      versions: '0+',
      about: 'Id of the topic; the zero uuid where it is unknown.',
    },
  ],
}
