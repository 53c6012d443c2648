/**
 * AddRaftVoterRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const addRaftVoterRequest: MessageSchema = {
  name: 'AddRaftVoterRequest',
  kind: 'request',
  apiKey: 80,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'AddRaftVoterRequest',
  fields: [
    { name: 'clusterId', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'timeoutMs', type: 'int32', versions: '0+' },
    { name: 'voterId', type: 'int32', versions: '0+' },
    { name: 'voterDirectoryId', type: 'uuid', versions: '0+' },
    {
      name: 'listeners',
      type: '[]Listener',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true },
        { name: 'host', type: 'string', versions: '0+' },
        { name: 'port', type: 'uint16', versions: '0+' },
      ],
    },
    { name: 'ackWhenCommitted', type: 'bool', versions: '1+', default: true },
  ],
}
