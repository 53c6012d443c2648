/**
 * ShareFetchResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const shareFetchResponse: MessageSchema = {
  name: 'ShareFetchResponse',
  kind: 'response',
  apiKey: 78,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'ShareFetchResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
    { name: 'acquisitionLockTimeoutMs', type: 'int32', versions: '1+' },
    {
      name: 'responses',
      type: '[]ShareFetchableTopicResponse',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+', mapKey: true },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'errorCode', type: 'int16', versions: '0+' },
            { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
            { name: 'acknowledgeErrorCode', type: 'int16', versions: '0+' },
            {
              name: 'acknowledgeErrorMessage',
              type: 'string',
              versions: '0+',
              nullable: '0+',
              default: null,
            },
            {
              name: 'currentLeader',
              type: 'LeaderIdAndEpoch',
              versions: '0+',
              fields: [
                { name: 'leaderId', type: 'int32', versions: '0+' },
                { name: 'leaderEpoch', type: 'int32', versions: '0+' },
              ],
            },
            { name: 'records', type: 'records', versions: '0+', nullable: '0' },
            {
              name: 'acquiredRecords',
              type: '[]AcquiredRecords',
              versions: '0+',
              fields: [
                { name: 'firstOffset', type: 'int64', versions: '0+' },
                { name: 'lastOffset', type: 'int64', versions: '0+' },
                { name: 'deliveryCount', type: 'int16', versions: '0+' },
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
      fields: [
        { name: 'nodeId', type: 'int32', versions: '0+', mapKey: true, entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '0+' },
        { name: 'port', type: 'int32', versions: '0+' },
        { name: 'rack', type: 'string', versions: '0+', nullable: '0+', default: null },
      ],
    },
  ],
}
