/**
 * Value of a coordinator record: StreamsGroupCurrentMemberAssignmentValue, its fields and versions as data.
 * What a member of a streams group owns at present.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupCurrentMemberAssignmentValue: MessageSchema = {
  name: 'StreamsGroupCurrentMemberAssignmentValue',
  kind: 'coordinator-value',
  apiKey: 22,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'What a member of a streams group owns at present.',
  fields: [
    { name: 'memberEpoch', type: 'int32', versions: '0+', about: 'Group epoch that the member has reached.' },
    {
      name: 'previousMemberEpoch',
      type: 'int32',
      versions: '0+',
      about: 'Epoch the member had before, accepted once more if its answer was lost.',
    },
    { name: 'state', type: 'int8', versions: '0+' },
    { name: 'activeTasks', type: '[]TaskIds', versions: '0+', about: 'Tasks to process.' },
    { name: 'standbyTasks', type: '[]TaskIds', versions: '0+', about: 'Tasks whose state to keep ready.' },
    {
      name: 'warmupTasks',
      type: '[]TaskIds',
      versions: '0+',
      about: 'Tasks whose state to build up before taking them over.',
    },
    { name: 'activeTasksPendingRevocation', type: '[]TaskIds', versions: '0+' },
    { name: 'standbyTasksPendingRevocation', type: '[]TaskIds', versions: '0+' },
    { name: 'warmupTasksPendingRevocation', type: '[]TaskIds', versions: '0+' },
  ],
  structs: [
    {
      name: 'TaskIds',
      versions: '0+',
      fields: [
        {
          name: 'subtopologyId',
          type: 'string',
          versions: '0+',
          about: 'Name of a part of the topology that runs on its own.',
        },
        { name: 'partitions', type: '[]int32', versions: '0+' },
        { name: 'assignmentEpochs', type: '[]int32', versions: '0+', nullable: '0+', tagged: '0+', tag: 0 },
      ],
    },
  ],
}
