/**
 * UpdateMetadataResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const updateMetadataResponse: MessageSchema = {
  name: 'UpdateMetadataResponse',
  kind: 'response',
  apiKey: 6,
  validVersions: '0-8',
  flexibleVersions: '6+',
  about: 'UpdateMetadataResponse',
  fields: [{ name: 'errorCode', type: 'int16', versions: '0+' }],
}
