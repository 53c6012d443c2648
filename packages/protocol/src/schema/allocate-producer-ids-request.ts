/**
 * Request: AllocateProducerIdsRequest, its fields and versions as data.
 * A broker gets a block of producer ids from the controller.
 */
import type { MessageSchema } from './message-schema.js'

export const allocateProducerIdsRequest: MessageSchema = {
  name: 'AllocateProducerIdsRequest',
  kind: 'request',
  apiKey: 67,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'A broker gets a block of producer ids from the controller.',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '0+',
      default: -1,
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
  ],
}
