/**
 * DescribeLogDirsResponse.
 */
import type { MessageSchema } from './message-schema.js'

export const describeLogDirsResponse: MessageSchema = {
  name: 'DescribeLogDirsResponse',
  kind: 'response',
  apiKey: 35,
  validVersions: '0-5',
  flexibleVersions: '2+',
  about: 'DescribeLogDirsResponse',
  fields: [
    { name: 'throttleTimeMs', type: 'int32', versions: '0+' },
    { name: 'errorCode', type: 'int16', versions: '3+', ignorable: true },
    {
      name: 'results',
      type: '[]DescribeLogDirsResult',
      versions: '0+',
      fields: [
        { name: 'errorCode', type: 'int16', versions: '0+' },
        { name: 'logDir', type: 'string', versions: '0+' },
        {
          name: 'topics',
          type: '[]DescribeLogDirsTopic',
          versions: '0+',
          fields: [
            { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
            {
              name: 'partitions',
              type: '[]DescribeLogDirsPartition',
              versions: '0+',
              fields: [
                { name: 'partitionIndex', type: 'int32', versions: '0+' },
                { name: 'partitionSize', type: 'int64', versions: '0+' },
                { name: 'offsetLag', type: 'int64', versions: '0+' },
                { name: 'isFutureKey', type: 'bool', versions: '0+' },
              ],
            },
          ],
        },
        { name: 'totalBytes', type: 'int64', versions: '4+', default: -1, ignorable: true },
        { name: 'usableBytes', type: 'int64', versions: '4+', default: -1, ignorable: true },
        { name: 'isCordoned', type: 'bool', versions: '5+', ignorable: true },
      ],
    },
  ],
}
