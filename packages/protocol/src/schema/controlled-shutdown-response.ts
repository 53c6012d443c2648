/**
 * ControlledShutdownResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const controlledShutdownResponse: MessageSchema = {
  name: 'ControlledShutdownResponse',
  kind: 'response',
  apiKey: 7,
  validVersions: '0-3',
  flexibleVersions: '3+',
  about: 'ControlledShutdownResponse',
  fields: [
    { name: 'errorCode', type: 'int16', versions: '0+' },
    {
      name: 'remainingPartitions',
      type: '[]RemainingPartition',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
        { name: 'partitionIndex', type: 'int32', versions: '0+', mapKey: true },
      ],
    },
  ],
}
