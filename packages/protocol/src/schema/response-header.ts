/**
 * ResponseHeader.
 */
import type { MessageSchema } from './message-schema.js'

export const responseHeader: MessageSchema = {
  name: 'ResponseHeader',
  kind: 'header',
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'ResponseHeader',
  fields: [{ name: 'correlationId', type: 'int32', versions: '0+' }],
}
