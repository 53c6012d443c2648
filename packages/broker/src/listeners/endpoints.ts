/**
 * Where this broker listens and what it tells clients about it: `listeners`, `advertised.listeners`,
 * `listener.security.protocol.map`. With nothing advertised, every client is told the address it reached the
 * broker at, which is right on localhost, in containers' networks and with several interfaces alike, so there
 * is nothing to set up. Texts are read by listener-specs.ts; sockets are transport's.
 */
import type { BrokerEndpoint } from '../metadata/metadata-image.js'

export type SecurityProtocol = 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL'

export interface ListenerSpec {
  /** Upper case, as `PLAINTEXT` or `INTERNAL`. */
  readonly listenerName: string
  readonly securityProtocol: SecurityProtocol
  /** '' listens on every interface. IPv6 without brackets. */
  readonly host: string
  /** 0: the system chooses. */
  readonly port: number
}

/** An address a client can connect to. */
export interface Endpoint {
  readonly listenerName: string
  readonly securityProtocol: SecurityProtocol
  readonly host: string
  readonly port: number
}

/** The local end of a connection: where its client reached this broker. */
export interface ReachedAt {
  readonly localHost: string
  readonly localPort: number
}

export interface Endpoints {
  /** What to listen on, in the order of `listeners`. */
  readonly listeners: readonly ListenerSpec[]
  /** Tells the port the system chose for a listener. Call before the first client is served. */
  bound(listenerName: string, port: number): void
  /** The address told to a client that came in through this listener. */
  forListener(listenerName: string, reached: ReachedAt): Endpoint
  /** What somebody on this machine, or the program's own output, should use; in the order of `listeners`. */
  readonly advertised: readonly Endpoint[]
  /** All listeners as registered in the metadata; a host of '' means "as reached". */
  registration(): readonly BrokerEndpoint[]
}
