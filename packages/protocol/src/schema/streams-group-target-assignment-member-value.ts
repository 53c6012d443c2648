/**
 * Value of a coordinator record: StreamsGroupTargetAssignmentMemberValue, its fields and versions as data.
 * What a member of a streams group shall own.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTargetAssignmentMemberValue: MessageSchema = {
  name: 'StreamsGroupTargetAssignmentMemberValue',
  kind: 'coordinator-value',
  apiKey: 21,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'What a member of a streams group shall own.',
  fields: [
    { name: 'activeTasks', type: '[]TaskIds', versions: '0+', about: 'Tasks to process.' },
    { name: 'standbyTasks', type: '[]TaskIds', versions: '0+', about: 'Tasks whose state to keep ready.' },
    {
      name: 'warmupTasks',
      type: '[]TaskIds',
      versions: '0+',
      about: 'Tasks whose state to build up before taking them over.',
    },
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
      ],
    },
  ],
}
