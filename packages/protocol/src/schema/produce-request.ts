/**
 * ProduceRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const produceRequest: MessageSchema = {
  name: 'ProduceRequest',
  kind: 'request',
  apiKey: 0,
  validVersions: '0-13',
  flexibleVersions: '9+',
  about: 'ProduceRequest',
  fields: [
    {
      name: 'transactionalId',
      type: 'string',
      versions: '3+',
      nullable: '3+',
      default: null,
      entityType: 'transactionalId',
    },
    { name: 'acks', type: 'int16', versions: '0+' },
    { name: 'timeoutMs', type: 'int32', versions: '0+' },
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
        { name: 'topicId', type: 'uuid', versions: '13+', ignorable: true, mapKey: true },
        {
          name: 'partitionData',
          type: '[]PartitionProduceData',
          versions: '0+',
          fields: [
            { name: 'index', type: 'int32', versions: '0+' },
            { name: 'records', type: 'records', versions: '0+', nullable: '0+' },
          ],
        },
      ],
    },
  ],
}
