/**
 * Request: InitProducerIdRequest, its fields and versions as data.
 * Gets a producer id and epoch, and fences older producers of a transactional id (KIP-98).
 */
import type { MessageSchema } from './message-schema.js'

export const initProducerIdRequest: MessageSchema = {
  name: 'InitProducerIdRequest',
  kind: 'request',
  apiKey: 22,
  validVersions: '0-6',
  flexibleVersions: '2+',
  latestVersionUnstable: true,
  about: 'Gets a producer id and epoch, and fences older producers of a transactional id (KIP-98).',
  fields: [
    {
      name: 'transactionalId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      entityType: 'transactionalId',
      about: 'Name by which a transactional producer is known; null without a transaction.',
    },
    { name: 'transactionTimeoutMs', type: 'int32', versions: '0+' },
    {
      name: 'producerId',
      type: 'int64',
      versions: '3+',
      default: -1,
      entityType: 'producerId',
      about: 'Id of the producer; -1 for none.',
    },
    {
      name: 'producerEpoch',
      type: 'int16',
      versions: '3+',
      default: -1,
      about: 'Epoch of the producer, by which older ones are fenced; -1 for none.',
    },
    {
      name: 'enable2Pc',
      type: 'bool',
      versions: '6+',
      about: 'The producer leaves transactions prepared for an outside coordinator (KIP-939).',
    },
    { name: 'keepPreparedTxn', type: 'bool', versions: '6+', about: 'Do not abort a prepared transaction.' },
  ],
}
