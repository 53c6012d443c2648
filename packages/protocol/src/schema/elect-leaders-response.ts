/**
 * ElectLeadersResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const electLeadersResponse: MessageSchema = {
  name: 'ElectLeadersResponse',
  kind: 'response',
  apiKey: 43,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'ElectLeadersResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '1+' },
    {
      name: 'replicaElectionResults',
      type: '[]ReplicaElectionResult',
      versions: '0+',
      fields: [
        { name: 'topic', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitionResult',
          type: '[]PartitionResult',
          versions: '0+',
          fields: [
            { name: 'partitionId', type: 'int32', versions: '0+' },
            { name: 'errorCode', type: 'int16', versions: '0+' },
            { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
          ],
        },
      ],
    },
  ],
}
