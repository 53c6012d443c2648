/**
 * ConsumerGroupHeartbeatRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupHeartbeatRequest: MessageSchema = {
  name: 'ConsumerGroupHeartbeatRequest',
  kind: 'request',
  apiKey: 68,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'ConsumerGroupHeartbeatRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    { name: 'memberId', type: 'string', versions: '0+' },
    { name: 'memberEpoch', type: 'int32', versions: '0+' },
    { name: 'instanceId', type: 'string', versions: '0+', nullable: '0+', default: null },
    { name: 'rackId', type: 'string', versions: '0+', nullable: '0+', default: null },
    { name: 'rebalanceTimeoutMs', type: 'int32', versions: '0+', default: -1 },
    {
      name: 'subscribedTopicNames',
      type: '[]string',
      versions: '0+',
      nullable: '0+',
      default: null,
      entityType: 'topicName',
    },
    { name: 'subscribedTopicRegex', type: 'string', versions: '1+', nullable: '1+', default: null },
    { name: 'serverAssignor', type: 'string', versions: '0+', nullable: '0+', default: null },
    {
      name: 'topicPartitions',
      type: '[]TopicPartitions',
      versions: '0+',
      nullable: '0+',
      default: null,
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
