/**
 * MetadataRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const metadataRequest: MessageSchema = {
  name: 'MetadataRequest',
  kind: 'request',
  apiKey: 3,
  validVersions: '0-13',
  flexibleVersions: '9+',
  about: 'MetadataRequest',
  fields: [
    {
      name: 'topics',
      type: '[]MetadataRequestTopic',
      versions: '0+',
      nullable: '1+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '10+', ignorable: true },
        { name: 'name', type: 'string', versions: '0+', nullable: '10+', entityType: 'topicName' },
      ],
    },
    { name: 'allowAutoTopicCreation', type: 'bool', versions: '4+', default: true },
    { name: 'includeClusterAuthorizedOperations', type: 'bool', versions: '8-10' },
    { name: 'includeTopicAuthorizedOperations', type: 'bool', versions: '8+' },
  ],
}
