/**
 * ElectLeadersRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const electLeadersRequest: MessageSchema = {
  name: 'ElectLeadersRequest',
  kind: 'request',
  apiKey: 43,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'ElectLeadersRequest',
  fields: [
    { name: 'electionType', type: 'int8', versions: '1+' },
    {
      name: 'topicPartitions',
      type: '[]TopicPartitions',
      versions: '0+',
      nullable: '0+',
      fields: [
        { name: 'topic', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
    { name: 'timeoutMs', type: 'int32', versions: '0+', default: 60000 },
  ],
}
