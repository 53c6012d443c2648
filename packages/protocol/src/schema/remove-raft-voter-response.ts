/**
 * RemoveRaftVoterResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const removeRaftVoterResponse: MessageSchema = {
  name: 'RemoveRaftVoterResponse',
  kind: 'response',
  apiKey: 81,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'RemoveRaftVoterResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', ignorable: true },
  ],
}
