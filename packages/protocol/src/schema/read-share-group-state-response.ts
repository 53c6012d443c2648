/**
 * Response: ReadShareGroupStateResponse, its fields and versions as data.
 * Answer to ReadShareGroupState.
 */
import type { MessageSchema } from './message-schema.js'

export const readShareGroupStateResponse: MessageSchema = {
  name: 'ReadShareGroupStateResponse',
  kind: 'response',
  apiKey: 84,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to ReadShareGroupState.',
  fields: [
    {
      name: 'results',
      type: '[]ReadStateResult',
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
            { name: 'startOffset', type: 'int64', versions: '0+', about: 'First offset concerned.' },
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
