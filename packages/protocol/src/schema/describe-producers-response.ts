/**
 * Response: DescribeProducersResponse, its fields and versions as data.
 * Answer to DescribeProducers.
 */
import type { MessageSchema } from './message-schema.js'

export const describeProducersResponse: MessageSchema = {
  name: 'DescribeProducersResponse',
  kind: 'response',
  apiKey: 61,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'Answer to DescribeProducers.',
  fields: [
    {
      name: 'throttleTimeMs',
      type: 'int32',
      versions: '0+',
      about: 'How long the client was or should be held back by a quota, in milliseconds; 0 if not at all.',
    },
    {
      name: 'topics',
      type: '[]TopicResponse',
      versions: '0+',
      fields: [
        { name: 'name', type: 'string', versions: '0+', entityType: 'topicName' },
        {
          name: 'partitions',
          type: '[]PartitionResponse',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+' },
            {
              name: 'errorCode',
              type: 'int16',
              versions: '0+',
              about: '0 for success, else a code of the error table.',
            },
            {
              name: 'errorMessage',
              type: 'string',
              versions: '0+',
              nullable: '0+',
              default: null,
              about: 'More about the error for people; null if there is none.',
            },
            {
              name: 'activeProducers',
              type: '[]ProducerState',
              versions: '0+',
              fields: [
                {
                  name: 'producerId',
                  type: 'int64',
                  versions: '0+',
                  entityType: 'producerId',
                  about: 'Id of the producer; -1 for none.',
                },
                {
                  name: 'producerEpoch',
                  type: 'int32',
                  versions: '0+',
                  about: 'Epoch of the producer, by which older ones are fenced; -1 for none.',
                },
                { name: 'lastSequence', type: 'int32', versions: '0+', default: -1 },
                { name: 'lastTimestamp', type: 'int64', versions: '0+', default: -1 },
                {
                  name: 'coordinatorEpoch',
                  type: 'int32',
                  versions: '0+',
                  about: "Number of the transaction coordinator's term.",
                },
                {
                  name: 'currentTxnStartOffset',
                  type: 'int64',
                  versions: '0+',
                  default: -1,
                  about: 'First offset of the open transaction; -1 if none is open.',
                },
              ],
            },
          ],
        },
      ],
    },
  ],
}
