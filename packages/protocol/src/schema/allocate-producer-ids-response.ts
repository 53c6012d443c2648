/**
 * AllocateProducerIdsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const allocateProducerIdsResponse: MessageSchema = {
  name: 'AllocateProducerIdsResponse',
  kind: 'response',
  apiKey: 67,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'AllocateProducerIdsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'producerIdStart', type: 'int64', versions: '0+', entityType: 'producerId' },
    { name: 'producerIdLen', type: 'int32', versions: '0+' },
  ],
}
