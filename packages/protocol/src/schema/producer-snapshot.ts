/**
 * Data: ProducerSnapshot, its fields and versions as data.
 * A log's producer state at an offset: the content of a .snapshot file.
 */
import type { MessageSchema } from './message-schema.js'

export const producerSnapshot: MessageSchema = {
  name: 'ProducerSnapshot',
  kind: 'data',
  validVersions: '1',
  flexibleVersions: 'none',
  about: "A log's producer state at an offset: the content of a .snapshot file.",
  fields: [
    { name: 'crc', type: 'uint32', versions: '1+', about: 'CRC-32C of what follows.' },
    {
      name: 'producerEntries',
      type: '[]ProducerEntry',
      versions: '1+',
      fields: [
        { name: 'producerId', type: 'int64', versions: '1+', about: 'Id of the producer; -1 for none.' },
        { name: 'epoch', type: 'int16', versions: '1+' },
        { name: 'lastSequence', type: 'int32', versions: '1+' },
        { name: 'lastOffset', type: 'int64', versions: '1+', about: 'Inclusive.' },
        {
          name: 'offsetDelta',
          type: 'int32',
          versions: '1+',
          about: 'Last offset minus first offset of the last batch.',
        },
        { name: 'timestamp', type: 'int64', versions: '1+', about: 'Milliseconds since the epoch.' },
        {
          name: 'coordinatorEpoch',
          type: 'int32',
          versions: '1+',
          about: "Number of the transaction coordinator's term.",
        },
        {
          name: 'currentTxnFirstOffset',
          type: 'int64',
          versions: '1+',
          about: 'First offset of the open transaction; -1 if none is open.',
        },
      ],
    },
  ],
}
