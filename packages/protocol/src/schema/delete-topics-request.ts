/**
 * DeleteTopicsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteTopicsRequest: MessageSchema = {
  name: 'DeleteTopicsRequest',
  kind: 'request',
  apiKey: 20,
  validVersions: '0-6',
  flexibleVersions: '4+',
  about: 'DeleteTopicsRequest',
  fields: [
    { name: 'topicNames', type: '[]string', versions: '0-5', ignorable: true, entityType: 'topicName' },
    {
      name: 'topics',
      type: '[]DeleteTopicState',
      versions: '6+',
      fields: [
        {
          name: 'name',
          type: 'string',
          versions: '6+',
          nullable: '6+',
          default: null,
          entityType: 'topicName',
        },
        { name: 'topicId', type: 'uuid', versions: '6+' },
      ],
    },
    { name: 'timeoutMs', type: 'int32', versions: '0+' },
  ],
}
