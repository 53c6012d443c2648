/**
 * Data: VotersRecord, its fields and versions as data.
 * The voters of the metadata quorum; a control record.
 */
import type { MessageSchema } from './message-schema.js'

export const votersRecord: MessageSchema = {
  name: 'VotersRecord',
  kind: 'data',
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The voters of the metadata quorum; a control record.',
  fields: [
    { name: 'version', type: 'int16', versions: '0+' },
    {
      name: 'voters',
      type: '[]Voter',
      versions: '0+',
      fields: [
        {
          name: 'voterId',
          type: 'int32',
          versions: '0+',
          entityType: 'brokerId',
          about: 'Node id of the voter.',
        },
        {
          name: 'voterDirectoryId',
          type: 'uuid',
          versions: '0+',
          about: "Id of the voter's metadata log directory.",
        },
        {
          name: 'endpoints',
          type: '[]Endpoint',
          versions: '0+',
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
    },
  ],
}
