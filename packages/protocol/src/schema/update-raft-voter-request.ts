/**
 * UpdateRaftVoterRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const updateRaftVoterRequest: MessageSchema = {
  name: 'UpdateRaftVoterRequest',
  kind: 'request',
  apiKey: 82,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'UpdateRaftVoterRequest',
  fields: [
    { name: 'clusterId', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'currentLeaderEpoch', type: 'int32', versions: '0+' },
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
    {
      name: 'kRaftVersionFeature',
      type: 'KRaftVersionFeature',
      versions: '0+',
      fields: [
        { name: 'minSupportedVersion', type: 'int16', versions: '0+' },
        { name: 'maxSupportedVersion', type: 'int16', versions: '0+' },
      ],
    },
  ],
}
