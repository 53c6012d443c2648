/**
 * Request: LeaveGroupRequest, its fields and versions as data.
 * Removes members from a classic group.
 */
import type { MessageSchema } from './message-schema.js'

export const leaveGroupRequest: MessageSchema = {
  name: 'LeaveGroupRequest',
  kind: 'request',
  apiKey: 13,
  validVersions: '0-5',
  flexibleVersions: '4+',
  about: 'Removes members from a classic group.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    {
      name: 'memberId',
      type: 'string',
      versions: '0-2',
      about: 'Id that the coordinator knows the member by.',
    },
    {
      name: 'members',
      type: '[]MemberIdentity',
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
          default: null,
          about: 'Fixed name of a static member (KIP-345); null for a dynamic one.',
        },
        { name: 'reason', type: 'string', versions: '5+', nullable: '5+', default: null, ignorable: true },
      ],
    },
  ],
}
