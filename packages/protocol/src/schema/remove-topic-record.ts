/**
 * RemoveTopicRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const removeTopicRecord: MessageSchema = {
  name: 'RemoveTopicRecord',
  kind: 'metadata',
  apiKey: 9,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'RemoveTopicRecord',
  fields: [{ name: 'topicId', type: 'uuid', versions: '0+' }],
}
