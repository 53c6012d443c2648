/**
 * ConsumerGroupRegularExpressionKey.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupRegularExpressionKey: MessageSchema = {
  name: 'ConsumerGroupRegularExpressionKey',
  kind: 'coordinator-key',
  apiKey: 16,
  validVersions: '0',
  flexibleVersions: 'none',
  about: 'ConsumerGroupRegularExpressionKey',
  fields: [
    { name: 'groupId', type: 'string', versions: '0+' },
    { name: 'regularExpression', type: 'string', versions: '0+' },
  ],
}
