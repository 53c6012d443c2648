/**
 * ControllerRegistrationResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const controllerRegistrationResponse: MessageSchema = {
  name: 'ControllerRegistrationResponse',
  kind: 'response',
  apiKey: 70,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ControllerRegistrationResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '0+' },
    { name: 'errorMessage', type: 'string', versions: '0+', nullable: '0+' },
  ],
}
