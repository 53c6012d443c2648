/**
 * Request: EndTxnRequest, its fields and versions as data.
 * Commits or aborts a transaction.
 */
import type { MessageSchema } from './message-schema.js'

export const endTxnRequest: MessageSchema = {
  name: 'EndTxnRequest',
  kind: 'request',
  apiKey: 26,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'Commits or aborts a transaction.',
  fields: [
    {
      name: 'transactionalId',
      type: 'string',
      versions: '0+',
      entityType: 'transactionalId',
      about: 'Name by which a transactional producer is known.',
    },
    {
      name: 'producerId',
      type: 'int64',
      versions: '0+',
      entityType: 'producerId',
      about: 'Id of the producer; -1 for none.',
    },
    {
      name: 'producerEpoch',
      type: 'int16',
      versions: '0+',
      about: 'Epoch of the producer, by which older ones are fenced; -1 for none.',
    },
    { name: 'committed', type: 'bool', versions: '0+', about: 'Commit if true, else abort.' },
  ],
}
