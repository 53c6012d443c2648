/**
 * Request: ApiVersionsRequest, its fields and versions as data.
 * Asks which APIs and versions a node serves; the first request of most connections.
 */
import type { MessageSchema } from './message-schema.js'

export const apiVersionsRequest: MessageSchema = {
  name: 'ApiVersionsRequest',
  kind: 'request',
  apiKey: 18,
  validVersions: '0-5',
  flexibleVersions: '3+',
  about: 'Asks which APIs and versions a node serves; the first request of most connections.',
  fields: [
    {
      name: 'clientSoftwareName',
      type: 'string',
      versions: '3+',
      ignorable: true,
      about: 'Name of the client library.',
    },
    {
      name: 'clientSoftwareVersion',
      type: 'string',
      versions: '3+',
      ignorable: true,
      about: 'Version of the client library.',
    },
    {
      name: 'clusterId',
      type: 'string',
      versions: '5+',
      nullable: '5+',
      default: null,
      ignorable: true,
      about: 'Id of the cluster; null where it is not told.',
    },
    { name: 'nodeId', type: 'int32', versions: '5+', default: -1, ignorable: true },
  ],
}
