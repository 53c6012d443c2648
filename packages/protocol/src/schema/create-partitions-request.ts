/**
 * CreatePartitionsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const createPartitionsRequest: MessageSchema = {
  name: 'CreatePartitionsRequest',
  kind: 'request',
  apiKey: 37,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'CreatePartitionsRequest',
  fields: [
    {
      name: 'topics',
      type: '[]CreatePartitionsTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'count', type: 'int32', versions: '0+' },
        {
          name: 'assignments',
          type: '[]CreatePartitionsAssignment',
          versions: '0+',
          nullable: '0+',
          fields: [{ name: 'brokerIds', type: '[]int32', versions: '0+', entityType: 'brokerId' }],
        },
      ],
    },
    { name: 'timeoutMs', type: 'int32', versions: '0+' },
    { name: 'validateOnly', type: 'bool', versions: '0+' },
  ],
}
