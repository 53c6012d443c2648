/**
 * StreamsGroupTopologyKey.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTopologyKey: MessageSchema = {
  name: 'StreamsGroupTopologyKey',
  kind: 'coordinator-key',
  apiKey: 23,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'StreamsGroupTopologyKey',
  fields: [{ name: 'groupId', type: 'string', versions: '0+' }],
}
