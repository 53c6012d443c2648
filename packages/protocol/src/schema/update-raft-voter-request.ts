/**
 * Request: UpdateRaftVoterRequest, its fields and versions as data.
 * Changes the endpoints of a voter.
 */
import type { MessageSchema } from './message-schema.js'

export const updateRaftVoterRequest: MessageSchema = {
  name: 'UpdateRaftVoterRequest',
  kind: 'request',
  apiKey: 82,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Changes the endpoints of a voter.',
  fields: [
    {
      name: 'clusterId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Id of the cluster; null where it is not told.',
    },
    {
      name: 'currentLeaderEpoch',
      type: 'int32',
      versions: '0+',
      about: 'Leader epoch that the sender believes in; -1 asks for no check.',
    },
    { name: 'voterId', type: 'int32', versions: '0+', about: 'Node id of the voter.' },
    {
      name: 'voterDirectoryId',
      type: 'uuid',
      versions: '0+',
      about: "Id of the voter's metadata log directory.",
    },
    {
      name: 'listeners',
      type: '[]Listener',
      versions: '0+',
      about: "Endpoints under their listeners' names.",
      fields: [
        { name: 'name', type: 'string', versions: '0+', mapKey: true },
        { name: 'host', type: 'string', versions: '0+', about: 'Host name or address.' },
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
