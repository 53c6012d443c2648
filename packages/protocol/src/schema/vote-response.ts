/**
 * Response: VoteResponse, its fields and versions as data.
 * Answer to Vote.
 */
import type { MessageSchema } from './message-schema.js'

export const voteResponse: MessageSchema = {
  name: 'VoteResponse',
  kind: 'response',
  apiKey: 52,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Answer to Vote.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'topics',
      type: '[]TopicData',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
            {
              name: 'leaderId',
              type: 'int32',
              versions: '0+',
              entityType: 'brokerId',
              about: 'Id of the leader; -1 for none.',
            },
            {
              name: 'leaderEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Number of the leadership; -1 where it is unknown.',
            },
            { name: 'voteGranted', type: 'bool', versions: '0+' },
          ],
        },
      ],
    },
    {
      name: 'nodeEndpoints',
      type: '[]NodeEndpoint',
      versions: '1+',
      tagged: '1+',
      tag: 0,
      about: 'Where the leaders named in the answer can be reached.',
      fields: [
        { name: 'nodeId', type: 'int32', versions: '1+', mapKey: true, entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '1+', about: 'Host name or address.' },
        { name: 'port', type: 'uint16', versions: '1+' },
      ],
    },
  ],
}
