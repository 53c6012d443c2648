/**
 * RemoveRaftVoterRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const removeRaftVoterRequest: MessageSchema = {
  name: 'RemoveRaftVoterRequest',
  kind: 'request',
  apiKey: 81,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'RemoveRaftVoterRequest',
  fields: [
    { name: 'clusterId', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'voterId', type: 'int32', versions: '0+' },
    { name: 'voterDirectoryId', type: 'uuid', versions: '0+' },
  ],
}
