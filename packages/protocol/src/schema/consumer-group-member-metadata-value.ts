/**
 * ConsumerGroupMemberMetadataValue.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupMemberMetadataValue: MessageSchema = {
  name: 'ConsumerGroupMemberMetadataValue',
  kind: 'coordinator-value',
  apiKey: 5,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ConsumerGroupMemberMetadataValue',
  fields: [
    { name: 'instanceId', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'rackId', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'clientId', type: 'string', versions: '0+' },
    { name: 'clientHost', type: 'string', versions: '0+' },
    { name: 'subscribedTopicNames', type: '[]string', versions: '0+' },
    { name: 'subscribedTopicRegex', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'rebalanceTimeoutMs', type: 'int32', versions: '0+', default: -1 },
    { name: 'serverAssignor', type: 'string', versions: '0+', nullable: '0+' },
    {
      name: 'classicMemberMetadata',
      type: 'ClassicMemberMetadata',
      versions: '0+',
      nullable: '0+',
      tagged: '0+',
      tag: 0,
      fields: [
        { name: 'sessionTimeoutMs', type: 'int32', versions: '0+' },
        {
          name: 'supportedProtocols',
          type: '[]ClassicProtocol',
          versions: '0+',
          fields: [
            { name: 'name', type: 'string', versions: '0+' },
            { name: 'metadata', type: 'bytes', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
