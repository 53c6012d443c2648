/**
 * Response: AllocateProducerIdsResponse, its fields and versions as data.
 * Answer to AllocateProducerIds.
 */
import type { MessageSchema } from './message-schema.js'

export const allocateProducerIdsResponse: MessageSchema = {
  name: 'AllocateProducerIdsResponse',
  kind: 'response',
  apiKey: 67,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to AllocateProducerIds.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    { name: 'producerIdStart', type: 'int64', versions: '0+', entityType: 'producerId' },
    { name: 'producerIdLen', type: 'int32', versions: '0+' },
  ],
}
