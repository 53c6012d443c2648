/**
 * A topic's settings: its own override, else the broker's synonym (`log.retention.hours` and its like), else
 * the default. Immutable; made anew when either side changes.
 */
import type { BrokerConfig, BrokerSettingName } from './broker-config.js'
import { ConfigError } from './config-error.js'
import { type SettingName, SettingValues, type SettingValue, parseSetting } from './settings-table.js'
import { topicSettings, topicSynonyms } from './topic-settings.js'

export type TopicSettings = typeof topicSettings
export type TopicSettingName = SettingName<TopicSettings>
export type TopicSettingValue<Name extends TopicSettingName> = SettingValue<TopicSettings[Name]>

export class TopicConfig {
  private readonly resolved = new Map<string, unknown>()

  constructor(
    private readonly own: SettingValues<TopicSettings>,
    private readonly broker: BrokerConfig,
  ) {
    for (const name of Object.keys(topicSettings) as TopicSettingName[])
      this.resolved.set(name, this.resolve(name))
  }

  get<Name extends TopicSettingName>(name: Name): TopicSettingValue<Name> {
    return this.resolved.get(name) as TopicSettingValue<Name>
  }

  /** The topic's own texts. */
  get overrides(): ReadonlyMap<string, string> {
    return this.own.originals
  }

  /** The broker setting that gives this value, if one was given there; undefined for an override or a default. */
  synonymInForce(name: TopicSettingName): BrokerSettingName | undefined {
    if (this.own.isSet(name)) return undefined
    return topicSynonyms[name]?.find((synonym) => this.broker.originals.has(synonym.name))?.name
  }

  /** The value's text in the topic's unit; null where there is none. */
  text(name: TopicSettingName): string | null {
    if (this.own.isSet(name)) return this.own.text(name)
    const synonym = this.synonymInForce(name)
    if (synonym === undefined) return topicSettings[name].defaultText
    const value: unknown = this.get(name)
    return Array.isArray(value)
      ? value.join(',')
      : value === Number.MAX_SAFE_INTEGER
        ? this.broker.text(synonym)
        : String(value)
  }

  private resolve(name: TopicSettingName): unknown {
    if (this.own.isSet(name)) return this.own.get(name)
    for (const synonym of topicSynonyms[name] ?? []) {
      if (!this.broker.originals.has(synonym.name)) continue
      const value: unknown = this.broker.get(synonym.name)
      if (value === null) continue
      return synonym.toTopicUnit === undefined ? value : synonym.toTopicUnit(value as number)
    }
    return topicSettings[name].default
  }
}

/**
 * @param overrides the topic's own texts; a key that is no topic setting is refused.
 * @throws ConfigError naming key, value and bound.
 */
export function topicConfig(broker: BrokerConfig, overrides: Readonly<Record<string, string>>): TopicConfig {
  const own = new SettingValues(topicSettings, new Map(Object.entries(overrides)))
  const [unknown] = own.unknown
  if (unknown !== undefined) {
    throw new ConfigError(unknown, overrides[unknown] ?? null, `Unknown topic config name: ${unknown}`)
  }
  const config = new TopicConfig(own, broker)
  if (config.get('min.compaction.lag.ms') > config.get('max.compaction.lag.ms')) {
    throw new ConfigError(
      'min.compaction.lag.ms',
      config.text('min.compaction.lag.ms'),
      `must be no more than max.compaction.lag.ms, which is ${config.text('max.compaction.lag.ms')}`,
    )
  }
  return config
}

/** Checks one topic setting alone; throws a ConfigError. */
export function checkTopicSetting(name: string, text: string): void {
  const setting = Object.hasOwn(topicSettings, name) ? topicSettings[name as TopicSettingName] : undefined
  if (setting === undefined) throw new ConfigError(name, text, `Unknown topic config name: ${name}`)
  parseSetting<unknown>(name, setting, text)
}
