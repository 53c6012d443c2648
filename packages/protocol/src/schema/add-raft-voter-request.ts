/**
 * Request: AddRaftVoterRequest, its fields and versions as data.
 * Adds a voter to the metadata quorum (KIP-853).
 */
import type { MessageSchema } from './message-schema.js'

export const addRaftVoterRequest: MessageSchema = {
  name: 'AddRaftVoterRequest',
  kind: 'request',
  apiKey: 80,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Adds a voter to the metadata quorum (KIP-853).',
  fields: [
    {
      name: 'clusterId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Id of the cluster; null where it is not told.',
    },
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the server may take, in milliseconds.',
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
    { name: 'ackWhenCommitted', type: 'bool', versions: '1+', default: true },
  ],
}
