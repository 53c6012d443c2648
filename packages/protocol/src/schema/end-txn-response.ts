/**
 * Response: EndTxnResponse, its fields and versions as data.
 * Answer to EndTxn.
 */
import type { MessageSchema } from './message-schema.js'

export const endTxnResponse: MessageSchema = {
  name: 'EndTxnResponse',
  kind: 'response',
  apiKey: 26,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'Answer to EndTxn.',
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
      name: 'producerId',
      type: 'int64',
      versions: '5+',
      default: -1,
      ignorable: true,
      entityType: 'producerId',
      about: 'Id of the producer; -1 for none.',
    },
    {
      name: 'producerEpoch',
      type: 'int16',
      versions: '5+',
      default: -1,
      ignorable: true,
      about: 'Epoch of the producer, by which older ones are fenced; -1 for none.',
    },
  ],
}
