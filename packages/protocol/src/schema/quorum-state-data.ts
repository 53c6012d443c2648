/**
 * Data: QuorumStateData, its fields and versions as data.
 * What a voter of the metadata quorum must remember over a restart.
 */
import type { MessageSchema } from './message-schema.js'

export const quorumStateData: MessageSchema = {
  name: 'QuorumStateData',
  kind: 'data',
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'What a voter of the metadata quorum must remember over a restart.',
  fields: [
    { name: 'clusterId', type: 'string', versions: '0', about: 'Id of the cluster.' },
    { name: 'leaderId', type: 'int32', versions: '0+', default: -1, about: 'Id of the leader; -1 for none.' },
    {
      name: 'leaderEpoch',
      type: 'int32',
      versions: '0+',
      default: -1,
      about: 'Number of the leadership; -1 where it is unknown.',
    },
    { name: 'votedId', type: 'int32', versions: '0+', default: -1 },
    { name: 'appliedOffset', type: 'int64', versions: '0' },
    {
      name: 'currentVoters',
      type: '[]Voter',
      versions: '0',
      nullable: '0',
      fields: [{ name: 'voterId', type: 'int32', versions: '0', about: 'Node id of the voter.' }],
    },
    { name: 'votedDirectoryId', type: 'uuid', versions: '1+' },
  ],
}
