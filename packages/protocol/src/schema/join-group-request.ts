/**
 * JoinGroupRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const joinGroupRequest: MessageSchema = {
  name: 'JoinGroupRequest',
  kind: 'request',
  apiKey: 11,
  validVersions: '0-9',
  flexibleVersions: '6+',
  about: 'JoinGroupRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    { name: 'sessionTimeoutMs', type: 'int32', versions: '0+' },
    { name: 'rebalanceTimeoutMs', type: 'int32', versions: '1+', default: -1, ignorable: true },
    { name: 'memberId', type: 'string', versions: '0+' },
    { name: 'groupInstanceId', type: 'string', versions: '5+', nullable: '5+', default: null },
    { name: 'protocolType', type: 'string', versions: '0+' },
    {
      name: 'protocols',
      type: '[]JoinGroupRequestProtocol',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true },
        { name: 'metadata', type: 'bytes', versions: '0+' },
      ],
    },
    { name: 'reason', type: 'string', versions: '8+', nullable: '8+', default: null, ignorable: true },
  ],
}
