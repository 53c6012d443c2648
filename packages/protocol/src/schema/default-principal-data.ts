/**
 * Data: DefaultPrincipalData, its fields and versions as data.
 * A principal as a broker forwards it to the controller.
 */
import type { MessageSchema } from './message-schema.js'

export const defaultPrincipalData: MessageSchema = {
  name: 'DefaultPrincipalData',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A principal as a broker forwards it to the controller.',
  fields: [
    { name: 'type', type: 'string', versions: '0+' },
    { name: 'name', type: 'string', versions: '0+' },
    { name: 'tokenAuthenticated', type: 'bool', versions: '0+' },
  ],
}
