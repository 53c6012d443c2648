/**
 * ListOffsetsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const listOffsetsRequest: MessageSchema = {
  name: 'ListOffsetsRequest',
  kind: 'request',
  apiKey: 2,
  validVersions: '0-11',
  flexibleVersions: '6+',
  about: 'ListOffsetsRequest',
  fields: [
    { name: 'replicaId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'isolationLevel', type: 'int8', versions: '2+' },
    {
      name: 'topics',
      type: '[]ListOffsetsTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]ListOffsetsPartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            { name: 'currentLeaderEpoch', type: 'int32', versions: '4+', default: -1, ignorable: true },
            { name: 'timestamp', type: 'int64', versions: '0+' },
            { name: 'maxNumOffsets', type: 'int32', versions: '0', default: 1 },
          ],
        },
      ],
    },
    { name: 'timeoutMs', type: 'int32', versions: '10+', ignorable: true },
  ],
}
