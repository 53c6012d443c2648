/**
 * ShareFetchRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const shareFetchRequest: MessageSchema = {
  name: 'ShareFetchRequest',
  kind: 'request',
  apiKey: 78,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'ShareFetchRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', nullable: '0+', default: null, entityType: 'groupId' },
    { name: 'memberId', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'shareSessionEpoch', type: 'int32', versions: '0+' },
    { name: 'maxWaitMs', type: 'int32', versions: '0+' },
    { name: 'minBytes', type: 'int32', versions: '0+' },
    { name: 'maxBytes', type: 'int32', versions: '0+', default: 2147483647 },
    { name: 'maxRecords', type: 'int32', versions: '1+' },
    { name: 'batchSize', type: 'int32', versions: '1+' },
    { name: 'shareAcquireMode', type: 'int8', versions: '2+', ignorable: true },
    { name: 'isRenewAck', type: 'bool', versions: '2+' },
    {
      name: 'topics',
      type: '[]FetchTopic',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+', mapKey: true },
        {
          name: 'partitions',
          type: '[]FetchPartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+', mapKey: true },
            { name: 'partitionMaxBytes', type: 'int32', versions: '0' },
            {
              name: 'acknowledgementBatches',
              type: '[]AcknowledgementBatch',
              versions: '0+',
              fields: [
                { name: 'firstOffset', type: 'int64', versions: '0+' },
                { name: 'lastOffset', type: 'int64', versions: '0+' },
                { name: 'acknowledgeTypes', type: '[]int8', versions: '0+' },
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
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
