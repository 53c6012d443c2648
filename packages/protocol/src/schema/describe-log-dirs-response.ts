/**
 * Response: DescribeLogDirsResponse, its fields and versions as data.
 * Answer to DescribeLogDirs.
 */
import type { MessageSchema } from './message-schema.js'

export const describeLogDirsResponse: MessageSchema = {
  name: 'DescribeLogDirsResponse',
  kind: 'response',
  apiKey: 35,
  validVersions: '0-5',
  flexibleVersions: '2+',
  about: 'Answer to DescribeLogDirs.',
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
      versions: '3+',
      ignorable: true,
      about: '0 for success, else a code of the error table.',
    },
    {
      name: 'results',
      type: '[]DescribeLogDirsResult',
      versions: '0+',
      fields: [
        {
          name: 'errorCode',
          type: 'int16',
          versions: '0+',
          about: '0 for success, else a code of the error table.',
        },
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
                {
                  name: 'isFutureKey',
                  type: 'bool',
                  versions: '0+',
                  about: 'The replica is being moved into this directory.',
                },
              ],
            },
          ],
        },
        {
          name: 'totalBytes',
          type: 'int64',
          versions: '4+',
          default: -1,
          ignorable: true,
          about: 'Size of the volume; -1 if unknown.',
        },
        {
          name: 'usableBytes',
          type: 'int64',
          versions: '4+',
          default: -1,
          ignorable: true,
          about: 'Free space of the volume; -1 if unknown.',
        },
        { name: 'isCordoned', type: 'bool', versions: '5+', ignorable: true },
      ],
    },
  ],
}
