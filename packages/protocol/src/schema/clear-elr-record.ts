/**
 * ClearElrRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const clearElrRecord: MessageSchema = {
  name: 'ClearElrRecord',
  kind: 'metadata',
  apiKey: 28,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ClearElrRecord',
  fields: [{ name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' }],
}
