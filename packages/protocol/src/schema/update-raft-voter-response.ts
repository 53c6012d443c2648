/**
 * UpdateRaftVoterResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const updateRaftVoterResponse: MessageSchema = {
  name: 'UpdateRaftVoterResponse',
  kind: 'response',
  apiKey: 82,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'UpdateRaftVoterResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    {
      name: 'currentLeader',
      type: 'CurrentLeader',
      versions: '0+',
      tagged: '0+',
      tag: 0,
      fields: [
        { name: 'leaderId', type: 'int32', versions: '0+', default: -1, entityType: 'brokerId' },
        { name: 'leaderEpoch', type: 'int32', versions: '0+', default: -1 },
        { name: 'host', type: 'string', versions: '0+' },
        { name: 'port', type: 'int32', versions: '0+' },
      ],
    },
  ],
}
