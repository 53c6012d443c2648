/**
 * Response: ConsumerGroupDescribeResponse, its fields and versions as data.
 * Answer to ConsumerGroupDescribe.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupDescribeResponse: MessageSchema = {
  name: 'ConsumerGroupDescribeResponse',
  kind: 'response',
  apiKey: 69,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'Answer to ConsumerGroupDescribe.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'groups',
      type: '[]DescribedGroup',
      versions: '0+',
      fields: [
        {
          name: 'errorCode',
          type: 'int16',
          versions: '0+',
          about: '0 for success, else a code of the error table.',
        },
        {
          name: 'errorMessage',
          type: 'string',
          versions: '0+',
          nullable: '0+',
          default: null,
          about: 'More about the error for people; null if there is none.',
        },
        { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
        { name: 'groupState', type: 'string', versions: '0+' },
        {
          name: 'groupEpoch',
          type: 'int32',
          versions: '0+',
          about: 'Number that grows whenever members or subscriptions of the group change.',
        },
        {
          name: 'assignmentEpoch',
          type: 'int32',
          versions: '0+',
          about: 'Group epoch for which the assignment was made.',
        },
        { name: 'assignorName', type: 'string', versions: '0+' },
        {
          name: 'members',
          type: '[]Member',
          versions: '0+',
          fields: [
            {
              name: 'memberId',
              type: 'string',
              versions: '0+',
              about: 'Id that the coordinator knows the member by.',
            },
            {
              name: 'instanceId',
              type: 'string',
              versions: '0+',
              nullable: '0+',
              default: null,
              about: 'Fixed name of a static member; null for a dynamic one.',
            },
            {
              name: 'rackId',
              type: 'string',
              versions: '0+',
              nullable: '0+',
              default: null,
              about: 'Where the sender stands, as its operator named it; empty or null if it did not.',
            },
            {
              name: 'memberEpoch',
              type: 'int32',
              versions: '0+',
              about: 'Group epoch that the member has reached.',
            },
            { name: 'clientId', type: 'string', versions: '0+' },
            { name: 'clientHost', type: 'string', versions: '0+' },
            {
              name: 'subscribedTopicNames',
              type: '[]string',
              versions: '0+',
              entityType: 'topicName',
              about: 'Topics that the member reads.',
            },
            {
              name: 'subscribedTopicRegex',
              type: 'string',
              versions: '0+',
              nullable: '0+',
              default: null,
              about: 'Regular expression of topics, in the syntax of RE2; null if unused or unchanged.',
            },
            {
              name: 'assignment',
              type: 'Assignment',
              versions: '0+',
              about: 'Partitions given to the member.',
            },
            { name: 'targetAssignment', type: 'Assignment', versions: '0+' },
            { name: 'memberType', type: 'int8', versions: '1+', default: -1, ignorable: true },
          ],
        },
        {
          name: 'authorizedOperations',
          type: 'int32',
          versions: '0+',
          default: -2147483648,
          about: 'Bits of what the asker may do; -2147483648 if that was not asked for.',
        },
      ],
    },
  ],
  structs: [
    {
      name: 'Assignment',
      versions: '0+',
      fields: [
        { name: 'topicPartitions', type: '[]TopicPartitions', versions: '0+', about: 'Partitions by topic.' },
      ],
    },
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
        { name: 'topicName', type: 'string', versions: '0+', entityType: 'topicName' },
        { name: 'partitions', type: '[]int32', versions: '0+' },
      ],
    },
  ],
}
