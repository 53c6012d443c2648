/**
 * Request: ControlledShutdownRequest, its fields and versions as data.
 * A broker asks the controller to move leaderships away before it stops (ZooKeeper era).
 */
import type { MessageSchema } from './message-schema.js'

export const controlledShutdownRequest: MessageSchema = {
  name: 'ControlledShutdownRequest',
  kind: 'request',
  apiKey: 7,
  validVersions: '0-3',
  flexibleVersions: '3+',
  about: 'A broker asks the controller to move leaderships away before it stops (ZooKeeper era).',
  fields: [
    { name: 'brokerId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '2+',
      default: -1,
      ignorable: true,
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
  ],
}
