/**
 * Record of the metadata log: ClearElrRecord, its fields and versions as data.
 * Forgets the eligible leader replicas of one topic, or of all.
 */
import type { MessageSchema } from './message-schema.js'

export const clearElrRecord: MessageSchema = {
  name: 'ClearElrRecord',
  kind: 'metadata',
  apiKey: 28,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Forgets the eligible leader replicas of one topic, or of all.',
  fields: [{ name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' }],
}
