/**
 * FindCoordinatorResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const findCoordinatorResponse: MessageSchema = {
  name: 'FindCoordinatorResponse',
  kind: 'response',
  apiKey: 10,
  validVersions: '0-6',
  flexibleVersions: '3+',
  about: 'FindCoordinatorResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '1+', ignorable: true },
    { name: 'errorCode', type: 'int16', versions: '0-3' },
    { name: 'errorMessage', type: 'string', versions: '1-3', nullable: '1-3', ignorable: true },
    { name: 'nodeId', type: 'int32', versions: '0-3', entityType: 'brokerId' },
    { name: 'host', type: 'string', versions: '0-3' },
    { name: 'port', type: 'int32', versions: '0-3' },
    {
      name: 'coordinators',
      type: '[]Coordinator',
      versions: '4+',
      fields: [
        { name: 'key', type: 'string', versions: '4+' },
        { name: 'nodeId', type: 'int32', versions: '4+', entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '4+' },
        { name: 'port', type: 'int32', versions: '4+' },
        { name: 'errorCode', type: 'int16', versions: '4+' },
        { name: 'errorMessage', type: 'string', versions: '4+', nullable: '4+', ignorable: true },
      ],
    },
  ],
}
