/**
 * ControlRecordTypeSchema.
 */
import type { MessageSchema } from './message-schema.js'

export const controlRecordTypeSchema: MessageSchema = {
  name: 'ControlRecordTypeSchema',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ControlRecordTypeSchema',
  fields: [{ name: 'type', type: 'int16', versions: '0+' }],
}
