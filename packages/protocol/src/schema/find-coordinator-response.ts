/**
 * Response: FindCoordinatorResponse, its fields and versions as data.
 * Answer to FindCoordinator.
 */
import type { MessageSchema } from './message-schema.js'

export const findCoordinatorResponse: MessageSchema = {
  name: 'FindCoordinatorResponse',
  kind: 'response',
  apiKey: 10,
  validVersions: '0-6',
  flexibleVersions: '3+',
  about: 'Answer to FindCoordinator.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '1+',
      ignorable: true,
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0-3',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'errorMessage',
      type: 'string',
      versions: '1-3',
      nullable: '1-3',
      ignorable: true,
      about: 'More about the error for people; null if there is none.',
    },
    { name: 'nodeId', type: 'int32', versions: '0-3', entityType: 'brokerId' },
    { name: 'host', type: 'string', versions: '0-3', about: 'Host name or address.' },
    { name: 'port', type: 'int32', versions: '0-3' },
    {
      name: 'coordinators',
      type: '[]Coordinator',
      versions: '4+',
      fields: [
        { name: 'key', type: 'string', versions: '4+' },
        { name: 'nodeId', type: 'int32', versions: '4+', entityType: 'brokerId' },
        { name: 'host', type: 'string', versions: '4+', about: 'Host name or address.' },
        { name: 'port', type: 'int32', versions: '4+' },
        {
          name: 'errorCode',
          type: 'int16',
          versions: '4+',
          about: '0 for success, else a code of the error table.',
        },
        {
          name: 'errorMessage',
          type: 'string',
          versions: '4+',
          nullable: '4+',
          ignorable: true,
          about: 'More about the error for people; null if there is none.',
        },
      ],
    },
  ],
}
