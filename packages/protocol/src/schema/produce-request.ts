/**
 * Request: ProduceRequest, its fields and versions as data.
 * Appends record batches to partitions.
 */
import type { MessageSchema } from './message-schema.js'

export const produceRequest: MessageSchema = {
  name: 'ProduceRequest',
  kind: 'request',
  apiKey: 0,
  validVersions: '0-13',
  flexibleVersions: '9+',
  about: 'Appends record batches to partitions.',
  fields: [
    {
      name: 'transactionalId',
      type: 'string',
      versions: '3+',
      nullable: '3+',
      default: null,
      entityType: 'transactionalId',
      about: 'Name by which a transactional producer is known; null without a transaction.',
    },
    {
      name: 'acks',
      type: 'int16',
      versions: '0+',
      about: "0 wants no answer, 1 the leader's, -1 that of all replicas in sync.",
    },
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the server may take, in milliseconds.',
    },
    {
      name: 'topicData',
      type: '[]TopicProduceData',
      versions: '0+',
      fields: [
        {
          name: 'name',
          type: 'string',
          versions: '0-12',
          ignorable: true,
          mapKey: true,
          entityType: 'topicName',
        },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '13+',
          ignorable: true,
          mapKey: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'partitionData',
          type: '[]PartitionProduceData',
          versions: '0+',
          fields: [
            { name: 'index', type: 'int32', versions: '0+' },
            {
              name: 'records',
              type: 'records',
              versions: '0+',
              nullable: '0+',
              about: 'Record batches, as they lie in the log.',
            },
          ],
        },
      ],
    },
  ],
}
