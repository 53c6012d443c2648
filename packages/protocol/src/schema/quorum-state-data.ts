/**
 * QuorumStateData.
 */
import type { MessageSchema } from './message-schema.js'

export const quorumStateData: MessageSchema = {
  name: 'QuorumStateData',
  kind: 'data',
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'QuorumStateData',
  fields: [
    { name: 'clusterId', type: 'string', versions: '0' },
    { name: 'leaderId', type: 'int32', versions: '0+', default: -1 },
    { name: 'leaderEpoch', type: 'int32', versions: '0+', default: -1 },
    { name: 'votedId', type: 'int32', versions: '0+', default: -1 },
    { name: 'appliedOffset', type: 'int64', versions: '0' },
    {
      name: 'currentVoters',
      type: '[]Voter',
      versions: '0',
      nullable: '0',
      fields: [{ name: 'voterId', type: 'int32', versions: '0' }],
    },
    { name: 'votedDirectoryId', type: 'uuid', versions: '1+' },
  ],
}
