/**
 * The addresses told to clients. Configured ones as they are (a port of 0 becomes the one the system chose; an
 * empty host is left to the rule below). For the rest: a listener on a certain name or address advertises just
 * that; one on every interface advertises the address at which the asking client reached it.
 */
import type { BrokerConfig } from '@samsa/config'
import type { BrokerEndpoint } from '../metadata/metadata-image.js'
import type { Endpoint, Endpoints, ListenerSpec, ReachedAt } from './endpoints.js'
import { parseListeners } from './listener-specs.js'

/** Throws ConfigError when the settings cannot be read. */
export function createEndpoints(config: BrokerConfig): Endpoints {
  const { listeners, advertised } = parseListeners(config)
  return new AdvertisedEndpoints(listeners, advertised)
}

class AdvertisedEndpoints implements Endpoints {
  readonly #ports = new Map<string, number>()

  constructor(
    readonly listeners: readonly ListenerSpec[],
    private readonly configured: ReadonlyMap<string, { readonly host: string; readonly port: number }>,
  ) {}

  bound(listenerName: string, port: number): void {
    this.#ports.set(listenerName, port)
  }

  get advertised(): readonly Endpoint[] {
    return this.listeners.map((spec) => this.#endpoint(spec, 'localhost'))
  }

  forListener(listenerName: string, reached: ReachedAt): Endpoint {
    const spec =
      this.listeners.find((each) => each.listenerName === listenerName) ?? (this.listeners[0] as ListenerSpec)
    return this.#endpoint(spec, plainAddress(reached.localHost))
  }

  registration(): readonly BrokerEndpoint[] {
    return this.listeners.map((spec) => this.#endpoint(spec, ''))
  }

  #endpoint(spec: ListenerSpec, otherwise: string): Endpoint {
    const configured = this.configured.get(spec.listenerName)
    const own = isEveryInterface(spec.host) ? otherwise : spec.host
    const port = this.#ports.get(spec.listenerName) ?? spec.port
    return {
      listenerName: spec.listenerName,
      securityProtocol: spec.securityProtocol,
      host: configured === undefined || configured.host === '' ? own : configured.host,
      port: configured === undefined || configured.port === 0 ? port : configured.port,
    }
  }
}

function isEveryInterface(host: string): boolean {
  return host === '' || host === '0.0.0.0'
}

/** A dual-stack socket shows IPv4 clients as ::ffff:a.b.c.d; what a client can connect to is a.b.c.d. */
function plainAddress(host: string): string {
  return host.toLowerCase().startsWith('::ffff:') && host.includes('.') ? host.slice(7) : host
}
