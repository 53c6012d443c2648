/**
 * Which broker settings hold until the next start. Beside those of Kafka: settings that Kafka changes while it runs and
 * Samsa does not, because sockets stay as they were bound.
 */
import type { UpdateMode } from '@samsa/config/setting'

const BOUND_AT_START = new Set(['listeners', 'listener.security.protocol.map'])

export function isFixedAtStart(name: string, update: UpdateMode): boolean {
  return update === 'read-only' || BOUND_AT_START.has(name)
}
