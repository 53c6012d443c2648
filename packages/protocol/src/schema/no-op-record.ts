/**
 * Record of the metadata log: NoOpRecord, its fields and versions as data.
 * Changes nothing: it lets the committed end of the metadata log move on.
 */
import type { MessageSchema } from './message-schema.js'

export const noOpRecord: MessageSchema = {
  name: 'NoOpRecord',
  kind: 'metadata',
  apiKey: 20,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Changes nothing: it lets the committed end of the metadata log move on.',
  fields: [],
}
