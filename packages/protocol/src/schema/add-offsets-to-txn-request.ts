/**
 * Request: AddOffsetsToTxnRequest, its fields and versions as data.
 * Adds a group's offsets to a transaction.
 */
import type { MessageSchema } from './message-schema.js'

export const addOffsetsToTxnRequest: MessageSchema = {
  name: 'AddOffsetsToTxnRequest',
  kind: 'request',
  apiKey: 25,
  validVersions: '0-4',
  flexibleVersions: '3+',
  about: "Adds a group's offsets to a transaction.",
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
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
  ],
}
