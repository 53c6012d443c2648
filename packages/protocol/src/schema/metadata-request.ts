/**
 * Request: MetadataRequest, its fields and versions as data.
 * Asks for the cluster's nodes, and for topics with their partitions and leaders.
 */
import type { MessageSchema } from './message-schema.js'

export const metadataRequest: MessageSchema = {
  name: 'MetadataRequest',
  kind: 'request',
  apiKey: 3,
  validVersions: '0-13',
  flexibleVersions: '9+',
  about: "Asks for the cluster's nodes, and for topics with their partitions and leaders.",
  fields: [
    {
      name: 'topics',
      type: '[]MetadataRequestTopic',
      versions: '0+',
      nullable: '1+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '10+',
          ignorable: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        { name: 'name', type: 'string', versions: '0+', nullable: '10+', entityType: 'topicName' },
      ],
    },
    {
      name: 'allowAutoTopicCreation',
      type: 'bool',
      versions: '4+',
      default: true,
      about: 'Whether unknown topics may be created if the broker is set to do so.',
    },
    { name: 'includeClusterAuthorizedOperations', type: 'bool', versions: '8-10' },
    { name: 'includeTopicAuthorizedOperations', type: 'bool', versions: '8+' },
  ],
}
