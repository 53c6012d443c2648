/**
 * Response: FetchResponse, its fields and versions as data.
 * Answer to Fetch.
 */
import type { MessageSchema } from './message-schema.js'

export const fetchResponse: MessageSchema = {
  name: 'FetchResponse',
  kind: 'response',
  apiKey: 1,
  validVersions: '0-18',
  flexibleVersions: '12+',
  about: 'Answer to Fetch.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '1+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '7+',
      ignorable: true,
      about: '0 for success, else a code of the error table.',
    },
    { name: 'sessionId', type: 'int32', versions: '7+', about: 'Fetch session; 0 for none or a new one.' },
    {
      name: 'responses',
      type: '[]FetchableTopicResponse',
      versions: '0+',
      fields: [
        { name: 'topic', type: 'string', versions: '0-12', ignorable: true, entityType: 'topicName' },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '13+',
          ignorable: true,
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
              name: 'highWatermark',
              type: 'int64',
              versions: '0+',
              about: 'First offset that is not committed yet.',
            },
            {
              name: 'lastStableOffset',
              type: 'int64',
              versions: '4+',
              default: -1,
              ignorable: true,
              about:
                'First offset that is undecided: below it no transaction is open. -1 where it is unknown.',
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
              name: 'divergingEpoch',
              type: 'EpochEndOffset',
              versions: '12+',
              tagged: '12+',
              tag: 0,
              about:
                "Set where the reader's log differs from the leader's: the last epoch and offset that can agree.",
              fields: [
                { name: 'epoch', type: 'int32', versions: '12+', default: -1 },
                { name: 'endOffset', type: 'int64', versions: '12+', default: -1, about: 'Exclusive.' },
              ],
            },
            {
              name: 'currentLeader',
              type: 'LeaderIdAndEpoch',
              versions: '12+',
              tagged: '12+',
              tag: 1,
              about: 'Who leads now, where the sender had it wrong.',
              fields: [
                {
                  name: 'leaderId',
                  type: 'int32',
                  versions: '12+',
                  default: -1,
                  entityType: 'brokerId',
                  about: 'Id of the leader; -1 for none.',
                },
                {
                  name: 'leaderEpoch',
                  type: 'int32',
                  versions: '12+',
                  default: -1,
                  about: 'Number of the leadership; -1 where it is unknown.',
                },
              ],
            },
            {
              name: 'snapshotId',
              type: 'SnapshotId',
              versions: '12+',
              tagged: '12+',
              tag: 2,
              about: 'Snapshot to read instead, if the offset asked for lies before it.',
              fields: [
                { name: 'endOffset', type: 'int64', versions: '0+', default: -1, about: 'Exclusive.' },
                { name: 'epoch', type: 'int32', versions: '0+', default: -1 },
              ],
            },
            {
              name: 'abortedTransactions',
              type: '[]AbortedTransaction',
              versions: '4+',
              nullable: '4+',
              ignorable: true,
              about: 'Aborted transactions in the range read; null if all was asked for.',
              fields: [
                {
                  name: 'producerId',
                  type: 'int64',
                  versions: '4+',
                  entityType: 'producerId',
                  about: 'Id of the producer; -1 for none.',
                },
                { name: 'firstOffset', type: 'int64', versions: '4+', about: 'First offset concerned.' },
              ],
            },
            {
              name: 'preferredReadReplica',
              type: 'int32',
              versions: '11+',
              default: -1,
              entityType: 'brokerId',
              about: 'Broker from which to read on; -1 for this one.',
            },
            {
              name: 'records',
              type: 'records',
              versions: '0+',
              nullable: '0+',
              about: 'Record batches, as they lie in the log.',
            },
          ],
        },
      ],
    },
    {
      name: 'nodeEndpoints',
      type: '[]NodeEndpoint',
      versions: '16+',
      tagged: '16+',
      tag: 0,
      about: 'Where the leaders named in the answer can be reached.',
      fields: [
        { name: 'nodeId', type: 'int32', versions: '16+', mapKey: true, entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '16+', about: 'Host name or address.' },
        { name: 'port', type: 'int32', versions: '16+' },
        {
          name: 'rack',
          type: 'string',
          versions: '16+',
          nullable: '16+',
          default: null,
          about: 'Where the node stands, as its operator named it; null if it did not.',
        },
      ],
    },
  ],
}
