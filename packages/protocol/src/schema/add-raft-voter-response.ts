/**
 * AddRaftVoterResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const addRaftVoterResponse: MessageSchema = {
  name: 'AddRaftVoterResponse',
  kind: 'response',
  apiKey: 80,
  validVersions: '0-1',
  flexibleVersions: '0+',
  about: 'AddRaftVoterResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', ignorable: true },
  ],
}
