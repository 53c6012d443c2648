/**
 * Data: AbortedTxn, its fields and versions as data.
 * Entry of a segment's transaction index: an aborted transaction and where it ended.
 */
import type { MessageSchema } from './message-schema.js'

export const abortedTxn: MessageSchema = {
  name: 'AbortedTxn',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: 'none',
  about: "Entry of a segment's transaction index: an aborted transaction and where it ended.",
  fields: [
    { name: 'producerId', type: 'int64', versions: '0+', about: 'Id of the producer; -1 for none.' },
    { name: 'firstOffset', type: 'int64', versions: '0+', about: 'First offset concerned.' },
    { name: 'lastOffset', type: 'int64', versions: '0+', about: 'Inclusive.' },
    {
      name: 'lastStableOffset',
      type: 'int64',
      versions: '0+',
      about: 'First offset that is undecided: below it no transaction is open. -1 where it is unknown.',
    },
  ],
}
