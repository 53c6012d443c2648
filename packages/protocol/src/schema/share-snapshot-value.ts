/**
 * Value of a coordinator record: ShareSnapshotValue, its fields and versions as data.
 * The whole stored state of a share partition.
 */
import type { MessageSchema } from './message-schema.js'

export const shareSnapshotValue: MessageSchema = {
  name: 'ShareSnapshotValue',
  kind: 'coordinator-value',
  apiKey: 0,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The whole stored state of a share partition.',
  fields: [
    { name: 'snapshotEpoch', type: 'int32', versions: '0+' },
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
      versions: '0+',
      tagged: '0+',
      tag: 0,
      default: -1,
      about: 'Records at or after the start offset that are done with; -1 if unknown.',
    },
    { name: 'createTimestamp', type: 'int64', versions: '0+' },
    { name: 'writeTimestamp', type: 'int64', versions: '0+' },
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
}
