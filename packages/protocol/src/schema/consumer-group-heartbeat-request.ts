/**
 * Request: ConsumerGroupHeartbeatRequest, its fields and versions as data.
 * Joins, keeps and leaves a group of the newer consumer protocol (KIP-848).
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupHeartbeatRequest: MessageSchema = {
  name: 'ConsumerGroupHeartbeatRequest',
  kind: 'request',
  apiKey: 68,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Joins, keeps and leaves a group of the newer consumer protocol (KIP-848).',
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
      name: 'instanceId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Fixed name of a static member; null for a dynamic one.',
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
      name: 'rebalanceTimeoutMs',
      type: 'int32',
      versions: '0+',
      default: -1,
      about: 'How long members have to rejoin in a rebalance, in milliseconds.',
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
    {
      name: 'subscribedTopicRegex',
      type: 'string',
      versions: '1+',
      nullable: '1+',
      default: null,
      about: 'Regular expression of topics, in the syntax of RE2; null if unused or unchanged.',
    },
    {
      name: 'serverAssignor',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Assignor that the member prefers; null leaves the choice to the coordinator.',
    },
    {
      name: 'topicPartitions',
      type: '[]TopicPartitions',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Partitions that the member owns; null if unchanged.',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
