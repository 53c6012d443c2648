/**
 * Request: AddPartitionsToTxnRequest, its fields and versions as data.
 * Adds partitions to a transaction.
 */
import type { MessageSchema } from './message-schema.js'

export const addPartitionsToTxnRequest: MessageSchema = {
  name: 'AddPartitionsToTxnRequest',
  kind: 'request',
  apiKey: 24,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'Adds partitions to a transaction.',
  fields: [
    { name: 'v3AndBelowTransactionalId', type: 'string', versions: '0-3', entityType: 'transactionalId' },
    { name: 'v3AndBelowProducerId', type: 'int64', versions: '0-3', entityType: 'producerId' },
    { name: 'v3AndBelowProducerEpoch', type: 'int16', versions: '0-3' },
    { name: 'v3AndBelowTopics', type: '[]AddPartitionsToTxnTopic', versions: '0-3' },
    {
      name: 'transactions',
      type: '[]AddPartitionsToTxnTransaction',
      versions: '4+',
      fields: [
        {
          name: 'transactionalId',
          type: 'string',
          versions: '4+',
          mapKey: true,
          entityType: 'transactionalId',
          about: 'Name by which a transactional producer is known.',
        },
        {
          name: 'producerId',
          type: 'int64',
          versions: '4+',
          entityType: 'producerId',
          about: 'Id of the producer; -1 for none.',
        },
        {
          name: 'producerEpoch',
          type: 'int16',
          versions: '4+',
          about: 'Epoch of the producer, by which older ones are fenced; -1 for none.',
        },
        { name: 'verifyOnly', type: 'bool', versions: '4+' },
        { name: 'topics', type: '[]AddPartitionsToTxnTopic', versions: '4+' },
      ],
    },
  ],
  structs: [
    {
      name: 'AddPartitionsToTxnTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
