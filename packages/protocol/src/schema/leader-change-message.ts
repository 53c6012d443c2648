/**
 * Data: LeaderChangeMessage, its fields and versions as data.
 * A new leader of the metadata quorum; a control record.
 */
import type { MessageSchema } from './message-schema.js'

export const leaderChangeMessage: MessageSchema = {
  name: 'LeaderChangeMessage',
  kind: 'data',
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'A new leader of the metadata quorum; a control record.',
  fields: [
    { name: 'version', type: 'int16', versions: '0+' },
    {
      name: 'leaderId',
      type: 'int32',
      versions: '0+',
      entityType: 'brokerId',
      about: 'Id of the leader; -1 for none.',
    },
    { name: 'voters', type: '[]Voter', versions: '0+' },
    { name: 'grantingVoters', type: '[]Voter', versions: '0+' },
  ],
  structs: [
    {
      name: 'Voter',
      versions: '0+',
      fields: [
        { name: 'voterId', type: 'int32', versions: '0+', about: 'Node id of the voter.' },
        {
          name: 'voterDirectoryId',
          type: 'uuid',
          versions: '1+',
          about: "Id of the voter's metadata log directory.",
        },
      ],
    },
  ],
}
