/**
 * LeaveGroupRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const leaveGroupRequest: MessageSchema = {
  name: 'LeaveGroupRequest',
  kind: 'request',
  apiKey: 13,
  validVersions: '0-5',
  flexibleVersions: '4+',
  about: 'LeaveGroupRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    { name: 'memberId', type: 'string', versions: '0-2' },
    {
      name: 'members',
      type: '[]MemberIdentity',
      versions: '3+',
      fields: [
        { name: 'memberId', type: 'string', versions: '3+' },
        { name: 'groupInstanceId', type: 'string', versions: '3+', nullable: '3+', default: null },
        { name: 'reason', type: 'string', versions: '5+', nullable: '5+', default: null, ignorable: true },
      ],
    },
  ],
}
