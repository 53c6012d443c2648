/**
 * Response: UpdateMetadataResponse, its fields and versions as data.
 * Answer to UpdateMetadata.
 */
import type { MessageSchema } from './message-schema.js'

export const updateMetadataResponse: MessageSchema = {
  name: 'UpdateMetadataResponse',
  kind: 'response',
  apiKey: 6,
  validVersions: '0-8',
  flexibleVersions: '6+',
  about: 'Answer to UpdateMetadata.',
  fields: [
    {
      name: 'errorCode',
      type: 'int16',
      versions: '0+',
      about: '0 for success, else a code of the error table.',
    },
  ],
}
