/**
 * Response: DescribeGroupsResponse, its fields and versions as data.
 * Answer to DescribeGroups.
 */
import type { MessageSchema } from './message-schema.js'

export const describeGroupsResponse: MessageSchema = {
  name: 'DescribeGroupsResponse',
  kind: 'response',
  apiKey: 15,
  validVersions: '0-6',
  flexibleVersions: '5+',
  about: 'Answer to DescribeGroups.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '1+',
      ignorable: true,
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
          versions: '6+',
          nullable: '6+',
          default: null,
          about: 'More about the error for people; null if there is none.',
        },
        { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
        { name: 'groupState', type: 'string', versions: '0+' },
        {
          name: 'protocolType',
          type: 'string',
          versions: '0+',
          about: 'Kind of group, such as consumer or connect.',
        },
        { name: 'protocolData', type: 'string', versions: '0+' },
        {
          name: 'members',
          type: '[]DescribedGroupMember',
          versions: '0+',
          fields: [
            {
              name: 'memberId',
              type: 'string',
              versions: '0+',
              about: 'Id that the coordinator knows the member by.',
            },
            {
              name: 'groupInstanceId',
              type: 'string',
              versions: '4+',
              nullable: '4+',
              default: null,
              ignorable: true,
              about: 'Fixed name of a static member (KIP-345); null for a dynamic one.',
            },
            { name: 'clientId', type: 'string', versions: '0+' },
            { name: 'clientHost', type: 'string', versions: '0+' },
            { name: 'memberMetadata', type: 'bytes', versions: '0+' },
            { name: 'memberAssignment', type: 'bytes', versions: '0+' },
          ],
        },
        {
          name: 'authorizedOperations',
          type: 'int32',
          versions: '3+',
          default: -2147483648,
          about: 'Bits of what the asker may do; -2147483648 if that was not asked for.',
        },
      ],
    },
  ],
}
