/**
 * Value of a coordinator record: GroupMetadataValue, its fields and versions as data.
 * A classic group's generation and members with their assignments.
 */
import type { MessageSchema } from './message-schema.js'

export const groupMetadataValue: MessageSchema = {
  name: 'GroupMetadataValue',
  kind: 'coordinator-value',
  apiKey: 2,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: "A classic group's generation and members with their assignments.",
  fields: [
    {
      name: 'protocolType',
      type: 'string',
      versions: '0+',
      about: 'Kind of group, such as consumer or connect.',
    },
    { name: 'generation', type: 'int32', versions: '0+', about: 'Generation of the group.' },
    { name: 'protocol', type: 'string', versions: '0+', nullable: '0+' },
    {
      name: 'leader',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Member id of the leader, who makes the assignment.',
    },
    { name: 'currentStateTimestamp', type: 'int64', versions: '2+', default: -1, ignorable: true },
    { name: 'members', type: '[]MemberMetadata', versions: '0+' },
  ],
  structs: [
    {
      name: 'MemberMetadata',
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
          versions: '3+',
          nullable: '3+',
          default: null,
          ignorable: true,
          about: 'Fixed name of a static member (KIP-345); null for a dynamic one.',
        },
        { name: 'clientId', type: 'string', versions: '0+' },
        { name: 'clientHost', type: 'string', versions: '0+' },
        { name: 'rebalanceTimeout', type: 'int32', versions: '1+', default: -1, ignorable: true },
        { name: 'sessionTimeout', type: 'int32', versions: '0+' },
        { name: 'subscription', type: 'bytes', versions: '0+' },
        { name: 'assignment', type: 'bytes', versions: '0+', about: 'Opaque to the coordinator.' },
      ],
    },
  ],
}
