/**
 * StreamsGroupTopologyDescriptionUpdateResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const streamsGroupTopologyDescriptionUpdateResponse: MessageSchema = {
  name: 'StreamsGroupTopologyDescriptionUpdateResponse',
  kind: 'response',
  apiKey: 93,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'StreamsGroupTopologyDescriptionUpdateResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+', default: null },
  ],
}
