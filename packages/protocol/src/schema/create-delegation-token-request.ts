/**
 * CreateDelegationTokenRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const createDelegationTokenRequest: MessageSchema = {
  name: 'CreateDelegationTokenRequest',
  kind: 'request',
  apiKey: 38,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'CreateDelegationTokenRequest',
  fields: [
    { name: 'ownerPrincipalType', type: 'string', versions: '3+', nullable: '3+' },
    { name: 'ownerPrincipalName', type: 'string', versions: '3+', nullable: '3+' },
    {
      name: 'renewers',
      type: '[]CreatableRenewers',
      versions: '0+',
      fields: [
        { name: 'principalType', type: 'string', versions: '0+' },
        { name: 'principalName', type: 'string', versions: '0+' },
      ],
    },
    { name: 'maxLifetimeMs', type: 'int64', versions: '0+' },
  ],
}
