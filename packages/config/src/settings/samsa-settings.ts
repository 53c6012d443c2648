/**
 * Samsa's own settings, which Kafka does not know: one row a setting, named `samsa.*` so that no name of Kafka's can
 * collide with them.
 */
import { int } from '../setting.js'

export const samsaSettings = {
  'samsa.poll.us': int({
    default: 50,
    atLeast: 0,
    doc: 'For so many microseconds after it answered a client that is alone, the broker asks its sockets instead of sleeping: being woken costs more than the wait. 0: never.',
  }),
} as const
