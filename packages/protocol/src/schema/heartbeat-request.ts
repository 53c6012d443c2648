/**
 * Request: HeartbeatRequest, its fields and versions as data.
 * Keeps a member of a classic group alive and learns of rebalances.
 */
import type { MessageSchema } from './message-schema.js'

export const heartbeatRequest: MessageSchema = {
  name: 'HeartbeatRequest',
  kind: 'request',
  apiKey: 12,
  validVersions: '0-4',
  flexibleVersions: '4+',
  about: 'Keeps a member of a classic group alive and learns of rebalances.',
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
  ],
}
