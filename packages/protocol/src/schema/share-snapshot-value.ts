/**
 * ShareSnapshotValue.
 */
import type { MessageSchema } from './message-schema.js'

export const shareSnapshotValue: MessageSchema = {
  name: 'ShareSnapshotValue',
  kind: 'coordinator-value',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ShareSnapshotValue',
  fields: [
    { name: 'snapshotEpoch', type: 'int32', versions: '0+' },
    { name: 'stateEpoch', type: 'int32', versions: '0+' },
    { name: 'leaderEpoch', type: 'int32', versions: '0+' },
    { name: 'startOffset', type: 'int64', versions: '0+' },
    { name: 'deliveryCompleteCount', type: 'int32', versions: '0+', tagged: '0+', tag: 0, default: -1 },
    { name: 'createTimestamp', type: 'int64', versions: '0+' },
    { name: 'writeTimestamp', type: 'int64', versions: '0+' },
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
