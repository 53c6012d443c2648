/**
 * Response: LeaveGroupResponse, its fields and versions as data.
 * Answer to LeaveGroup.
 */
import type { MessageSchema } from './message-schema.js'

export const leaveGroupResponse: MessageSchema = {
  name: 'LeaveGroupResponse',
  kind: 'response',
  apiKey: 13,
  validVersions: '0-5',
  flexibleVersions: '4+',
  about: 'Answer to LeaveGroup.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '1+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'members',
      type: '[]MemberResponse',
      versions: '3+',
      fields: [
        {
          name: 'memberId',
          type: 'string',
          versions: '3+',
          about: 'Id that the coordinator knows the member by.',
        },
        {
          name: 'groupInstanceId',
          type: 'string',
          versions: '3+',
          nullable: '3+',
          about: 'Fixed name of a static member (KIP-345); null for a dynamic one.',
        },
        {
          name: 'errorCode',
          type: 'int16',
          versions: '3+',
          about: '0 for success, else a code of the error table.',
        },
      ],
    },
  ],
}
