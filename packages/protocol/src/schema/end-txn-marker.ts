/**
 * Data: EndTxnMarker, its fields and versions as data.
 * Value of a commit or abort marker in a partition.
 */
import type { MessageSchema } from './message-schema.js'

export const endTxnMarker: MessageSchema = {
  name: 'EndTxnMarker',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Value of a commit or abort marker in a partition.',
  fields: [
    {
      name: 'coordinatorEpoch',
      type: 'int32',
      versions: '0+',
      about: "Number of the transaction coordinator's term.",
    },
  ],
}
