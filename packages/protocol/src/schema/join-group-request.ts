/**
 * Request: JoinGroupRequest, its fields and versions as data.
 * Joins a classic consumer group, or joins again in a rebalance.
 */
import type { MessageSchema } from './message-schema.js'

export const joinGroupRequest: MessageSchema = {
  name: 'JoinGroupRequest',
  kind: 'request',
  apiKey: 11,
  validVersions: '0-9',
  flexibleVersions: '6+',
  about: 'Joins a classic consumer group, or joins again in a rebalance.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    {
      name: 'sessionTimeoutMs',
      type: 'int32',
      versions: '0+',
      about: 'The member is dead if nothing is heard for this long, in milliseconds.',
    },
    {
      name: 'rebalanceTimeoutMs',
      type: 'int32',
      versions: '1+',
      default: -1,
      ignorable: true,
      about: 'How long members have to rejoin in a rebalance, in milliseconds.',
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
      versions: '5+',
      nullable: '5+',
      default: null,
      about: 'Fixed name of a static member (KIP-345); null for a dynamic one.',
    },
    {
      name: 'protocolType',
      type: 'string',
      versions: '0+',
      about: 'Kind of group, such as consumer or connect.',
    },
    {
      name: 'protocols',
      type: '[]JoinGroupRequestProtocol',
      versions: '0+',
      about: 'Assignment protocols that the member can use, best first.',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true },
        { name: 'metadata', type: 'bytes', versions: '0+', about: 'Opaque to the coordinator.' },
      ],
    },
    { name: 'reason', type: 'string', versions: '8+', nullable: '8+', default: null, ignorable: true },
  ],
}
