/**
 * Key of a coordinator record: StreamsGroupTopologyKey, its fields and versions as data.
 * Names the topology of a streams group.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTopologyKey: MessageSchema = {
  name: 'StreamsGroupTopologyKey',
  kind: 'coordinator-key',
  apiKey: 23,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the topology of a streams group.',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
