/**
 * StreamsGroupCurrentMemberAssignmentValue.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupCurrentMemberAssignmentValue: MessageSchema = {
  name: 'StreamsGroupCurrentMemberAssignmentValue',
  kind: 'coordinator-value',
  apiKey: 22,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'StreamsGroupCurrentMemberAssignmentValue',
  fields: [
    { name: 'memberEpoch', type: 'int32', versions: '0+' },
    { name: 'previousMemberEpoch', type: 'int32', versions: '0+' },
    { name: 'state', type: 'int8', versions: '0+' },
    { name: 'activeTasks', type: '[]TaskIds', versions: '0+' },
    { name: 'standbyTasks', type: '[]TaskIds', versions: '0+' },
    { name: 'warmupTasks', type: '[]TaskIds', versions: '0+' },
    { name: 'activeTasksPendingRevocation', type: '[]TaskIds', versions: '0+' },
    { name: 'standbyTasksPendingRevocation', type: '[]TaskIds', versions: '0+' },
    { name: 'warmupTasksPendingRevocation', type: '[]TaskIds', versions: '0+' },
  ],
  structs: [
    {
      name: 'TaskIds',
      versions: '0+',
      fields: [
        { name: 'subtopologyId', type: 'string', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
        { name: 'assignmentEpochs', type: '[]int32', versions: '0+', nullable: '0+', tagged: '0+', tag: 0 },
      ],
    },
  ],
}
