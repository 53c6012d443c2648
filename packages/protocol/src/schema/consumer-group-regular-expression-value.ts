/**
 * ConsumerGroupRegularExpressionValue.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupRegularExpressionValue: MessageSchema = {
  name: 'ConsumerGroupRegularExpressionValue',
  kind: 'coordinator-value',
  apiKey: 16,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'ConsumerGroupRegularExpressionValue',
  fields: [
    { name: 'topics', type: '[]string', versions: '0+' },
    { name: 'version', type: 'int64', versions: '0+' },
    { name: 'timestamp', type: 'int64', versions: '0+' },
  ],
}
