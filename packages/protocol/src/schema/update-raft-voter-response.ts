/**
 * Response: UpdateRaftVoterResponse, its fields and versions as data.
 * Answer to UpdateRaftVoter.
 */
import type { MessageSchema } from './message-schema.js'

export const updateRaftVoterResponse: MessageSchema = {
  name: 'UpdateRaftVoterResponse',
  kind: 'response',
  apiKey: 82,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to UpdateRaftVoter.',
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
      name: 'currentLeader',
      type: 'CurrentLeader',
      versions: '0+',
      tagged: '0+',
      tag: 0,
      about: 'Who leads now, where the sender had it wrong.',
      fields: [
        {
          name: 'leaderId',
          type: 'int32',
          versions: '0+',
          default: -1,
          entityType: 'brokerId',
          about: 'Id of the leader; -1 for none.',
        },
        {
          name: 'leaderEpoch',
          type: 'int32',
          versions: '0+',
          default: -1,
          about: 'Number of the leadership; -1 where it is unknown.',
        },
        { name: 'host', type: 'string', versions: '0+', about: 'Host name or address.' },
        { name: 'port', type: 'int32', versions: '0+' },
      ],
    },
  ],
}
