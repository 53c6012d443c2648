/**
 * Response: SyncGroupResponse, its fields and versions as data.
 * Answer to SyncGroup.
 */
import type { MessageSchema } from './message-schema.js'

export const syncGroupResponse: MessageSchema = {
  name: 'SyncGroupResponse',
  kind: 'response',
  apiKey: 14,
  validVersions: '0-5',
  flexibleVersions: '4+',
  about: 'Answer to SyncGroup.',
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
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'protocolType',
      type: 'string',
      versions: '5+',
      nullable: '5+',
      default: null,
      ignorable: true,
      about: 'Kind of group, such as consumer or connect.',
    },
    {
      name: 'protocolName',
      type: 'string',
      versions: '5+',
      nullable: '5+',
      default: null,
      ignorable: true,
      about: 'Assignment protocol that was chosen.',
    },
    { name: 'assignment', type: 'bytes', versions: '0+', about: 'Opaque to the coordinator.' },
  ],
}
