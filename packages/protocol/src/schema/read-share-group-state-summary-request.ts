/**
 * ReadShareGroupStateSummaryRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const readShareGroupStateSummaryRequest: MessageSchema = {
  name: 'ReadShareGroupStateSummaryRequest',
  kind: 'request',
  apiKey: 87,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'ReadShareGroupStateSummaryRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    {
      name: 'topics',
      type: '[]ReadStateSummaryData',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [
            { name: 'partition', type: 'int32', versions: '0+' },
            { name: 'leaderEpoch', type: 'int32', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
