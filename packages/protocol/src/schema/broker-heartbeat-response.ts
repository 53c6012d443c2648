/**
 * Response: BrokerHeartbeatResponse, its fields and versions as data.
 * Answer to BrokerHeartbeat.
 */
import type { MessageSchema } from './message-schema.js'

export const brokerHeartbeatResponse: MessageSchema = {
  name: 'BrokerHeartbeatResponse',
  kind: 'response',
  apiKey: 63,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Answer to BrokerHeartbeat.',
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
      name: 'isCaughtUp',
      type: 'bool',
      versions: '0+',
      about: 'The broker has read the metadata up to its registration.',
    },
    {
      name: 'isFenced',
      type: 'bool',
      versions: '0+',
      default: true,
      about: 'The node is registered and may lead nothing.',
    },
    { name: 'shouldShutDown', type: 'bool', versions: '0+', about: 'The broker may stop now.' },
  ],
}
