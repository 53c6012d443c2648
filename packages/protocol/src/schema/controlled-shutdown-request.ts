/**
 * ControlledShutdownRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const controlledShutdownRequest: MessageSchema = {
  name: 'ControlledShutdownRequest',
  kind: 'request',
  apiKey: 7,
  validVersions: '0-3',
  flexibleVersions: '3+',
  about: 'ControlledShutdownRequest',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'brokerEpoch', type: 'int64', versions: '2+', default: -1, ignorable: true },
  ],
}
