/**
 * Value of a coordinator record: ConsumerGroupMemberMetadataValue, its fields and versions as data.
 * What a member of a consumer group said of itself.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupMemberMetadataValue: MessageSchema = {
  name: 'ConsumerGroupMemberMetadataValue',
  kind: 'coordinator-value',
  apiKey: 5,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'What a member of a consumer group said of itself.',
  fields: [
    {
      name: 'instanceId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Fixed name of a static member; null for a dynamic one.',
    },
    {
      name: 'rackId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Where the sender stands, as its operator named it; empty or null if it did not.',
    },
    { name: 'clientId', type: 'string', versions: '0+' },
    { name: 'clientHost', type: 'string', versions: '0+' },
    {
      name: 'subscribedTopicNames',
      type: '[]string',
      versions: '0+',
      about: 'Topics that the member reads.',
    },
    {
      name: 'subscribedTopicRegex',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Regular expression of topics, in the syntax of RE2; null if unused or unchanged.',
    },
    {
      name: 'rebalanceTimeoutMs',
      type: 'int32',
      versions: '0+',
      default: -1,
      about: 'How long members have to rejoin in a rebalance, in milliseconds.',
    },
    {
      name: 'serverAssignor',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Assignor that the member prefers; null leaves the choice to the coordinator.',
    },
    {
      name: 'classicMemberMetadata',
      type: 'ClassicMemberMetadata',
      versions: '0+',
      nullable: '0+',
      tagged: '0+',
      tag: 0,
      fields: [
        {
          name: 'sessionTimeoutMs',
          type: 'int32',
          versions: '0+',
          about: 'The member is dead if nothing is heard for this long, in milliseconds.',
        },
        {
          name: 'supportedProtocols',
          type: '[]ClassicProtocol',
          versions: '0+',
          fields: [
            { name: 'name', type: 'string', versions: '0+' },
            { name: 'metadata', type: 'bytes', versions: '0+', about: 'Opaque to the coordinator.' },
          ],
        },
      ],
    },
  ],
}
