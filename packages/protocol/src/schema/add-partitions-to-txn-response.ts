/**
 * Response: AddPartitionsToTxnResponse, its fields and versions as data.
 * Answer to AddPartitionsToTxn.
 */
import type { MessageSchema } from './message-schema.js'

export const addPartitionsToTxnResponse: MessageSchema = {
  name: 'AddPartitionsToTxnResponse',
  kind: 'response',
  apiKey: 24,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'Answer to AddPartitionsToTxn.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    { name: 'resultsByTopicV3AndBelow', type: '[]AddPartitionsToTxnTopicResult', versions: '0-3' },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '4+',
      ignorable: true,
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'resultsByTransaction',
      type: '[]AddPartitionsToTxnResult',
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
        { name: 'topicResults', type: '[]AddPartitionsToTxnTopicResult', versions: '4+' },
      ],
    },
  ],
  structs: [
    {
      name: 'AddPartitionsToTxnTopicResult',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'resultsByPartition', type: '[]AddPartitionsToTxnPartitionResult', versions: '0+' },
      ],
    },
    {
      name: 'AddPartitionsToTxnPartitionResult',
      versions: '0+',
      fields: [
        { name: 'partitionIndex', type: 'int32', versions: '0+', mapKey: true },
        { name: 'partitionErrorCode', type: 'int16', versions: '0+' },
      ],
    },
  ],
}
