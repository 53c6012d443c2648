/**
 * Request: DescribeDelegationTokenRequest, its fields and versions as data.
 * Lists delegation tokens.
 */
import type { MessageSchema } from './message-schema.js'

export const describeDelegationTokenRequest: MessageSchema = {
  name: 'DescribeDelegationTokenRequest',
  kind: 'request',
  apiKey: 41,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Lists delegation tokens.',
  fields: [
    {
      name: 'owners',
      type: '[]DescribeDelegationTokenOwner',
      versions: '0+',
      nullable: '0+',
      fields: [
        { name: 'principalType', type: 'string', versions: '0+' },
        { name: 'principalName', type: 'string', versions: '0+' },
      ],
    },
  ],
}
