/**
 * Request: DeleteTopicsRequest, its fields and versions as data.
 * Deletes topics, by name or by id.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteTopicsRequest: MessageSchema = {
  name: 'DeleteTopicsRequest',
  kind: 'request',
  apiKey: 20,
  validVersions: '0-6',
  flexibleVersions: '4+',
  about: 'Deletes topics, by name or by id.',
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
        {
          name: 'topicId',
          type: 'uuid',
          versions: '6+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
      ],
    },
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the server may take, in milliseconds.',
    },
  ],
}
