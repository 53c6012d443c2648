/**
 * Response: DeleteAclsResponse, its fields and versions as data.
 * Answer to DeleteAcls.
 */
import type { MessageSchema } from './message-schema.js'

export const deleteAclsResponse: MessageSchema = {
  name: 'DeleteAclsResponse',
  kind: 'response',
  apiKey: 31,
  validVersions: '0-3',
  flexibleVersions: '2+',
  about: 'Answer to DeleteAcls.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'filterResults',
      type: '[]DeleteAclsFilterResult',
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
          about: 'More about the error for people; null if there is none.',
        },
        {
          name: 'matchingAcls',
          type: '[]DeleteAclsMatchingAcl',
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
              about: 'More about the error for people; null if there is none.',
            },
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
