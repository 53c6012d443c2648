/**
 * SubscriptionInfoData.
 */
import type { MessageSchema } from './message-schema.js'

export const subscriptionInfoData: MessageSchema = {
  name: 'SubscriptionInfoData',
  kind: 'data',
  validVersions: '1-11',
  flexibleVersions: 'none',
  about: 'SubscriptionInfoData',
  fields: [
    { name: 'version', type: 'int32', versions: '1+' },
    { name: 'latestSupportedVersion', type: 'int32', versions: '3+', default: -1 },
    { name: 'processId', type: 'uuid', versions: '1+' },
    { name: 'prevTasks', type: '[]TaskId', versions: '1-6' },
    { name: 'standbyTasks', type: '[]TaskId', versions: '1-6' },
    { name: 'userEndPoint', type: 'bytes', versions: '2+' },
    { name: 'taskOffsetSums', type: '[]TaskOffsetSum', versions: '7+' },
    { name: 'uniqueField', type: 'int8', versions: '8+' },
    { name: 'errorCode', type: 'int32', versions: '9+' },
    { name: 'clientTags', type: '[]ClientTag', versions: '11+' },
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
