/**
 * Response: CreateTopicsResponse, its fields and versions as data.
 * Answer to CreateTopics.
 */
import type { MessageSchema } from './message-schema.js'

export const createTopicsResponse: MessageSchema = {
  name: 'CreateTopicsResponse',
  kind: 'response',
  apiKey: 19,
  validVersions: '0-7',
  flexibleVersions: '5+',
  about: 'Answer to CreateTopics.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '2+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'topics',
      type: '[]CreatableTopicResult',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '7+',
          ignorable: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'errorCode',
          type: 'int16',
          versions: '0+',
          about: '0 for success, else a code of the error table.',
        },
        {
          name: 'errorMessage',
          type: 'string',
          versions: '1+',
          nullable: '1+',
          ignorable: true,
          about: 'More about the error for people; null if there is none.',
        },
        {
          name: 'topicConfigErrorCode',
          type: 'int16',
          versions: '5+',
          tagged: '5+',
          tag: 0,
          ignorable: true,
        },
        {
          name: 'numPartitions',
          type: 'int32',
          versions: '5+',
          default: -1,
          ignorable: true,
          about: "How many partitions; -1 for the broker's default.",
        },
        {
          name: 'replicationFactor',
          type: 'int16',
          versions: '5+',
          default: -1,
          ignorable: true,
          about: "How many replicas; -1 for the broker's default.",
        },
        {
          name: 'configs',
          type: '[]CreatableTopicConfigs',
          versions: '5+',
          nullable: '5+',
          ignorable: true,
          about: "Settings by Kafka's names.",
          fields: [
            { name: 'name', type: 'string', versions: '5+' },
            { name: 'value', type: 'string', versions: '5+', nullable: '5+' },
            {
              name: 'readOnly',
              type: 'bool',
              versions: '5+',
              about: 'The setting cannot be changed while the broker runs.',
            },
            {
              name: 'configSource',
              type: 'int8',
              versions: '5+',
              default: -1,
              ignorable: true,
              about: 'Where the value comes from: topic, broker, cluster default, file or default.',
            },
            {
              name: 'isSensitive',
              type: 'bool',
              versions: '5+',
              about: 'The value is secret and not shown.',
            },
          ],
        },
      ],
    },
  ],
}
