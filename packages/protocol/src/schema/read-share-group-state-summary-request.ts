/**
 * Request: ReadShareGroupStateSummaryRequest, its fields and versions as data.
 * Reads the start offsets of share partitions without their states.
 */
import type { MessageSchema } from './message-schema.js'

export const readShareGroupStateSummaryRequest: MessageSchema = {
  name: 'ReadShareGroupStateSummaryRequest',
  kind: 'request',
  apiKey: 87,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Reads the start offsets of share partitions without their states.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    {
      name: 'topics',
      type: '[]ReadStateSummaryData',
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
