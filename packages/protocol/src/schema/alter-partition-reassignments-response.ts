/**
 * AlterPartitionReassignmentsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const alterPartitionReassignmentsResponse: MessageSchema = {
  name: 'AlterPartitionReassignmentsResponse',
  kind: 'response',
  apiKey: 45,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'AlterPartitionReassignmentsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'allowReplicationFactorChange', type: 'bool', versions: '1+', default: true, ignorable: true },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
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
            { name: 'errorCode', type: 'int16', versions: '0+' },
            { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
          ],
        },
      ],
    },
  ],
}
