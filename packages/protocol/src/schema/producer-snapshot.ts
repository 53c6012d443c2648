/**
 * ProducerSnapshot.
 */
import type { MessageSchema } from './message-schema.js'

export const producerSnapshot: MessageSchema = {
  name: 'ProducerSnapshot',
  kind: 'data',
  validVersions: '1',
  flexibleVersions: 'none',
  about: 'ProducerSnapshot',
  fields: [
    { name: 'crc', type: 'uint32', versions: '1+' },
    {
      name: 'producerEntries',
      type: '[]ProducerEntry',
      versions: '1+',
      fields: [
        { name: 'producerId', type: 'int64', versions: '1+' },
        { name: 'epoch', type: 'int16', versions: '1+' },
        { name: 'lastSequence', type: 'int32', versions: '1+' },
        { name: 'lastOffset', type: 'int64', versions: '1+' },
        { name: 'offsetDelta', type: 'int32', versions: '1+' },
        { name: 'timestamp', type: 'int64', versions: '1+' },
        { name: 'coordinatorEpoch', type: 'int32', versions: '1+' },
        { name: 'currentTxnFirstOffset', type: 'int64', versions: '1+' },
      ],
    },
  ],
}
