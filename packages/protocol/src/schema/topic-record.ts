/**
 * TopicRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const topicRecord: MessageSchema = {
  name: 'TopicRecord',
  kind: 'metadata',
  apiKey: 2,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'TopicRecord',
  fields: [
    { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
    { name: 'topicId', type: 'uuid', versions: '0+' },
  ],
}
