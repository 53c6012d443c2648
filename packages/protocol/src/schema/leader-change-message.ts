/**
 * LeaderChangeMessage.
 */
import type { MessageSchema } from './message-schema.js'

export const leaderChangeMessage: MessageSchema = {
  name: 'LeaderChangeMessage',
  kind: 'data',
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'LeaderChangeMessage',
  fields: [
    { name: 'version', type: 'int16', versions: '0+' },
    { name: 'leaderId', type: 'int32', versions: '0+', entityType: 'brokerId' },
    { name: 'voters', type: '[]Voter', versions: '0+' },
    { name: 'grantingVoters', type: '[]Voter', versions: '0+' },
  ],
  structs: [
    {
      name: 'Voter',
      versions: '0+',
      fields: [
        { name: 'voterId', type: 'int32', versions: '0+' },
        { name: 'voterDirectoryId', type: 'uuid', versions: '1+' },
      ],
    },
  ],
}
