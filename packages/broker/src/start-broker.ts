/**
 * Starts and stops one broker: log directories, metadata, coordinators, listeners, in this order; stops in the reverse.
 */
import type { BrokerConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import type { Endpoint } from './transport/endpoints.js'

/** A broker that serves clients. */
export interface RunningBroker {
  /** What is listened on, in the order of `listeners`, with the ports that the system chose. */
  readonly listeners: readonly Endpoint[]
  /** `host:port` of each advertised listener, separated by commas. */
  readonly bootstrapServers: string
  readonly nodeId: number
  readonly clusterId: string
  /** Answers what is under way, flushes and closes everything. Idempotent. */
  stop(): Promise<void>
}

/** Resolves once clients are served. Rejects with ConfigError, LogDirectoryError or NetworkError, with nothing left open. */
export async function startBroker(host: Host, config: BrokerConfig): Promise<RunningBroker> {
  void config
  host.log.write('error', 'not built')
  throw new Error('not built')
}
