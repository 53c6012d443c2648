/**
 * DefaultPrincipalData.
 */
import type { MessageSchema } from './message-schema.js'

export const defaultPrincipalData: MessageSchema = {
  name: 'DefaultPrincipalData',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'DefaultPrincipalData',
  fields: [
    { name: 'type', type: 'string', versions: '0+' },
    { name: 'name', type: 'string', versions: '0+' },
    { name: 'tokenAuthenticated', type: 'bool', versions: '0+' },
  ],
}
