/**
 * Request: RemoveRaftVoterRequest, its fields and versions as data.
 * Removes a voter from the metadata quorum.
 */
import type { MessageSchema } from './message-schema.js'

export const removeRaftVoterRequest: MessageSchema = {
  name: 'RemoveRaftVoterRequest',
  kind: 'request',
  apiKey: 81,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Removes a voter from the metadata quorum.',
  fields: [
    {
      name: 'clusterId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Id of the cluster; null where it is not told.',
    },
    { name: 'voterId', type: 'int32', versions: '0+', about: 'Node id of the voter.' },
    {
      name: 'voterDirectoryId',
      type: 'uuid',
      versions: '0+',
      about: "Id of the voter's metadata log directory.",
    },
  ],
}
