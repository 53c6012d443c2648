/**
 * Record of the metadata log: PartitionRecord, its fields and versions as data.
 * A partition exists, with all its state.
 */
import type { MessageSchema } from './message-schema.js'

export const partitionRecord: MessageSchema = {
  name: 'PartitionRecord',
  kind: 'metadata',
  apiKey: 3,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'A partition exists, with all its state.',
  fields: [
    { name: 'partitionId', type: 'int32', versions: '0+', default: -1 },
    {
      name: 'topicId',
      type: 'uuid',
      versions: '0+',
      about: 'Id of the topic; the zero uuid where it is unknown.',
    },
    {
      name: 'replicas',
      type: '[]int32',
      versions: '0+',
      entityType: 'brokerId',
      about: 'All replicas; the first one is preferred as leader.',
    },
    { name: 'isr', type: '[]int32', versions: '0+', about: 'Replicas that are in sync.' },
    {
      name: 'removingReplicas',
      type: '[]int32',
      versions: '0+',
      entityType: 'brokerId',
      about: 'Replicas that a reassignment removes.',
    },
    {
      name: 'addingReplicas',
      type: '[]int32',
      versions: '0+',
      entityType: 'brokerId',
      about: 'Replicas that a reassignment adds.',
    },
    {
      name: 'leader',
      type: 'int32',
      versions: '0+',
      default: -1,
      entityType: 'brokerId',
      about: 'Id of the leader; -1 for none.',
    },
    {
      name: 'leaderRecoveryState',
      type: 'int8',
      versions: '0+',
      tagged: '0+',
      tag: 0,
      about: '1 while a leader that was elected uncleanly recovers, else 0.',
    },
    {
      name: 'leaderEpoch',
      type: 'int32',
      versions: '0+',
      default: -1,
      about: 'Number of the leadership; -1 where it is unknown.',
    },
    {
      name: 'partitionEpoch',
      type: 'int32',
      versions: '0+',
      default: -1,
      about: 'Number that grows with every change of the partition.',
    },
    {
      name: 'directories',
      type: '[]uuid',
      versions: '1+',
      about: 'Id of the log directory of each replica, in the order of replicas.',
    },
    {
      name: 'eligibleLeaderReplicas',
      type: '[]int32',
      versions: '2+',
      nullable: '2+',
      tagged: '2+',
      tag: 1,
      default: null,
      entityType: 'brokerId',
      about: 'Out of sync, but known to hold all committed records (KIP-966).',
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
      about: 'The last eligible leader replicas known.',
    },
  ],
}
