/**
 * Header: ResponseHeader, its fields and versions as data.
 * What stands before every response.
 */
import type { MessageSchema } from './message-schema.js'

export const responseHeader: MessageSchema = {
  name: 'ResponseHeader',
  kind: 'header',
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'What stands before every response.',
  fields: [{ name: 'correlationId', type: 'int32', versions: '0+' }],
}
