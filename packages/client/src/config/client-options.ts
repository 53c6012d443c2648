/**
 * What constructors take, and reading it against a table: names are Kafka's, so the text of a .properties
 * file can be passed on whole. Unknown keys are a warning, wrong values a ConfigError.
 */
import { ConfigError } from '@samsa/config/config-error'
import { type SettingName, type SettingsTable, SettingValues } from '@samsa/config/settings-table'
import type { Host } from '@samsa/host'
import { UnsupportedSettingError } from '../errors.js'

/** Settings by Kafka's name; texts are read as in a file. */
type SettingOptions<Table extends SettingsTable> = {
  readonly [Name in SettingName<Table>]?: string | number | boolean | readonly string[] | undefined
}

export interface ClientBasics {
  /** The world: clock, timers, network, chance. */
  readonly host: Host
  /** host:port, separated by commas or as a list. `bootstrap.servers` does the same. */
  readonly bootstrapServers?: string | readonly string[] | undefined
  /** Sent with every request. `client.id` does the same. */
  readonly clientId?: string | undefined
  /** Settings read from a file. Those named in the options themselves win. */
  readonly properties?: ReadonlyMap<string, string> | Readonly<Record<string, string>> | undefined
}

/** What every constructor of a client takes. */
export type ClientOptions<Table extends SettingsTable> = ClientBasics & SettingOptions<Table>

const notSettings = new Set(['host', 'bootstrapServers', 'clientId', 'properties'])

/**
 * Reads options against a table. `extra` names options of the class that are no settings.
 * @throws ConfigError naming key, value and bound; UnsupportedSettingError for TLS and SASL.
 */
export function readOptions<Table extends SettingsTable>(
  table: Table,
  options: ClientBasics,
  extra: readonly string[] = [],
): SettingValues<Table> {
  const texts = new Map<string, string>()
  const { properties } = options
  const given = properties instanceof Map ? properties : Object.entries(properties ?? {})
  for (const [name, text] of given as Iterable<[string, string]>) texts.set(name, text)
  for (const [name, value] of Object.entries(options)) {
    if (notSettings.has(name) || extra.includes(name) || value === undefined) continue
    texts.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  if (options.bootstrapServers !== undefined) {
    texts.set('bootstrap.servers', [options.bootstrapServers].flat().join(','))
  }
  if (options.clientId !== undefined) texts.set('client.id', options.clientId)
  const values = new SettingValues(table, texts)
  for (const key of values.unknown) {
    options.host.log.write('warn', `The configuration '${key}' was supplied but isn't a known config.`, {
      key,
    })
  }
  refuseUnserved(values.originals)
  return values
}

/** What the tables know and this client does not do yet. */
function refuseUnserved(texts: ReadonlyMap<string, string>): void {
  const protocol = texts.get('security.protocol')?.trim().toUpperCase() ?? 'PLAINTEXT'
  if (protocol !== 'PLAINTEXT') {
    const message = `security.protocol=${protocol} is not served by this client yet; only PLAINTEXT is`
    throw new UnsupportedSettingError('security.protocol', protocol, message)
  }
  for (const key of ['transactional.id', 'bootstrap.controllers']) {
    const value = texts.get(key)?.trim() ?? ''
    if (value !== '') throw new UnsupportedSettingError(key, value, `${key} is not served by this client yet`)
  }
}

export interface HostAndPort {
  readonly host: string
  readonly port: number
}

/**
 * Reads `bootstrap.servers`. As Kafka's tools do, a leading `bootstrap.servers=` is passed over, so that a
 * line of a properties file works where an address is wanted; so are a protocol (`PLAINTEXT://`) and IPv6
 * brackets.
 * @throws ConfigError for an address without host or port.
 */
export function parseBootstrapServers(entries: readonly string[]): HostAndPort[] {
  const addresses = entries.flatMap((entry) => entry.split(',')).map((entry) => entry.trim())
  const found = addresses.filter((entry) => entry !== '').map(parseAddress)
  if (found.length === 0) {
    throw new ConfigError('bootstrap.servers', entries.join(','), 'No bootstrap urls given')
  }
  return found
}

const ADDRESS =
  /^(?:bootstrap\.servers\s*=\s*)?(?:[A-Za-z_][\w.]*:\/\/)?(?:\[([0-9A-Fa-f:.%\w]+)\]|([^:[\]\s/]+)):(\d{1,5})$/

function parseAddress(text: string): HostAndPort {
  const match = ADDRESS.exec(text)
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3])
  if (host === undefined || port < 1 || port > 65_535) {
    throw new ConfigError('bootstrap.servers', text, 'Expected host:port')
  }
  return { host, port }
}
