/**
 * Request: ListOffsetsRequest, its fields and versions as data.
 * Finds offsets by time, or the ends of a partition by special timestamps.
 */
import type { MessageSchema } from './message-schema.js'

export const listOffsetsRequest: MessageSchema = {
  name: 'ListOffsetsRequest',
  kind: 'request',
  apiKey: 2,
  validVersions: '0-11',
  flexibleVersions: '6+',
  about: 'Finds offsets by time, or the ends of a partition by special timestamps.',
  fields: [
    {
      name: 'replicaId',
      type: 'int32',
      versions: '0+',
      entityType: 'brokerId',
      about: 'Broker id of a follower; -1 for a consumer.',
    },
    {
      name: 'isolationLevel',
      type: 'int8',
      versions: '2+',
      about: '0 reads uncommitted records, 1 committed ones only.',
    },
    {
      name: 'topics',
      type: '[]ListOffsetsTopic',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]ListOffsetsPartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'currentLeaderEpoch',
              type: 'int32',
              versions: '4+',
              default: -1,
              ignorable: true,
              about: 'Leader epoch that the sender believes in; -1 asks for no check.',
            },
            {
              name: 'timestamp',
              type: 'int64',
              versions: '0+',
              about: 'Milliseconds, or one of the special values below 0.',
            },
            {
              name: 'maxNumOffsets',
              type: 'int32',
              versions: '0',
              default: 1,
              about: 'How many offsets to return at most.',
            },
          ],
        },
      ],
    },
    {
      name: 'timeoutMs',
      type: 'int32',
      versions: '10+',
      ignorable: true,
      about: 'How long the server may take, in milliseconds.',
    },
  ],
}
