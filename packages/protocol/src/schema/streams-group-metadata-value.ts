/**
 * Value of a coordinator record: StreamsGroupMetadataValue, its fields and versions as data.
 * The epoch of a streams group.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupMetadataValue: MessageSchema = {
  name: 'StreamsGroupMetadataValue',
  kind: 'coordinator-value',
  apiKey: 17,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The epoch of a streams group.',
  fields: [
    { name: 'epoch', type: 'int32', versions: '0+' },
    {
      name: 'metadataHash',
      type: 'bigint64',
      versions: '0+',
      about: "Hash of the subscribed topics' metadata: all 64 bits count.",
    },
    { name: 'validatedTopologyEpoch', type: 'int32', versions: '0+', tagged: '0+', tag: 0, default: -1 },
    {
      name: 'lastAssignmentConfigs',
      type: '[]LastAssignmentConfig',
      versions: '0+',
      nullable: '0+',
      tagged: '0+',
      tag: 1,
    },
  ],
  structs: [
    {
      name: 'LastAssignmentConfig',
      versions: '0+',
      fields: [
        { name: 'key', type: 'string', versions: '0+' },
        { name: 'value', type: 'string', versions: '0+' },
      ],
    },
  ],
}
