/**
 * Response: AlterPartitionReassignmentsResponse, its fields and versions as data.
 * Answer to AlterPartitionReassignments.
 */
import type { MessageSchema } from './message-schema.js'

export const alterPartitionReassignmentsResponse: MessageSchema = {
  name: 'AlterPartitionReassignmentsResponse',
  kind: 'response',
  apiKey: 45,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Answer to AlterPartitionReassignments.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    { name: 'allowReplicationFactorChange', type: 'bool', versions: '1+', default: true, ignorable: true },
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
    {
      name: 'responses',
      type: '[]ReassignableTopicResponse',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]ReassignablePartitionResponse',
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
              about: 'More about the error for people; null if there is none.',
            },
          ],
        },
      ],
    },
  ],
}
