/**
 * ShareGroupHeartbeatResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupHeartbeatResponse: MessageSchema = {
  name: 'ShareGroupHeartbeatResponse',
  kind: 'response',
  apiKey: 76,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'ShareGroupHeartbeatResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
    { name: 'memberId', type: 'string', versions: '0+', nullable: '0+', default: null },
    { name: 'memberEpoch', type: 'int32', versions: '0+' },
    { name: 'heartbeatIntervalMs', type: 'int32', versions: '0+' },
    {
      name: 'assignment',
      type: 'Assignment',
      versions: '0+',
      nullable: '0+',
      default: null,
      fields: [{ name: 'topicPartitions', type: '[]TopicPartitions', versions: '0+' }],
    },
  ],
  structs: [
    {
      name: 'TopicPartitions',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
