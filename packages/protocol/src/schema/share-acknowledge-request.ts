/**
 * Request: ShareAcknowledgeRequest, its fields and versions as data.
 * Acknowledges acquired records.
 */
import type { MessageSchema } from './message-schema.js'

export const shareAcknowledgeRequest: MessageSchema = {
  name: 'ShareAcknowledgeRequest',
  kind: 'request',
  apiKey: 79,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'Acknowledges acquired records.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', nullable: '0+', default: null, entityType: 'groupId' },
    {
      name: 'memberId',
      type: 'string',
      versions: '0+',
      nullable: '0+',
      about: 'Id that the coordinator knows the member by.',
    },
    {
      name: 'shareSessionEpoch',
      type: 'int32',
      versions: '0+',
      about: 'Turn of the share session; 0 begins one, -1 ends it.',
    },
    {
      name: 'isRenewAck',
      type: 'bool',
      versions: '2+',
      about: 'Some of the acknowledgements only lengthen the lock.',
    },
    {
      name: 'topics',
      type: '[]AcknowledgeTopic',
      versions: '0+',
      fields: [
        {
          name: 'topicId',
          type: 'uuid',
          versions: '0+',
          mapKey: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        {
          name: 'partitions',
          type: '[]AcknowledgePartition',
          versions: '0+',
          fields: [
            { name: 'partitionIndex', type: 'int32', versions: '0+', mapKey: true },
            {
              name: 'acknowledgementBatches',
              type: '[]AcknowledgementBatch',
              versions: '0+',
              about: 'Runs of records and what became of them.',
              fields: [
                { name: 'firstOffset', type: 'int64', versions: '0+', about: 'First offset concerned.' },
                { name: 'lastOffset', type: 'int64', versions: '0+', about: 'Inclusive.' },
                {
                  name: 'acknowledgeTypes',
                  type: '[]int8',
                  versions: '0+',
                  about:
                    '0 gap, 1 accept, 2 release, 3 reject, 4 renew; one for all records of the run, or one each.',
                },
              ],
            },
          ],
        },
      ],
    },
  ],
}
