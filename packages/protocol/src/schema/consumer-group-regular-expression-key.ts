/**
 * Key of a coordinator record: ConsumerGroupRegularExpressionKey, its fields and versions as data.
 * Names the topics that a regular expression of a consumer group stands for.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupRegularExpressionKey: MessageSchema = {
  name: 'ConsumerGroupRegularExpressionKey',
  kind: 'coordinator-key',
  apiKey: 16,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'Names the topics that a regular expression of a consumer group stands for.',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'regularExpression', type: 'string', versions: '0+' },
  ],
}
