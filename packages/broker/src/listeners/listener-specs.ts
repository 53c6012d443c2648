/**
 * Reads `listeners`, `advertised.listeners` and `listener.security.protocol.map`: NAME://HOST:PORT with IPv4, names,
 * [IPv6] or nothing for every interface. Pure; what is wrong is a ConfigError that names the setting and the entry.
 */
import { type BrokerConfig, ConfigError } from '@samsa/config'
import type { ListenerSpec, SecurityProtocol } from './endpoints.js'

const PROTOCOLS: readonly SecurityProtocol[] = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL']
const ADDRESS = /^([A-Za-z0-9_.-]+):\/\/(?:\[([0-9A-Fa-f:.%\w]*)\]|([^:[\]/]*)):(\d+)$/
const PLACEHOLDERS = ['0.0.0.0', '::']

export interface ListenerSpecs {
  /** In the order of `listeners`, without those that belong to a KRaft controller. */
  readonly listeners: readonly ListenerSpec[]
  /** What is configured, by listener name; nothing for listeners that advertise the address they are reached at. */
  readonly advertised: ReadonlyMap<string, { readonly host: string; readonly port: number }>
}

interface Address {
  readonly name: string
  readonly host: string
  readonly port: number
}

/** Throws ConfigError. */
export function parseListeners(config: BrokerConfig): ListenerSpecs {
  const protocols = protocolMap(config)
  const controllers = new Set((config.get('controller.listener.names') ?? []).map(upper))
  const addresses = config.get('listeners').map((text) => parseAddress('listeners', text))
  const served = addresses.filter(({ name }) => !controllers.has(name))
  checkDistinct(config, addresses)
  if (served.length === 0)
    throw new ConfigError('listeners', config.text('listeners'), 'a broker needs a listener')
  const listeners = served.map(({ name, host, port }) => ({
    listenerName: name,
    securityProtocol: protocolOf(config, protocols, name),
    host: PLACEHOLDERS.includes(host) ? (host === '::' ? '' : host) : host,
    port,
  }))
  const advertised = (config.get('advertised.listeners') ?? [])
    .map((text) => parseAddress('advertised.listeners', text))
    .filter(({ name }) => !controllers.has(name))
  checkAdvertised(config, advertised, served)
  return { listeners, advertised: new Map(advertised.map(({ name, host, port }) => [name, { host, port }])) }
}

function upper(text: string): string {
  return text.toUpperCase()
}

function parseAddress(setting: string, text: string): Address {
  const match = ADDRESS.exec(text)
  const port = Number(match?.[4])
  if (match === null || port > 65535) {
    throw new ConfigError(
      setting,
      text,
      'an entry is NAME://HOST:PORT, as PLAINTEXT://localhost:9092 or SSL://[::1]:9093',
    )
  }
  return { name: upper(match[1] as string), host: match[2] ?? match[3] ?? '', port }
}

function protocolMap(config: BrokerConfig): ReadonlyMap<string, SecurityProtocol> {
  const text = config.get('listener.security.protocol.map')
  const map = new Map<string, SecurityProtocol>()
  for (const entry of text.split(',')) {
    if (entry.trim() === '') continue
    const [name = '', protocol = ''] = entry.split(':').map((part) => upper(part.trim()))
    const known = PROTOCOLS.find((each) => each === protocol)
    if (known === undefined || name === '') {
      throw new ConfigError('listener.security.protocol.map', text, `${entry} is not NAME:PROTOCOL`)
    }
    map.set(name, known)
  }
  return map
}

/** A listener that is named as a protocol speaks it, whatever the map leaves out. */
function protocolOf(
  config: BrokerConfig,
  map: ReadonlyMap<string, SecurityProtocol>,
  name: string,
): SecurityProtocol {
  const protocol = map.get(name) ?? PROTOCOLS.find((each) => each === name)
  if (protocol !== undefined) return protocol
  throw new ConfigError(
    'listeners',
    config.text('listeners'),
    `No security protocol defined for listener ${name}: ` +
      `add ${name}:PLAINTEXT (or another protocol) to listener.security.protocol.map`,
  )
}

function checkDistinct(config: BrokerConfig, addresses: readonly Address[]): void {
  const names = new Set<string>()
  const bound = new Set<string>()
  for (const { name, host, port } of addresses) {
    if (names.has(name)) {
      throw new ConfigError(
        'listeners',
        config.text('listeners'),
        `Each listener must have a different name: ${name}`,
      )
    }
    names.add(name)
    const place = `${host}:${port}`
    if (port !== 0 && bound.has(place)) {
      throw new ConfigError(
        'listeners',
        config.text('listeners'),
        `Each listener must have a different port: ${port}`,
      )
    }
    bound.add(place)
  }
}

function checkAdvertised(
  config: BrokerConfig,
  advertised: readonly Address[],
  served: readonly Address[],
): void {
  for (const { name, host } of advertised) {
    const text = config.text('advertised.listeners')
    if (PLACEHOLDERS.includes(host)) {
      throw new ConfigError(
        'advertised.listeners',
        text,
        `${host} is no address that a client can connect to`,
      )
    }
    if (!served.some((each) => each.name === name)) {
      throw new ConfigError('advertised.listeners', text, `${name} is not among the listeners`)
    }
  }
}
