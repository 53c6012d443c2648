/**
 * ReadShareGroupStateSummaryResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const readShareGroupStateSummaryResponse: MessageSchema = {
  name: 'ReadShareGroupStateSummaryResponse',
  kind: 'response',
  apiKey: 87,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'ReadShareGroupStateSummaryResponse',
  fields: [
    {
      name: 'results',
      type: '[]ReadStateSummaryResult',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        {
          name: 'partitions',
          type: '[]PartitionResult',
          versions: '0+',
          fields: [
            { name: 'partition', type: 'int32', versions: '0+' },
            { name: 'errorCode', type: 'int16', versions: '0+' },
            { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
            { name: 'stateEpoch', type: 'int32', versions: '0+' },
            { name: 'leaderEpoch', type: 'int32', versions: '0+' },
            { name: 'startOffset', type: 'int64', versions: '0+' },
            { name: 'deliveryCompleteCount', type: 'int32', versions: '1+', default: -1, ignorable: true },
          ],
        },
      ],
    },
  ],
}
