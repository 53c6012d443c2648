/**
 * Response: ShareAcknowledgeResponse, its fields and versions as data.
 * Answer to ShareAcknowledge.
 */
import type { MessageSchema } from './message-schema.js'

export const shareAcknowledgeResponse: MessageSchema = {
  name: 'ShareAcknowledgeResponse',
  kind: 'response',
  apiKey: 79,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Answer to ShareAcknowledge.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
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
      versions: '0+',
      nullable: '0+',
      default: null,
      about: 'More about the error for people; null if there is none.',
    },
    {
      name: 'acquisitionLockTimeoutMs',
      type: 'int32',
      versions: '2+',
      ignorable: true,
      about: 'How long the records stay acquired, in milliseconds.',
    },
    {
      name: 'responses',
      type: '[]ShareAcknowledgeTopicResponse',
      versions: '0+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          mapKey: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
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
              name: 'errorMessage',
              type: 'string',
              versions: '0+',
              nullable: '0+',
              default: null,
              about: 'More about the error for people; null if there is none.',
            },
            {
              name: 'currentLeader',
              type: 'LeaderIdAndEpoch',
              versions: '0+',
              about: 'Who leads now, where the sender had it wrong.',
              fields: [
                { name: 'leaderId', type: 'int32', versions: '0+', about: 'Id of the leader; -1 for none.' },
                {
                  name: 'leaderEpoch',
                  type: 'int32',
                  versions: '0+',
                  about: 'Number of the leadership; -1 where it is unknown.',
                },
              ],
            },
          ],
        },
      ],
    },
    {
      name: 'nodeEndpoints',
      type: '[]NodeEndpoint',
      versions: '0+',
      about: 'Where the leaders named in the answer can be reached.',
      fields: [
        { name: 'nodeId', type: 'int32', versions: '0+', mapKey: true, entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '0+', about: 'Host name or address.' },
        { name: 'port', type: 'int32', versions: '0+' },
        {
          name: 'rack',
          type: 'string',
          versions: '0+',
          nullable: '0+',
          default: null,
          about: 'Where the node stands, as its operator named it; null if it did not.',
        },
      ],
    },
  ],
}
