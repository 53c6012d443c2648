/**
 * Request: ElectLeadersRequest, its fields and versions as data.
 * Has leaders elected: the preferred one, or an unclean one.
 */
import type { MessageSchema } from './message-schema.js'

export const electLeadersRequest: MessageSchema = {
  name: 'ElectLeadersRequest',
  kind: 'request',
  apiKey: 43,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Has leaders elected: the preferred one, or an unclean one.',
  fields: [
    {
      name: 'electionType',
      type: 'int8',
      versions: '1+',
      about: '0 the preferred leader, 1 an unclean one.',
    },
    {
      name: 'topicPartitions',
      type: '[]TopicPartitions',
      versions: '0+',
      nullable: '0+',
      about: 'Partitions by topic.',
      fields: [
        { name: 'topic', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '0+',
      default: 60000,
      about: 'How long the server may take, in milliseconds.',
    },
  ],
}
