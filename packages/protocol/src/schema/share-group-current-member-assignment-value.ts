/**
 * Value of a coordinator record: ShareGroupCurrentMemberAssignmentValue, its fields and versions as data.
 * What a member of a share group owns at present.
 */
import type { MessageSchema } from './message-schema.js'

export const shareGroupCurrentMemberAssignmentValue: MessageSchema = {
  name: 'ShareGroupCurrentMemberAssignmentValue',
  kind: 'coordinator-value',
  apiKey: 14,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'What a member of a share group owns at present.',
  fields: [
    { name: 'memberEpoch', type: 'int32', versions: '0+', about: 'Group epoch that the member has reached.' },
    {
      name: 'previousMemberEpoch',
      type: 'int32',
      versions: '0+',
      about: 'Epoch the member had before, accepted once more if its answer was lost.',
    },
    { name: 'state', type: 'int8', versions: '0+' },
    { name: 'assignedPartitions', type: '[]TopicPartitions', versions: '0+' },
  ],
  structs: [
    {
      name: 'TopicPartitions',
      versions: '0+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
