/**
 * ProduceResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const produceResponse: MessageSchema = {
  name: 'ProduceResponse',
  kind: 'response',
  apiKey: 0,
  validVersions: '0-13',
  flexibleVersions: '9+',
  about: 'ProduceResponse',
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
        { name: 'topicId', type: 'uuid', versions: '13+', ignorable: true, mapKey: true },
        {
          name: 'partitionResponses',
          type: '[]PartitionProduceResponse',
          versions: '0+',
          fields: [
            { name: 'index', type: 'int32', versions: '0+' },
            { name: 'errorCode', type: 'int16', versions: '0+' },
            { name: 'baseOffset', type: 'int64', versions: '0+' },
            { name: 'logAppendTimeMs', type: 'int64', versions: '2+', default: -1, ignorable: true },
            { name: 'logStartOffset', type: 'int64', versions: '5+', default: -1, ignorable: true },
            {
              name: 'recordErrors',
              type: '[]BatchIndexAndErrorMessage',
              versions: '8+',
              ignorable: true,
              fields: [
                { name: 'batchIndex', type: 'int32', versions: '8+' },
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
            },
            {
              name: 'currentLeader',
              type: 'LeaderIdAndEpoch',
              versions: '10+',
              tagged: '10+',
              tag: 0,
              fields: [
                { name: 'leaderId', type: 'int32', versions: '10+', default: -1, entityType: 'brokerId' },
                { name: 'leaderEpoch', type: 'int32', versions: '10+', default: -1 },
              ],
            },
          ],
        },
      ],
    },
    { name: 'throttleTimeMs', type: 'int32', versions: '1+', ignorable: true },
    {
      name: 'nodeEndpoints',
      type: '[]NodeEndpoint',
      versions: '10+',
      tagged: '10+',
      tag: 0,
      fields: [
        { name: 'nodeId', type: 'int32', versions: '10+', mapKey: true, entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '10+' },
        { name: 'port', type: 'int32', versions: '10+' },
        { name: 'rack', type: 'string', versions: '10+', nullable: '10+', default: null },
      ],
    },
  ],
}
