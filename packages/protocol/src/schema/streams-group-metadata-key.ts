/**
 * StreamsGroupMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupMetadataKey: MessageSchema = {
  name: 'StreamsGroupMetadataKey',
  kind: 'coordinator-key',
  apiKey: 17,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'StreamsGroupMetadataKey',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
