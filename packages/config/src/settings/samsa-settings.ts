/**
 * Samsa's own settings, which Kafka does not know: one row a setting, named `samsa.*` so that no name of Kafka's can
 * collide with them.
 */
import { int, string } from '../setting.js'

export const samsaSettings = {
  'samsa.flush': string({
    default: 'kafka',
    oneOf: ['kafka', 'group'],
    doc: 'kafka: records are written, and flushed when log.flush.* and flush.* say so. group: no record is acknowledged or shown to consumers before it is on the device; whatever comes while a flush is under way shares the next one.',
  }),
  'samsa.poll.us': int({
    default: 50,
    atLeast: 0,
    doc: 'For so many microseconds after it answered a client that is alone, the broker asks its sockets instead of sleeping: being woken costs more than the wait. 0: never.',
  }),
} as const
