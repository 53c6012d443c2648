/**
 * Response: ConsumerGroupHeartbeatResponse, its fields and versions as data.
 * Answer to ConsumerGroupHeartbeat.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupHeartbeatResponse: MessageSchema = {
  name: 'ConsumerGroupHeartbeatResponse',
  kind: 'response',
  apiKey: 68,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Answer to ConsumerGroupHeartbeat.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'errorMessage',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'More about the error for people; null if there is none.',
    },
    {
      name: 'memberId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Id that the coordinator knows the member by.',
    },
    {
      name: 'memberEpoch',
      type: 'int32',
      versions: '0+',
      about: 'Group epoch that the member has reached; 0 joins, -1 leaves.',
    },
    {
      name: 'heartbeatIntervalMs',
      type: 'int32',
      versions: '0+',
      about: 'How often to send heartbeats, in milliseconds.',
    },
    {
      name: 'assignment',
      type: 'Assignment',
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'Partitions given; null if unchanged.',
      fields: [
        { name: 'topicPartitions', type: '[]TopicPartitions', versions: '0+', about: 'Partitions by topic.' },
      ],
    },
  ],
  structs: [
    {
      name: 'TopicPartitions',
      versions: '0+',
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
