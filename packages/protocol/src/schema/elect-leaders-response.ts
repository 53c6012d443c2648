/**
 * Response: ElectLeadersResponse, its fields and versions as data.
 * Answer to ElectLeaders.
 */
import type { MessageSchema } from './message-schema.js'

export const electLeadersResponse: MessageSchema = {
  name: 'ElectLeadersResponse',
  kind: 'response',
  apiKey: 43,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Answer to ElectLeaders.',
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
      versions: '1+',
      about: '0 for success, else a code of the error table.',
    },
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
              about: 'More about the error for people; null if there is none.',
            },
          ],
        },
      ],
    },
  ],
}
