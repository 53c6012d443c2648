/**
 * LeaveGroupResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const leaveGroupResponse: MessageSchema = {
  name: 'LeaveGroupResponse',
  kind: 'response',
  apiKey: 13,
  validVersions: '0-5',
  flexibleVersions: '4+',
  about: 'LeaveGroupResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '1+', ignorable: true },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    {
      name: 'members',
      type: '[]MemberResponse',
      versions: '3+',
      fields: [
        { name: 'memberId', type: 'string', versions: '3+' },
        { name: 'groupInstanceId', type: 'string', versions: '3+', nullable: '3+' },
        { name: 'errorCode', type: 'int16', versions: '3+' },
      ],
    },
  ],
}
