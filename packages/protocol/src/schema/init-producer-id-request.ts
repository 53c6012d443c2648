/**
 * InitProducerIdRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const initProducerIdRequest: MessageSchema = {
  name: 'InitProducerIdRequest',
  kind: 'request',
  apiKey: 22,
  validVersions: '0-6',
  flexibleVersions: '2+',
  latestVersionUnstable: true,
  about: 'InitProducerIdRequest',
  fields: [
    {
      name: 'transactionalId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      entityType: 'transactionalId',
    },
    { name: 'transactionTimeoutMs', type: 'int32', versions: '0+' },
    { name: 'producerId', type: 'int64', versions: '3+', default: -1, entityType: 'producerId' },
    { name: 'producerEpoch', type: 'int16', versions: '3+', default: -1 },
    { name: 'enable2Pc', type: 'bool', versions: '6+' },
    { name: 'keepPreparedTxn', type: 'bool', versions: '6+' },
  ],
}
