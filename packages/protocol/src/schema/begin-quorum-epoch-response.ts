/**
 * BeginQuorumEpochResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const beginQuorumEpochResponse: MessageSchema = {
  name: 'BeginQuorumEpochResponse',
  kind: 'response',
  apiKey: 53,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'BeginQuorumEpochResponse',
  fields: [
    { name: 'errorCode', type: 'int16', versions: '0+' },
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
            { name: 'errorCode', type: 'int16', versions: '0+' },
            { name: 'leaderId', type: 'int32', versions: '0+', entityType: 'brokerId' },
            { name: 'leaderEpoch', type: 'int32', versions: '0+' },
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
      fields: [
        { name: 'nodeId', type: 'int32', versions: '1+', mapKey: true, entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '1+' },
        { name: 'port', type: 'uint16', versions: '1+' },
      ],
    },
  ],
}
