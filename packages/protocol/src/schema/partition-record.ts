/**
 * PartitionRecord.
 */
import type { MessageSchema } from './message-schema.js'

export const partitionRecord: MessageSchema = {
  name: 'PartitionRecord',
  kind: 'metadata',
  apiKey: 3,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'PartitionRecord',
  fields: [
    { name: 'partitionId', type: 'int32', versions: '0+', default: -1 },
    { name: 'topicId', type: 'uuid', versions: '0+' },
    { name: 'replicas', type: '[]int32', versions: '0+', entityType: 'brokerId' },
    { name: 'isr', type: '[]int32', versions: '0+' },
    { name: 'removingReplicas', type: '[]int32', versions: '0+', entityType: 'brokerId' },
    { name: 'addingReplicas', type: '[]int32', versions: '0+', entityType: 'brokerId' },
    { name: 'leader', type: 'int32', versions: '0+', default: -1, entityType: 'brokerId' },
    { name: 'leaderRecoveryState', type: 'int8', versions: '0+', tagged: '0+', tag: 0 },
    { name: 'leaderEpoch', type: 'int32', versions: '0+', default: -1 },
    { name: 'partitionEpoch', type: 'int32', versions: '0+', default: -1 },
    { name: 'directories', type: '[]uuid', versions: '1+' },
    {
      name: 'eligibleLeaderReplicas',
      type: '[]int32',
      versions: '2+',
      nullable: '2+',
      tagged: '2+',
      tag: 1,
      default: null,
      entityType: 'brokerId',
    },
    {
      name: 'lastKnownElr',
      type: '[]int32',
      versions: '2+',
      nullable: '2+',
      tagged: '2+',
      tag: 2,
      default: null,
      entityType: 'brokerId',
    },
  ],
}
