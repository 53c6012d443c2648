/**
 * Request: ReadShareGroupStateRequest, its fields and versions as data.
 * Reads the stored state of share partitions.
 */
import type { MessageSchema } from './message-schema.js'

export const readShareGroupStateRequest: MessageSchema = {
  name: 'ReadShareGroupStateRequest',
  kind: 'request',
  apiKey: 84,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Reads the stored state of share partitions.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    {
      name: 'topics',
      type: '[]ReadStateData',
      versions: '0+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [
            { name: 'partition', type: 'int32', versions: '0+' },
            {
              name: 'leaderEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Number of the leadership; -1 where it is unknown.',
            },
          ],
        },
      ],
    },
  ],
}
