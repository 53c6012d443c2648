/**
 * The broker's settings as one immutable snapshot: a `server.properties` file, then overrides, then what was
 * altered while running. A dynamic change makes a new snapshot.
 */
import { ConfigError } from './config-error.js'
import { directoryOverlap } from './directory-overlap.js'
import { parseProperties } from './properties.js'
import { brokerSettings } from './broker-settings.js'
import { type SettingName, SettingValues, type SettingValue } from './settings-table.js'

export type BrokerSettings = typeof brokerSettings
export type BrokerSettingName = SettingName<BrokerSettings>
export type BrokerSettingValue<Name extends BrokerSettingName> = SettingValue<BrokerSettings[Name]>

export class BrokerConfig {
  private readonly values: SettingValues<BrokerSettings>

  private constructor(
    /** Given at start: file and overrides. */
    readonly fixed: ReadonlyMap<string, string>,
    /** Altered while running (KIP-226), in order of precedence from weak to strong. */
    readonly dynamic: ReadonlyMap<string, string>,
  ) {
    this.values = new SettingValues(brokerSettings, new Map([...fixed, ...dynamic]))
    checkTogether(this)
  }

  /**
   * @param from.file text of a `server.properties`; overrides win over it.
   * @throws ConfigError naming key, value and bound of the first wrong value.
   */
  static from(from: { file?: string; overrides?: Readonly<Record<string, string>> } = {}): BrokerConfig {
    const fixed = parseProperties(from.file ?? '')
    for (const [name, text] of Object.entries(from.overrides ?? {})) fixed.set(name, text)
    return new BrokerConfig(fixed, new Map())
  }

  /** The value that holds now. */
  get<Name extends BrokerSettingName>(name: Name): BrokerSettingValue<Name> {
    return this.values.get(name)
  }

  /** Where the value comes from. */
  source(name: BrokerSettingName): 'dynamic' | 'static' | 'default' {
    if (this.dynamic.has(name)) return 'dynamic'
    return this.fixed.has(name) ? 'static' : 'default'
  }

  /** The value's text, null where there is none. */
  text(name: BrokerSettingName): string | null {
    return this.values.text(name)
  }

  /** Every text given, known keys or not. */
  get originals(): ReadonlyMap<string, string> {
    return this.values.originals
  }

  /** Keys given that Kafka does not know: worth a warning, no error. */
  get unknown(): readonly string[] {
    return this.values.unknown
  }

  /** The same settings, started with other texts for some keys. */
  with(overrides: Readonly<Record<string, string>>): BrokerConfig {
    return new BrokerConfig(new Map([...this.fixed, ...Object.entries(overrides)]), this.dynamic)
  }

  /** The same settings with exactly these altered while running. */
  withDynamic(dynamic: ReadonlyMap<string, string>): BrokerConfig {
    return new BrokerConfig(this.fixed, dynamic)
  }

  /** This broker's id: `node.id`, else `broker.id`, else 1. */
  get nodeId(): number {
    const given = this.get('node.id')
    if (given !== null) return given
    const older = this.get('broker.id')
    return older >= 0 ? older : 1
  }

  /** The data directories: `log.dirs`, else `log.dir`. Empty entries count for nothing, as in Kafka. */
  get logDirectories(): readonly string[] {
    return (this.get('log.dirs') ?? this.get('log.dir')).filter((directory) => directory !== '')
  }
}

/** Rules between settings; each names both. */
function checkTogether(config: BrokerConfig): void {
  const node = config.get('node.id')
  const broker = config.get('broker.id')
  if (node !== null && broker >= 0 && node !== broker) {
    // Two names of one id: Kafka refuses them when they differ, since peers could not tell which is meant.
    throw new ConfigError(
      'broker.id',
      String(broker),
      `node.id is ${node}; give one of them, or the same value`,
    )
  }
  atMost(config, 'group.min.session.timeout.ms', 'group.max.session.timeout.ms')
  checkTimes(config)
  checkCleaner(config)
  if (config.logDirectories.length === 0) {
    throw new ConfigError(
      'log.dirs',
      config.text('log.dirs') ?? config.text('log.dir'),
      'At least one log directory must be defined via log.dirs or log.dir.',
    )
  }
  const overlap = directoryOverlap(config.logDirectories)
  if (overlap !== undefined) throw new ConfigError('log.dirs', config.logDirectories.join(','), overlap)
}

/** 0 would delete whatever is older than the moment, or roll a segment for each batch. In Kafka's words. */
function checkTimes(config: BrokerConfig): void {
  const retention = given(config, 'log.retention.ms', 'log.retention.minutes', 'log.retention.hours')
  if (Number(config.get(retention)) === 0) {
    const problem = 'log.retention.ms must be unlimited (-1) or, greater than or equal to 1'
    throw new ConfigError(retention, config.text(retention), problem)
  }
  const roll = given(config, 'log.roll.ms', 'log.roll.hours')
  if (Number(config.get(roll)) < 1)
    throw new ConfigError(roll, config.text(roll), 'log.roll.ms must be greater than or equal to 1')
}

/** Of settings of one meaning in several units, strongest first: the one that holds. */
function given(config: BrokerConfig, ...names: readonly BrokerSettingName[]): BrokerSettingName {
  return names.find((name) => config.get(name) !== null) ?? (names[names.length - 1] as BrokerSettingName)
}

const MIB = 1024 * 1024

function checkCleaner(config: BrokerConfig): void {
  const threads = config.get('log.cleaner.threads')
  if (threads < 1)
    throw new ConfigError('log.cleaner.threads', String(threads), 'Log cleaner threads should be at least 1')
  const key = 'log.cleaner.dedupe.buffer.size'
  if (Math.trunc(config.get(key) / threads) <= MIB)
    throw new ConfigError(key, config.text(key), `${key} must be at least 1MB per cleaner thread.`)
}

function atMost(config: BrokerConfig, small: BrokerSettingName, large: BrokerSettingName): void {
  if (Number(config.get(small)) > Number(config.get(large))) {
    throw new ConfigError(
      small,
      config.text(small),
      `must be no more than ${large}, which is ${config.text(large)}`,
    )
  }
}
