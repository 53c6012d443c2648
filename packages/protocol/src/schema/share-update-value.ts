/**
 * ShareUpdateValue.
 */
import type { MessageSchema } from './message-schema.js'

export const shareUpdateValue: MessageSchema = {
  name: 'ShareUpdateValue',
  kind: 'coordinator-value',
  apiKey: 1,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ShareUpdateValue',
  fields: [
    { name: 'snapshotEpoch', type: 'int32', versions: '0+' },
    { name: 'leaderEpoch', type: 'int32', versions: '0+' },
    { name: 'startOffset', type: 'int64', versions: '0+' },
    { name: 'deliveryCompleteCount', type: 'int32', versions: '0+', tagged: '0+', tag: 0, default: -1 },
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
}
