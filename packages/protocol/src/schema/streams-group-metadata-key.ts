/**
 * Key of a coordinator record: StreamsGroupMetadataKey, its fields and versions as data.
 * Names the epoch of a streams group.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupMetadataKey: MessageSchema = {
  name: 'StreamsGroupMetadataKey',
  kind: 'coordinator-key',
  apiKey: 17,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the epoch of a streams group.',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
