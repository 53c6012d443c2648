/**
 * Response: DescribeAclsResponse, its fields and versions as data.
 * Answer to DescribeAcls.
 */
import type { MessageSchema } from './message-schema.js'

export const describeAclsResponse: MessageSchema = {
  name: 'DescribeAclsResponse',
  kind: 'response',
  apiKey: 29,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Answer to DescribeAcls.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
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
      about: 'More about the error for people; null if there is none.',
    },
    {
      name: 'resources',
      type: '[]DescribeAclsResource',
      versions: '0+',
      fields: [
        {
          name: 'resourceType',
          type: 'int8',
          versions: '0+',
          about: 'Kind of resource: topic, group, broker and so on.',
        },
        { name: 'resourceName', type: 'string', versions: '0+' },
        {
          name: 'patternType',
          type: 'int8',
          versions: '1+',
          default: 3,
          about: 'How the name is meant: literally or as a prefix.',
        },
        {
          name: 'acls',
          type: '[]AclDescription',
          versions: '0+',
          fields: [
            { name: 'principal', type: 'string', versions: '0+', about: 'Who, such as User:alice.' },
            {
              name: 'host',
              type: 'string',
              versions: '0+',
              about: 'Host that the entry is about; * for all.',
            },
            { name: 'operation', type: 'int8', versions: '0+', about: 'What is allowed or denied.' },
            { name: 'permissionType', type: 'int8', versions: '0+', about: 'Allow or deny.' },
          ],
        },
      ],
    },
  ],
}
