/**
 * NoOpRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const noOpRecord: MessageSchema = {
  name: 'NoOpRecord',
  kind: 'metadata',
  apiKey: 20,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'NoOpRecord',
  fields: [],
}
