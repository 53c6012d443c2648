/**
 * ConsumerGroupDescribeResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupDescribeResponse: MessageSchema = {
  name: 'ConsumerGroupDescribeResponse',
  kind: 'response',
  apiKey: 69,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'ConsumerGroupDescribeResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    {
      name: 'groups',
      type: '[]DescribedGroup',
      versions: '0+',
      fields: [
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
        { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
        { name: 'groupState', type: 'string', versions: '0+' },
        { name: 'groupEpoch', type: 'int32', versions: '0+' },
        { name: 'assignmentEpoch', type: 'int32', versions: '0+' },
        { name: 'assignorName', type: 'string', versions: '0+' },
        {
          name: 'members',
          type: '[]Member',
          versions: '0+',
          fields: [
            { name: 'memberId', type: 'string', versions: '0+' },
            { name: 'instanceId', type: 'string', versions: '0+', nullable: '0+', default: null },
            { name: 'rackId', type: 'string', versions: '0+', nullable: '0+', default: null },
            { name: 'memberEpoch', type: 'int32', versions: '0+' },
            { name: 'clientId', type: 'string', versions: '0+' },
            { name: 'clientHost', type: 'string', versions: '0+' },
            { name: 'subscribedTopicNames', type: '[]string', versions: '0+', entityType: 'topicName' },
            { name: 'subscribedTopicRegex', type: 'string', versions: '0+', nullable: '0+', default: null },
            { name: 'assignment', type: 'Assignment', versions: '0+' },
            { name: 'targetAssignment', type: 'Assignment', versions: '0+' },
            { name: 'memberType', type: 'int8', versions: '1+', default: -1, ignorable: true },
          ],
        },
        { name: 'authorizedOperations', type: 'int32', versions: '0+', default: -2147483648 },
      ],
    },
  ],
  structs: [
    {
      name: 'Assignment',
      versions: '0+',
      fields: [{ name: 'topicPartitions', type: '[]TopicPartitions', versions: '0+' }],
    },
    {
      name: 'TopicPartitions',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+' },
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
