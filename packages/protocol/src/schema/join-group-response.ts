/**
 * Response: JoinGroupResponse, its fields and versions as data.
 * Answer to JoinGroup.
 */
import type { MessageSchema } from './message-schema.js'

export const joinGroupResponse: MessageSchema = {
  name: 'JoinGroupResponse',
  kind: 'response',
  apiKey: 11,
  validVersions: '0-9',
  flexibleVersions: '6+',
  about: 'Answer to JoinGroup.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '2+',
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
      name: 'generationId',
      type: 'int32',
      versions: '0+',
      default: -1,
      about: 'Generation of the group, which grows with every rebalance; -1 for none.',
    },
    {
      name: 'protocolType',
      type: 'string',
      versions: '7+',
      nullable: '7+',
      default: null,
      ignorable: true,
      about: 'Kind of group, such as consumer or connect.',
    },
    {
      name: 'protocolName',
      type: 'string',
      versions: '0+',
      nullable: '7+',
      about: 'Assignment protocol that was chosen.',
    },
    {
      name: 'leader',
      type: 'string',
      versions: '0+',
      about: 'Member id of the leader, who makes the assignment.',
    },
    {
      name: 'skipAssignment',
      type: 'bool',
      versions: '9+',
      about: 'The leader keeps the assignment that exists.',
    },
    {
      name: 'memberId',
      type: 'string',
      versions: '0+',
      about: 'Id that the coordinator knows the member by.',
    },
    {
      name: 'members',
      type: '[]JoinGroupResponseMember',
      versions: '0+',
      fields: [
        {
          name: 'memberId',
          type: 'string',
          versions: '0+',
          about: 'Id that the coordinator knows the member by.',
        },
        {
          name: 'groupInstanceId',
          type: 'string',
          versions: '5+',
          nullable: '5+',
          default: null,
          ignorable: true,
          about: 'Fixed name of a static member (KIP-345); null for a dynamic one.',
        },
        { name: 'metadata', type: 'bytes', versions: '0+', about: 'Opaque to the coordinator.' },
      ],
    },
  ],
}
