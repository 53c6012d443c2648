/**
 * Request: ShareGroupHeartbeatRequest, its fields and versions as data.
 * Joins, keeps and leaves a share group (KIP-932).
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupHeartbeatRequest: MessageSchema = {
  name: 'ShareGroupHeartbeatRequest',
  kind: 'request',
  apiKey: 76,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Joins, keeps and leaves a share group (KIP-932).',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    {
      name: 'memberId',
      type: 'string',
      versions: '0+',
      about: 'Id that the coordinator knows the member by.',
    },
    {
      name: 'memberEpoch',
      type: 'int32',
      versions: '0+',
      about: 'Group epoch that the member has reached; 0 joins, -1 leaves.',
    },
    {
      name: 'rackId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Where the sender stands, as its operator named it; empty or null if it did not.',
    },
    {
      name: 'subscribedTopicNames',
      type: '[]string',
      versions: '0+',
      nullable: '0+',
      default: null,
      entityType: 'topicName',
      about: 'Topics that the member reads; null if unchanged.',
    },
  ],
}
