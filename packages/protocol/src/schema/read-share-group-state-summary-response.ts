/**
 * Response: ReadShareGroupStateSummaryResponse, its fields and versions as data.
 * Answer to ReadShareGroupStateSummary.
 */
import type { MessageSchema } from './message-schema.js'

export const readShareGroupStateSummaryResponse: MessageSchema = {
  name: 'ReadShareGroupStateSummaryResponse',
  kind: 'response',
  apiKey: 87,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Answer to ReadShareGroupStateSummary.',
  fields: [
    {
      name: 'results',
      type: '[]ReadStateSummaryResult',
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
          type: '[]PartitionResult',
          versions: '0+',
          fields: [
            { name: 'partition', type: 'int32', versions: '0+' },
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
              default: null,
              about: 'More about the error for people; null if there is none.',
            },
            {
              name: 'stateEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Number by which writers of the state fence older ones.',
            },
            {
              name: 'leaderEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Number of the leadership; -1 where it is unknown.',
            },
            { name: 'startOffset', type: 'int64', versions: '0+', about: 'First offset concerned.' },
            {
              name: 'deliveryCompleteCount',
              type: 'int32',
              versions: '1+',
              default: -1,
              ignorable: true,
              about: 'Records at or after the start offset that are done with; -1 if unknown.',
            },
          ],
        },
      ],
    },
  ],
}
