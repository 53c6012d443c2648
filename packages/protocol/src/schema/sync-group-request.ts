/**
 * SyncGroupRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const syncGroupRequest: MessageSchema = {
  name: 'SyncGroupRequest',
  kind: 'request',
  apiKey: 14,
  validVersions: '0-5',
  flexibleVersions: '4+',
  about: 'SyncGroupRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', entityType: 'groupId' },
    { name: 'generationId', type: 'int32', versions: '0+' },
    { name: 'memberId', type: 'string', versions: '0+' },
    { name: 'groupInstanceId', type: 'string', versions: '3+', nullable: '3+', default: null },
    { name: 'protocolType', type: 'string', versions: '5+', nullable: '5+', default: null, ignorable: true },
    { name: 'protocolName', type: 'string', versions: '5+', nullable: '5+', default: null, ignorable: true },
    {
      name: 'assignments',
      type: '[]SyncGroupRequestAssignment',
      versions: '0+',
      fields: [
        { name: 'memberId', type: 'string', versions: '0+' },
        { name: 'assignment', type: 'bytes', versions: '0+' },
      ],
    },
  ],
}
