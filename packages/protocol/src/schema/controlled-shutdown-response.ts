/**
 * Response: ControlledShutdownResponse, its fields and versions as data.
 * Answer to ControlledShutdown.
 */
import type { MessageSchema } from './message-schema.js'

export const controlledShutdownResponse: MessageSchema = {
  name: 'ControlledShutdownResponse',
  kind: 'response',
  apiKey: 7,
  validVersions: '0-3',
  flexibleVersions: '3+',
  about: 'Answer to ControlledShutdown.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
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
