/**
 * Value of a coordinator record: ConsumerGroupRegularExpressionValue, its fields and versions as data.
 * The topics that a regular expression of a consumer group stands for.
 */
import type { MessageSchema } from './message-schema.js'

export const consumerGroupRegularExpressionValue: MessageSchema = {
  name: 'ConsumerGroupRegularExpressionValue',
  kind: 'coordinator-value',
  apiKey: 16,
  validVersions: '0',
  flexibleVersions: '0+',
  about: 'The topics that a regular expression of a consumer group stands for.',
  fields: [
    { name: 'topics', type: '[]string', versions: '0+' },
    { name: 'version', type: 'int64', versions: '0+' },
    { name: 'timestamp', type: 'int64', versions: '0+', about: 'Milliseconds since the epoch.' },
  ],
}
