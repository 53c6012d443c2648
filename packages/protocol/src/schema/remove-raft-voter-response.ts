/**
 * Response: RemoveRaftVoterResponse, its fields and versions as data.
 * Answer to RemoveRaftVoter.
 */
import type { MessageSchema } from './message-schema.js'

export const removeRaftVoterResponse: MessageSchema = {
  name: 'RemoveRaftVoterResponse',
  kind: 'response',
  apiKey: 81,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to RemoveRaftVoter.',
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
      ignorable: true,
      about: 'More about the error for people; null if there is none.',
    },
  ],
}
