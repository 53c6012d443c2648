/**
 * BeginQuorumEpochRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const beginQuorumEpochRequest: MessageSchema = {
  name: 'BeginQuorumEpochRequest',
  kind: 'request',
  apiKey: 53,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'BeginQuorumEpochRequest',
  fields: [
    { name: 'clusterId', type: 'string', versions: '0+', nullable: '0+', default: null },
    { name: 'voterId', type: 'int32', versions: '1+', default: -1, ignorable: true, entityType: 'brokerId' },
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
            { name: 'voterDirectoryId', type: 'uuid', versions: '1+', ignorable: true },
            { name: 'leaderId', type: 'int32', versions: '0+', entityType: 'brokerId' },
            { name: 'leaderEpoch', type: 'int32', versions: '0+' },
          ],
        },
      ],
    },
    {
      name: 'leaderEndpoints',
      type: '[]LeaderEndpoint',
      versions: '1+',
      ignorable: true,
      fields: [
        { name: 'name', type: 'string', versions: '1+', mapKey: true },
        { name: 'host', type: 'string', versions: '1+' },
        { name: 'port', type: 'uint16', versions: '1+' },
      ],
    },
  ],
}
