/**
 * SyncGroupResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const syncGroupResponse: MessageSchema = {
  name: 'SyncGroupResponse',
  kind: 'response',
  apiKey: 14,
  validVersions: '0-5',
  flexibleVersions: '4+',
  about: 'SyncGroupResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '1+', ignorable: true },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'protocolType', type: 'string', versions: '5+', nullable: '5+', default: null, ignorable: true },
    { name: 'protocolName', type: 'string', versions: '5+', nullable: '5+', default: null, ignorable: true },
    { name: 'assignment', type: 'bytes', versions: '0+' },
  ],
}
