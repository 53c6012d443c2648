/**
 * Response: AddOffsetsToTxnResponse, its fields and versions as data.
 * Answer to AddOffsetsToTxn.
 */
import type { MessageSchema } from './message-schema.js'

export const addOffsetsToTxnResponse: MessageSchema = {
  name: 'AddOffsetsToTxnResponse',
  kind: 'response',
  apiKey: 25,
  validVersions: '0-4',
  flexibleVersions: '3+',
  about: 'Answer to AddOffsetsToTxn.',
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
  ],
}
