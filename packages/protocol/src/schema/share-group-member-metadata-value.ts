/**
 * Value of a coordinator record: ShareGroupMemberMetadataValue, its fields and versions as data.
 * What a member of a share group said of itself.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupMemberMetadataValue: MessageSchema = {
  name: 'ShareGroupMemberMetadataValue',
  kind: 'coordinator-value',
  apiKey: 10,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'What a member of a share group said of itself.',
  fields: [
    {
      name: 'rackId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Where the sender stands, as its operator named it; empty or null if it did not.',
    },
    { name: 'clientId', type: 'string', versions: '0+' },
    { name: 'clientHost', type: 'string', versions: '0+' },
    {
      name: 'subscribedTopicNames',
      type: '[]string',
      versions: '0+',
      about: 'Topics that the member reads.',
    },
  ],
}
