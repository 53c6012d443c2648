/**
 * Where this broker listens and what it tells clients about it: `listeners`, `advertised.listeners`,
 * `listener.security.protocol.map`. With nothing advertised, every client is told the address it reached the
 * broker at, which is right behind port mappings of the same number, containers' networks and several
 * interfaces alike; so there is nothing to set up.
 */
import type { BrokerEndpoint } from '../metadata/metadata-image.js'

export interface ListenerSpec {
  /** Upper case, as `PLAINTEXT` or `INTERNAL`. */
  readonly name: string
  readonly securityProtocol: 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL'
  /** '' listens on every interface. IPv6 without brackets. */
  readonly host: string
  /** 0: the system chooses. */
  readonly port: number
}

/** The two ends of a connection, as far as advertising needs them. */
export interface ReachedAt {
  readonly localHost: string
  readonly localPort: number
}

export interface HostAndPort {
  readonly host: string
  readonly port: number
}

export interface Endpoints {
  readonly listeners: readonly ListenerSpec[]
  /** Tells the port the system chose for a listener. */
  bound(listenerName: string, port: number): void
  /** What a client that came in through this listener is told about this broker. */
  advertised(listenerName: string, reached: ReachedAt): HostAndPort
  /** All listeners as registered in the metadata; a host of '' means "as reached". */
  registration(): readonly BrokerEndpoint[]
}
