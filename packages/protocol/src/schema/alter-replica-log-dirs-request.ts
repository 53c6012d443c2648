/**
 * Request: AlterReplicaLogDirsRequest, its fields and versions as data.
 * Moves replicas between the log directories of a broker.
 */
import type { MessageSchema } from './message-schema.js'

export const alterReplicaLogDirsRequest: MessageSchema = {
  name: 'AlterReplicaLogDirsRequest',
  kind: 'request',
  apiKey: 34,
  validVersions: '0-2',
  flexibleVersions: '2+',
  about: 'Moves replicas between the log directories of a broker.',
  fields: [
    {
      name: 'dirs',
      type: '[]AlterReplicaLogDir',
      versions: '0+',
      fields: [
        { name: 'path', type: 'string', versions: '0+', mapKey: true },
        {
          name: 'topics',
          type: '[]AlterReplicaLogDirTopic',
          versions: '0+',
          fields: [
            { name: 'name', type: 'string', versions: '0+', mapKey: true, entityType: 'topicName' },
            { name: 'partitions', type: '[]int32', versions: '0+' },
          ],
        },
      ],
    },
  ],
}
