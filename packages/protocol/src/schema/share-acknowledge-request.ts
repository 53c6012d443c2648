/**
 * ShareAcknowledgeRequest.
 */
import type { MessageSchema } from './message-schema.js'

export const shareAcknowledgeRequest: MessageSchema = {
  name: 'ShareAcknowledgeRequest',
  kind: 'request',
  apiKey: 79,
  validVersions: '0-2',
  flexibleVersions: '0+',
  about: 'ShareAcknowledgeRequest',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+', nullable: '0+', default: null, entityType: 'groupId' },
    { name: 'memberId', type: 'string', versions: '0+', nullable: '0+' },
    { name: 'shareSessionEpoch', type: 'int32', versions: '0+' },
    { name: 'isRenewAck', type: 'bool', versions: '2+' },
    {
      name: 'topics',
      type: '[]AcknowledgeTopic',
      versions: '0+',
      fields: [
        { name: 'topicId', type: 'uuid', versions: '0+', mapKey: true },
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
              fields: [
                { name: 'firstOffset', type: 'int64', versions: '0+' },
                { name: 'lastOffset', type: 'int64', versions: '0+' },
                { name: 'acknowledgeTypes', type: '[]int8', versions: '0+' },
              ],
            },
          ],
        },
      ],
    },
  ],
}
