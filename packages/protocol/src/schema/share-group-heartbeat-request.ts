/**
 * ShareGroupHeartbeatRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupHeartbeatRequest: MessageSchema = {
  name: 'ShareGroupHeartbeatRequest',
  kind: 'request',
  apiKey: 76,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'ShareGroupHeartbeatRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    { name: 'memberId', type: 'string', versions: '0+' },
    { name: 'memberEpoch', type: 'int32', versions: '0+' },
    { name: 'rackId', type: 'string', versions: '0+', nullable: '0+', default: null },
    {
      name: 'subscribedTopicNames',
      type: '[]string',
      versions: '0+',
      nullable: '0+',
      default: null,
      entityType: 'topicName',
    },
  ],
}
