/**
 * Data: SubscriptionInfoData, its fields and versions as data.
 * What a Kafka Streams member tells its assignor in a classic group.
 */
import type { MessageSchema } from './message-schema.js'

export const subscriptionInfoData: MessageSchema = {
  name: 'SubscriptionInfoData',
  kind: 'data',
  validVersions: '1-11',
  flexibleVersions: 'none',
  about: 'What a Kafka Streams member tells its assignor in a classic group.',
  fields: [
    { name: 'version', type: 'int32', versions: '1+' },
    { name: 'latestSupportedVersion', type: 'int32', versions: '3+', default: -1 },
    { name: 'processId', type: 'uuid', versions: '1+', about: 'Id of the process that the member runs in.' },
    { name: 'prevTasks', type: '[]TaskId', versions: '1-6' },
    { name: 'standbyTasks', type: '[]TaskId', versions: '1-6', about: 'Tasks whose state to keep ready.' },
    { name: 'userEndPoint', type: 'bytes', versions: '2+' },
    { name: 'taskOffsetSums', type: '[]TaskOffsetSum', versions: '7+' },
    { name: 'uniqueField', type: 'int8', versions: '8+' },
    {
      name: 'errorCode',
      type: 'int32',
      versions: '9+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'clientTags',
      type: '[]ClientTag',
      versions: '11+',
      about: 'Tags for rack-aware placement of standby tasks.',
    },
  ],
  structs: [
    {
      name: 'TaskId',
      versions: '0+',
      fields: [
        { name: 'topicGroupId', type: 'int32', versions: '1-6' },
        { name: 'partition', type: 'int32', versions: '1-6' },
      ],
    },
    {
      name: 'TaskOffsetSum',
      versions: '0+',
      fields: [
        { name: 'topicGroupId', type: 'int32', versions: '7+' },
        { name: 'partitionToOffsetSum', type: '[]PartitionToOffsetSum', versions: '7-9' },
        { name: 'partition', type: 'int32', versions: '10+' },
        { name: 'offsetSum', type: 'int64', versions: '10+' },
        { name: 'namedTopology', type: 'string', versions: '10+', nullable: '10+' },
      ],
    },
    {
      name: 'ClientTag',
      versions: '0+',
      fields: [
        { name: 'key', type: 'bytes', versions: '11+' },
        { name: 'value', type: 'bytes', versions: '11+' },
      ],
    },
    {
      name: 'PartitionToOffsetSum',
      versions: '0+',
      fields: [
        { name: 'partition', type: 'int32', versions: '7-9' },
        { name: 'offsetSum', type: 'int64', versions: '7-9' },
      ],
    },
  ],
}
