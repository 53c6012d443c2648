/**
 * Request: SyncGroupRequest, its fields and versions as data.
 * Brings the leader's assignment to the coordinator, and each member its share.
 */
import type { MessageSchema } from './message-schema.js'

export const syncGroupRequest: MessageSchema = {
  name: 'SyncGroupRequest',
  kind: 'request',
  apiKey: 14,
  validVersions: '0-5',
  flexibleVersions: '4+',
  about: "Brings the leader's assignment to the coordinator, and each member its share.",
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    {
      name: 'generationId',
      type: 'int32',
      versions: '0+',
      about: 'Generation of the group, which grows with every rebalance; -1 for none.',
    },
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
      about: 'Fixed name of a static member (KIP-345); null for a dynamic one.',
    },
    {
      name: 'protocolType',
      type: 'string',
      versions: '5+',
      nullable: '5+',
      default: null,
      ignorable: true,
      about: 'Kind of group, such as consumer or connect.',
    },
    {
      name: 'protocolName',
      type: 'string',
      versions: '5+',
      nullable: '5+',
      default: null,
      ignorable: true,
      about: 'Assignment protocol that was chosen.',
    },
    {
      name: 'assignments',
      type: '[]SyncGroupRequestAssignment',
      versions: '0+',
      fields: [
        {
          name: 'memberId',
          type: 'string',
          versions: '0+',
          about: 'Id that the coordinator knows the member by.',
        },
        { name: 'assignment', type: 'bytes', versions: '0+', about: 'Opaque to the coordinator.' },
      ],
    },
  ],
}
