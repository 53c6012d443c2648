/**
 * Request: InitializeShareGroupStateRequest, its fields and versions as data.
 * Begins the stored state of share partitions.
 */
import type { MessageSchema } from './message-schema.js'

export const initializeShareGroupStateRequest: MessageSchema = {
  name: 'InitializeShareGroupStateRequest',
  kind: 'request',
  apiKey: 83,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Begins the stored state of share partitions.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    {
      name: 'topics',
      type: '[]InitializeStateData',
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
            { name: 'startOffset', type: 'int64', versions: '0+', about: 'First offset concerned.' },
          ],
        },
      ],
    },
  ],
}
