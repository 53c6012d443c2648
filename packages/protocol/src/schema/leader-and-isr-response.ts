/**
 * Response: LeaderAndIsrResponse, its fields and versions as data.
 * Answer to LeaderAndIsr.
 */
import type { MessageSchema } from './message-schema.js'

export const leaderAndIsrResponse: MessageSchema = {
  name: 'LeaderAndIsrResponse',
  kind: 'response',
  apiKey: 4,
  validVersions: '0-7',
  flexibleVersions: '4+',
  about: 'Answer to LeaderAndIsr.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    { name: 'partitionErrors', type: '[]LeaderAndIsrPartitionError', versions: '0-4' },
    {
      name: 'topics',
      type: '[]LeaderAndIsrTopicError',
      versions: '5+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '5+',
          mapKey: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        { name: 'partitionErrors', type: '[]LeaderAndIsrPartitionError', versions: '5+' },
      ],
    },
  ],
  structs: [
    {
      name: 'LeaderAndIsrPartitionError',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0-4', ignorable: true, entityType: 'topicName' },
        { name: 'partitionIndex', type: 'int32', versions: '0+' },
        {
          name: 'errorCode',
          type: 'int16',
          versions: '0+',
          about: '0 for success, else a code of the error table.',
        },
      ],
    },
  ],
}
