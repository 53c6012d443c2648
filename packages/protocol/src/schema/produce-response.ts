/**
 * Response: ProduceResponse, its fields and versions as data.
 * Answer to Produce.
 */
import type { MessageSchema } from './message-schema.js'

export const produceResponse: MessageSchema = {
  name: 'ProduceResponse',
  kind: 'response',
  apiKey: 0,
  validVersions: '0-13',
  flexibleVersions: '9+',
  about: 'Answer to Produce.',
  fields: [
    {
      name: 'responses',
      type: '[]TopicProduceResponse',
      versions: '0+',
      fields: [
        {
          name: 'name',
          type: 'string',
          versions: '0-12',
          ignorable: true,
          mapKey: true,
          entityType: 'topicName',
        },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '13+',
          ignorable: true,
          mapKey: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'partitionResponses',
          type: '[]PartitionProduceResponse',
          versions: '0+',
          fields: [
            { name: 'index', type: 'int32', versions: '0+' },
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
            { name: 'baseOffset', type: 'int64', versions: '0+', about: 'Offset that the first record got.' },
            {
              name: 'logAppendTimeMs',
              type: 'int64',
              versions: '2+',
              default: -1,
              ignorable: true,
              about: 'Time of append where the topic uses it, else -1.',
            },
            {
              name: 'logStartOffset',
              type: 'int64',
              versions: '5+',
              default: -1,
              ignorable: true,
              about: 'First offset that the log still has; -1 where it is unknown.',
            },
            {
              name: 'recordErrors',
              type: '[]BatchIndexAndErrorMessage',
              versions: '8+',
              ignorable: true,
              about: 'Which records made the batch be refused.',
              fields: [
                {
                  name: 'batchIndex',
                  type: 'int32',
                  versions: '8+',
                  about: 'Index of the record in its batch.',
                },
                {
                  name: 'batchIndexErrorMessage',
                  type: 'string',
                  versions: '8+',
                  nullable: '8+',
                  default: null,
                },
              ],
            },
            {
              name: 'errorMessage',
              type: 'string',
              versions: '8+',
              nullable: '8+',
              default: null,
              ignorable: true,
              about: 'More about the error for people; null if there is none.',
            },
            {
              name: 'currentLeader',
              type: 'LeaderIdAndEpoch',
              versions: '10+',
              tagged: '10+',
              tag: 0,
              about: 'Who leads now, where the sender had it wrong.',
              fields: [
                {
                  name: 'leaderId',
                  type: 'int32',
                  versions: '10+',
                  default: -1,
                  entityType: 'brokerId',
                  about: 'Id of the leader; -1 for none.',
                },
                {
                  name: 'leaderEpoch',
                  type: 'int32',
                  versions: '10+',
                  default: -1,
                  about: 'Number of the leadership; -1 where it is unknown.',
                },
              ],
            },
          ],
        },
      ],
    },
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '1+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'nodeEndpoints',
      type: '[]NodeEndpoint',
      versions: '10+',
      tagged: '10+',
      tag: 0,
      about: 'Where the leaders named in the answer can be reached.',
      fields: [
        { name: 'nodeId', type: 'int32', versions: '10+', mapKey: true, entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '10+', about: 'Host name or address.' },
        { name: 'port', type: 'int32', versions: '10+' },
        {
          name: 'rack',
          type: 'string',
          versions: '10+',
          nullable: '10+',
          default: null,
          about: 'Where the node stands, as its operator named it; null if it did not.',
        },
      ],
    },
  ],
}
