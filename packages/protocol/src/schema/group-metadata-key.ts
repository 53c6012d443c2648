/**
 * Key of a coordinator record: GroupMetadataKey, its fields and versions as data.
 * Names a classic group.
 */
import type { MessageSchema } from './message-schema.js'

export const groupMetadataKey: MessageSchema = {
  name: 'GroupMetadataKey',
  kind: 'coordinator-key',
  apiKey: 2,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names a classic group.',
  fields: [{ name: 'group', type: 'string', versions: '0+' }],
}
