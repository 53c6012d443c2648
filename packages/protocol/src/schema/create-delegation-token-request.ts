/**
 * Request: CreateDelegationTokenRequest, its fields and versions as data.
 * Creates a delegation token (KIP-48).
 */
import type { MessageSchema } from './message-schema.js'

export const createDelegationTokenRequest: MessageSchema = {
  name: 'CreateDelegationTokenRequest',
  kind: 'request',
  apiKey: 38,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Creates a delegation token (KIP-48).',
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
