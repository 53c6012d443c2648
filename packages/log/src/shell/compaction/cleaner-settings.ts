/** The broker's settings of the cleaner, as plain numbers; read before each pass, so that changes take effect. */
import type { BrokerConfig } from '@samsa/config/broker-config'

export interface CleanerSettings {
  readonly backoffMs: number
  readonly dedupeBytes: number
  readonly loadFactor: number
  readonly ioBytes: number
  readonly maxBytesPerSecond: number
}

/** Kafka's bound on the map of one thread. */
const MOST_DEDUPE_BYTES = 0x7fffffff
/** Kafka takes any, and its cleaner dies of 0; the least dedupe buffer then has room for some forty keys. */
const LEAST_LOAD_FACTOR = 0.001
/** Less would make a system call of every few batches. */
const LEAST_IO_BYTES = 4096

/** log.cleaner.threads is accepted: there is one thread, which has the memory of all. */
export function cleanerSettings(config: BrokerConfig): CleanerSettings {
  return {
    backoffMs: config.get('log.cleaner.backoff.ms'),
    dedupeBytes: Math.min(config.get('log.cleaner.dedupe.buffer.size'), MOST_DEDUPE_BYTES),
    loadFactor: Math.max(LEAST_LOAD_FACTOR, Math.min(1, config.get('log.cleaner.io.buffer.load.factor'))),
    ioBytes: Math.max(LEAST_IO_BYTES, Math.floor(config.get('log.cleaner.io.buffer.size') / 2)),
    maxBytesPerSecond: config.get('log.cleaner.io.max.bytes.per.second'),
  }
}
