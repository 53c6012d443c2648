/**
 * Request: OffsetFetchRequest, its fields and versions as data.
 * Asks how far groups have read.
 */
import type { MessageSchema } from './message-schema.js'

export const offsetFetchRequest: MessageSchema = {
  name: 'OffsetFetchRequest',
  kind: 'request',
  apiKey: 9,
  validVersions: '0-10',
  flexibleVersions: '6+',
  about: 'Asks how far groups have read.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0-7', entityType: 'groupId' },
    {
      name: 'topics',
      type: '[]OffsetFetchRequestTopic',
      versions: '0-7',
      nullable: '2-7',
      fields: [
        { name: 'name', type: 'string', versions: '0-7', entityType: 'topicName' },
        { name: 'partitionIndexes', type: '[]int32', versions: '0-7' },
      ],
    },
    {
      name: 'groups',
      type: '[]OffsetFetchRequestGroup',
      versions: '8+',
      fields: [
        { name: 'groupId', type: 'string', versions: '8+', entityType: 'groupId' },
        {
          name: 'memberId',
          type: 'string',
          versions: '9+',
          nullable: '9+',
          default: null,
          ignorable: true,
          about: 'Id that the coordinator knows the member by.',
        },
        {
          name: 'memberEpoch',
          type: 'int32',
          versions: '9+',
          default: -1,
          ignorable: true,
          about: 'Group epoch that the member has reached; 0 joins, -1 leaves.',
        },
        {
          name: 'topics',
          type: '[]OffsetFetchRequestTopics',
          versions: '8+',
          nullable: '8+',
          fields: [
            { name: 'name', type: 'string', versions: '8-9', ignorable: true, entityType: 'topicName' },
            {
              name: 'topicId',
              type: 'uuid',
              versions: '10+',
              ignorable: true,
              about: 'Id of the topic; the zero uuid where it is unknown.',
            },
            { name: 'partitionIndexes', type: '[]int32', versions: '8+' },
          ],
        },
      ],
    },
    {
      name: 'requireStable',
      type: 'bool',
      versions: '7+',
      about: 'Refuse offsets that an open transaction may still change.',
    },
  ],
}
