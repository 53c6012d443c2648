/**
 * StreamsGroupTargetAssignmentMemberValue.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTargetAssignmentMemberValue: MessageSchema = {
  name: 'StreamsGroupTargetAssignmentMemberValue',
  kind: 'coordinator-value',
  apiKey: 21,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'StreamsGroupTargetAssignmentMemberValue',
  fields: [
    { name: 'activeTasks', type: '[]TaskIds', versions: '0+' },
    { name: 'standbyTasks', type: '[]TaskIds', versions: '0+' },
    { name: 'warmupTasks', type: '[]TaskIds', versions: '0+' },
  ],
  structs: [
    {
      name: 'TaskIds',
      versions: '0+',
      fields: [
        { name: 'subtopologyId', type: 'string', versions: '0+' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
