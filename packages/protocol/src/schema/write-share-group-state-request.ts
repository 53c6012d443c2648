/**
 * Request: WriteShareGroupStateRequest, its fields and versions as data.
 * Stores the state of share partitions.
 */
import type { MessageSchema } from './message-schema.js'

export const writeShareGroupStateRequest: MessageSchema = {
  name: 'WriteShareGroupStateRequest',
  kind: 'request',
  apiKey: 85,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Stores the state of share partitions.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    {
      name: 'topics',
      type: '[]WriteStateData',
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
            {
              name: 'stateBatches',
              type: '[]StateBatch',
              versions: '0+',
              about: 'States of runs of records.',
              fields: [
                { name: 'firstOffset', type: 'int64', versions: '0+', about: 'First offset concerned.' },
                { name: 'lastOffset', type: 'int64', versions: '0+', about: 'Inclusive.' },
                {
                  name: 'deliveryState',
                  type: 'int8',
                  versions: '0+',
                  about: '0 available, 2 acknowledged, 4 archived.',
                },
                {
                  name: 'deliveryCount',
                  type: 'int16',
                  versions: '0+',
                  about: 'How often the records have been delivered.',
                },
              ],
            },
          ],
        },
      ],
    },
  ],
}
