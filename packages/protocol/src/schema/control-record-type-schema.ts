/**
 * Data: ControlRecordTypeSchema, its fields and versions as data.
 * Key of a control record: its type.
 */
import type { MessageSchema } from './message-schema.js'

export const controlRecordTypeSchema: MessageSchema = {
  name: 'ControlRecordTypeSchema',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Key of a control record: its type.',
  fields: [{ name: 'type', type: 'int16', versions: '0+' }],
}
