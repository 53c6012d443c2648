/**
 * ApiVersionsRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const apiVersionsRequest: MessageSchema = {
  name: 'ApiVersionsRequest',
  kind: 'request',
  apiKey: 18,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'ApiVersionsRequest',
  fields: [
    { name: 'clientSoftwareName', type: 'string', versions: '3+', ignorable: true },
    { name: 'clientSoftwareVersion', type: 'string', versions: '3+', ignorable: true },
    { name: 'clusterId', type: 'string', versions: '5+', nullable: '5+', default: null, ignorable: true },
    { name: 'nodeId', type: 'int32', versions: '5+', default: -1, ignorable: true },
  ],
}
