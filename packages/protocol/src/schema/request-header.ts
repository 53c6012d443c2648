/**
 * Header: RequestHeader, its fields and versions as data.
 * What stands before every request.
 */
import type { MessageSchema } from './message-schema.js'

export const requestHeader: MessageSchema = {
  name: 'RequestHeader',
  kind: 'header',
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'What stands before every request.',
  fields: [
    { name: 'requestApiKey', type: 'int16', versions: '0+' },
    { name: 'requestApiVersion', type: 'int16', versions: '0+' },
    { name: 'correlationId', type: 'int32', versions: '0+' },
    { name: 'clientId', type: 'string', versions: '1+', nullable: '1+', flexible: 'none' },
  ],
}
