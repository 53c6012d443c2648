/**
 * Value of a coordinator record: TransactionLogValue, its fields and versions as data.
 * The state of a transaction.
 */
import type { MessageSchema } from './message-schema.js'

export const transactionLogValue: MessageSchema = {
  name: 'TransactionLogValue',
  kind: 'coordinator-value',
  apiKey: 0,
  validVersions: '0-1',
  flexibleVersions: '1+',
  about: 'The state of a transaction.',
  fields: [
    { name: 'producerId', type: 'int64', versions: '0+', about: 'Id of the producer; -1 for none.' },
    { name: 'previousProducerId', type: 'int64', versions: '1+', tagged: '1+', tag: 0, default: -1 },
    { name: 'nextProducerId', type: 'int64', versions: '1+', tagged: '1+', tag: 1, default: -1 },
    {
      name: 'producerEpoch',
      type: 'int16',
      versions: '0+',
      about: 'Epoch of the producer, by which older ones are fenced; -1 for none.',
    },
    { name: 'nextProducerEpoch', type: 'int16', versions: '1+', tagged: '1+', tag: 3, default: -1 },
    { name: 'transactionTimeoutMs', type: 'int32', versions: '0+' },
    { name: 'transactionStatus', type: 'int8', versions: '0+' },
    {
      name: 'transactionPartitions',
      type: '[]PartitionsSchema',
      versions: '0+',
      nullable: '0+',
      fields: [
        { name: 'topic', type: 'string', versions: '0+' },
        { name: 'partitionIds', type: '[]int32', versions: '0+' },
      ],
    },
    { name: 'transactionLastUpdateTimestampMs', type: 'int64', versions: '0+' },
    { name: 'transactionStartTimestampMs', type: 'int64', versions: '0+' },
    { name: 'clientTransactionVersion', type: 'int16', versions: '1+', tagged: '1+', tag: 2 },
  ],
}
