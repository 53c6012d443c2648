/**
 * Request: ShareFetchRequest, its fields and versions as data.
 * Acquires records of share partitions, and may acknowledge others.
 */
import type { MessageSchema } from './message-schema.js'

export const shareFetchRequest: MessageSchema = {
  name: 'ShareFetchRequest',
  kind: 'request',
  apiKey: 78,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Acquires records of share partitions, and may acknowledge others.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', nullable: '0+', default: null, entityType: 'groupId' },
    {
      name: 'memberId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Id that the coordinator knows the member by.',
    },
    {
      name: 'shareSessionEpoch',
      type: 'int32',
      versions: '0+',
      about: 'Turn of the share session; 0 begins one, -1 ends it.',
    },
    {
      name: 'maxWaitMs',
      type: 'int32',
      versions: '0+',
      about: 'How long to wait for minBytes, in milliseconds.',
    },
    { name: 'minBytes', type: 'int32', versions: '0+', about: 'Answer as soon as there is this much.' },
    {
      name: 'maxBytes',
      type: 'int32',
      versions: '0+',
      default: 2147483647,
      about: 'Answer with no more than this, except for a first batch that is larger.',
    },
    { name: 'maxRecords', type: 'int32', versions: '1+' },
    { name: 'batchSize', type: 'int32', versions: '1+' },
    { name: 'shareAcquireMode', type: 'int8', versions: '2+', ignorable: true },
    {
      name: 'isRenewAck',
      type: 'bool',
      versions: '2+',
      about: 'Some of the acknowledgements only lengthen the lock.',
    },
    {
      name: 'topics',
      type: '[]FetchTopic',
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
          type: '[]FetchPartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+', mapKey: true },
            {
              name: 'partitionMaxBytes',
              type: 'int32',
              versions: '0',
              about:
                'Answer with no more than this of the partition, except for a first batch that is larger.',
            },
            {
              name: 'acknowledgementBatches',
              type: '[]AcknowledgementBatch',
              versions: '0+',
              about: 'Runs of records and what became of them.',
              fields: [
                { name: 'firstOffset', type: 'int64', versions: '0+', about: 'First offset concerned.' },
                { name: 'lastOffset', type: 'int64', versions: '0+', about: 'Inclusive.' },
                {
                  name: 'acknowledgeTypes',
                  type: '[]int8',
                  versions: '0+',
                  about:
                    '0 gap, 1 accept, 2 release, 3 reject, 4 renew; one for all records of the run, or one each.',
                },
              ],
            },
          ],
        },
      ],
    },
    {
      name: 'forgottenTopicsData',
      type: '[]ForgottenTopic',
      versions: '0+',
      about: 'Partitions to leave out of the session from now on.',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
