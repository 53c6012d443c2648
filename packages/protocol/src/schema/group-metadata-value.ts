/**
 * GroupMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const groupMetadataValue: MessageSchema = {
  name: 'GroupMetadataValue',
  kind: 'coordinator-value',
  apiKey: 2,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'GroupMetadataValue',
  fields: [
    { name: 'protocolType', type: 'string', versions: '0+' },
    { name: 'generation', type: 'int32', versions: '0+' },
    { name: 'protocol', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'leader', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'currentStateTimestamp', type: 'int64', versions: '2+', default: -1, ignorable: true },
    { name: 'members', type: '[]MemberMetadata', versions: '0+' },
  ],
  structs: [
    {
      name: 'MemberMetadata',
      versions: '0+',
      fields: [
        { name: 'memberId', type: 'string', versions: '0+' },
        {
          name: 'groupInstanceId',
          type: 'string',
          versions: '3+',
          nullable: '3+',
          default: null,
          ignorable: true,
        },
        { name: 'clientId', type: 'string', versions: '0+' },
        { name: 'clientHost', type: 'string', versions: '0+' },
        { name: 'rebalanceTimeout', type: 'int32', versions: '1+', default: -1, ignorable: true },
        { name: 'sessionTimeout', type: 'int32', versions: '0+' },
        { name: 'subscription', type: 'bytes', versions: '0+' },
        { name: 'assignment', type: 'bytes', versions: '0+' },
      ],
    },
  ],
}
