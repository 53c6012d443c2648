/**
 * Response: BrokerRegistrationResponse, its fields and versions as data.
 * Answer to BrokerRegistration.
 */
import type { MessageSchema } from './message-schema.js'

export const brokerRegistrationResponse: MessageSchema = {
  name: 'BrokerRegistrationResponse',
  kind: 'response',
  apiKey: 62,
  validVersions: '0-4',
  flexibleVersions: '0+',
  about: 'Answer to BrokerRegistration.',
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
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '0+',
      default: -1,
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
  ],
}
