/**
 * WriteShareGroupStateRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const writeShareGroupStateRequest: MessageSchema = {
  name: 'WriteShareGroupStateRequest',
  kind: 'request',
  apiKey: 85,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'WriteShareGroupStateRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    {
      name: 'topics',
      type: '[]WriteStateData',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        {
          name: 'partitions',
          type: '[]PartitionData',
          versions: '0+',
          fields: [
            { name: 'partition', type: 'int32', versions: '0+' },
            { name: 'stateEpoch', type: 'int32', versions: '0+' },
            { name: 'leaderEpoch', type: 'int32', versions: '0+' },
            { name: 'startOffset', type: 'int64', versions: '0+' },
            { name: 'deliveryCompleteCount', type: 'int32', versions: '1+', default: -1, ignorable: true },
            {
              name: 'stateBatches',
              type: '[]StateBatch',
              versions: '0+',
              fields: [
                { name: 'firstOffset', type: 'int64', versions: '0+' },
                { name: 'lastOffset', type: 'int64', versions: '0+' },
                { name: 'deliveryState', type: 'int8', versions: '0+' },
                { name: 'deliveryCount', type: 'int16', versions: '0+' },
              ],
            },
          ],
        },
      ],
    },
  ],
}
