/**
 * What clients are told about where this broker is: one advertised address per listener. Which address goes into an
 * answer depends on the listener the question came through, so that a client stays on the network it came from.
 */

/** An address a client can connect to. */
export interface Endpoint {
  /** The listener's name, e.g. `PLAINTEXT`. */
  readonly listenerName: string
  readonly securityProtocol: 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL'
  readonly host: string
  readonly port: number
}

/** The advertised addresses of this broker. */
export interface Endpoints {
  /** In the order of `listeners`. */
  readonly advertised: readonly Endpoint[]
  /** The advertised address for a request that came in through the named listener. */
  forListener(listenerName: string): Endpoint
}
