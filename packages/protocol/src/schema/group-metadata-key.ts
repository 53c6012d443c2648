/**
 * GroupMetadataKey.
 */
import type { MessageSchema } from './message-schema.js'

export const groupMetadataKey: MessageSchema = {
  name: 'GroupMetadataKey',
  kind: 'coordinator-key',
  apiKey: 2,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'GroupMetadataKey',
  fields: [{ name: 'group', type: 'string', versions: '0+' }],
}
