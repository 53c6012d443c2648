/**
 * Settings as DescribeConfigs tells them: the value in force, where it comes from, and the other places that would give
 * one (KIP-226's synonyms, strongest first). Pure. Sensitive values are never told.
 */
import type { BrokerConfig, BrokerSettingName } from '@samsa/config/broker-config'
import { brokerSettings } from '@samsa/config/broker-settings'
import type { Setting, SettingType } from '@samsa/config/setting'
import { topicSettings, topicSynonyms } from '@samsa/config/topic-settings'
import type { Configs } from '../../metadata/core/apply-change.js'
import type { MetadataImage } from '../../metadata/metadata-image.js'
import { clientMetricsSettings } from './client-metrics-settings.js'
import { dynamicOnlySettings } from './dynamic-only-settings.js'
import { isFixedAtStart } from './fixed-settings.js'
import { groupSettings } from './group-settings.js'

/** Numbers of Kafka's ConfigSource. */
export const configSource = {
  unknown: 0,
  topic: 1,
  broker: 2,
  clusterDefault: 3,
  static: 4,
  default: 5,
  brokerLogger: 6,
  clientMetrics: 7,
  group: 8,
} as const

/** Numbers of Kafka's ConfigType; 0 is a setting nobody knows. */
const typeNumbers: Readonly<Record<SettingType, number>> = {
  boolean: 1,
  string: 2,
  int: 3,
  short: 4,
  long: 5,
  double: 6,
  list: 7,
  class: 8,
  password: 9,
}

/** Settings that 4.0 removed: told of only where somebody set them, as newer tools do not know them. */
const ONLY_BEFORE_4 = new Set([
  'alter.config.policy.kraft.compatibility.enable',
  'auto.include.jmx.reporter',
  'broker.id.generation.enable',
  'control.plane.listener.name',
  'controlled.shutdown.max.retries',
  'controlled.shutdown.retry.backoff.ms',
  'delegation.token.master.key',
  'eligible.leader.replicas.enable',
  'group.share.max.groups',
  'inter.broker.protocol.version',
  'leader.imbalance.per.broker.percentage',
  'log.message.downconversion.enable',
  'log.message.format.version',
  'log.message.timestamp.difference.max.ms',
  'message.downconversion.enable',
  'offsets.commit.required.acks',
  'reserved.broker.max.id',
])

function isOnlyBefore4(name: string): boolean {
  return ONLY_BEFORE_4.has(name) || name.startsWith('zookeeper.') || name.startsWith('password.encoder.')
}

export interface ConfigSynonym {
  readonly name: string
  readonly value: string | null
  readonly source: number
}

export interface ConfigEntry extends ConfigSynonym {
  readonly type: number
  readonly readOnly: boolean
  readonly isSensitive: boolean
  readonly synonyms: readonly ConfigSynonym[]
  readonly documentation: string
}

export interface DescribeConfigsContext {
  /** The broker's settings in force. */
  readonly config: BrokerConfig
  readonly image: Pick<MetadataImage, 'brokerConfigs' | 'groupConfigs' | 'clientMetricsConfigs'>
  readonly nodeId: number
}

// biome-ignore lint/suspicious/noExplicitAny: a row of any value type
type AnySetting = Setting<any>

/** Every setting of a topic with these overrides, in name order. */
export function describeTopicConfigs(
  context: DescribeConfigsContext,
  overrides: Configs,
): readonly ConfigEntry[] {
  const entries: ConfigEntry[] = []
  for (const [name, setting] of Object.entries<AnySetting>(topicSettings).sort(byName)) {
    const own = overrides[name]
    const synonyms = topicSynonymsOf(context, name, setting, own)
    const [strongest] = synonyms
    const isHidden = setting.internal || isOnlyBefore4(name)
    if (isHidden && (strongest === undefined || strongest.source === configSource.default)) continue
    const value = strongest === undefined ? setting.defaultText : inTopicUnit(name, strongest)
    const source = strongest?.source ?? configSource.default
    entries.push(entryOf(name, value, source, setting, synonyms, false))
  }
  return entries
}

function topicSynonymsOf(
  context: DescribeConfigsContext,
  name: string,
  setting: AnySetting,
  own: string | undefined,
): readonly ConfigSynonym[] {
  const [primary] = topicSynonyms[name] ?? []
  const inherited = primary === undefined ? [] : brokerSynonyms(context, primary.name)
  if (own === undefined) return inherited
  return [{ name, value: normalised(setting, own), source: configSource.topic }, ...inherited]
}

/** A broker setting may count in another unit than the topic's (`log.retention.hours`). */
function inTopicUnit(name: string, synonym: ConfigSynonym): string | null {
  const convert = topicSynonyms[name]?.find((each) => each.name === synonym.name)?.toTopicUnit
  if (convert === undefined || synonym.value === null) return synonym.value
  return String(convert(Number(synonym.value)))
}

/** Two names of the broker's id: whichever was given, both hold it. */
const ID_NAMES = new Set(['node.id', 'broker.id'])

/** Every setting of this broker, then those nobody knows but somebody gave. */
export function describeBrokerConfigs(context: DescribeConfigsContext): readonly ConfigEntry[] {
  const entries: ConfigEntry[] = []
  for (const [name, setting] of Object.entries<AnySetting>(brokerSettings).sort(byName)) {
    const synonyms = brokerSynonyms(context, name as BrokerSettingName)
    const [strongest] = synonyms
    const isSet = strongest !== undefined && strongest.source !== configSource.default
    if ((setting.internal || isOnlyBefore4(name)) && !isSet) continue
    const value = ID_NAMES.has(name) ? String(context.nodeId) : (strongest?.value ?? setting.defaultText)
    entries.push(
      entryOf(
        name,
        value,
        strongest?.source ?? configSource.default,
        setting,
        synonyms,
        isFixedAtStart(name, setting.update),
      ),
    )
  }
  return [...entries, ...unknownBrokerConfigs(context)]
}

/** What is altered for all brokers together: the resource with an empty name. */
export function describeClusterConfigs(context: DescribeConfigsContext): readonly ConfigEntry[] {
  const configs = context.image.brokerConfigs.get('') ?? {}
  return Object.entries(configs)
    .sort(byName)
    .map(([name, text]) => {
      const setting = settingOf(brokerSettings, name) ?? settingOf(dynamicOnlySettings, name)
      const value = shown(setting, text)
      const synonyms = [{ name, value, source: configSource.clusterDefault }]
      return entryOf(name, value, configSource.clusterDefault, setting, synonyms, false)
    })
}

/** Values are told of those alone that are none of a file's settings but still of a known kind. */
function unknownBrokerConfigs(context: DescribeConfigsContext): readonly ConfigEntry[] {
  return context.config.unknown.map((name) => {
    const setting = settingOf(dynamicOnlySettings, name)
    const synonyms: ConfigSynonym[] = []
    for (const [layer, source] of layersOf(context)) {
      const text = layer(name)
      if (text !== undefined && text !== null) synonyms.push({ name, value: shown(setting, text), source })
    }
    const [strongest] = synonyms
    const source = strongest?.source ?? configSource.static
    return entryOf(name, strongest?.value ?? null, source, setting, synonyms, setting === undefined)
  })
}

type Layer = readonly [(name: string) => string | null | undefined, number]

/** What was given, strongest first. */
function layersOf(context: DescribeConfigsContext): readonly Layer[] {
  const { image, config, nodeId } = context
  return [
    [(name) => image.brokerConfigs.get(String(nodeId))?.[name], configSource.broker],
    [(name) => image.brokerConfigs.get('')?.[name], configSource.clusterDefault],
    [(name) => config.fixed.get(name), configSource.static],
  ]
}

/**
 * Where a broker setting has values, strongest first: this broker's dynamic ones, the cluster's, the file's, the
 * default. Settings of one meaning in several units are told together, but, as in Kafka, only from the first
 * place on where the one that was asked for has a value itself.
 */
function brokerSynonyms(context: DescribeConfigsContext, name: BrokerSettingName): readonly ConfigSynonym[] {
  const names = unitsOf(name)
  const layers: readonly Layer[] = [
    ...layersOf(context),
    [(each) => settingOf(brokerSettings, each)?.defaultText, configSource.default],
  ]
  const synonyms: ConfigSynonym[] = []
  for (const [layer, source] of layers) {
    for (const each of names) {
      const text = layer(each)
      if (text === null || text === undefined) continue
      synonyms.push({ name: each, value: shown(settingOf(brokerSettings, each), text), source })
    }
  }
  const first = synonyms.findIndex((synonym) => synonym.name === name)
  return first < 0 ? [] : synonyms.slice(first)
}

const UNITS: readonly (readonly string[])[] = [
  ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'],
  ['log.roll.ms', 'log.roll.hours'],
  ['log.roll.jitter.ms', 'log.roll.jitter.hours'],
  ['log.flush.interval.ms', 'log.flush.scheduler.interval.ms'],
]

function unitsOf(name: string): readonly string[] {
  return UNITS.find((units) => units.includes(name)) ?? [name]
}

/** Every setting of a group. */
export function describeGroupConfigs(context: DescribeConfigsContext, group: string): readonly ConfigEntry[] {
  const overrides = context.image.groupConfigs.get(group) ?? {}
  return Object.entries(groupSettings)
    .sort(byName)
    .map(([name, { setting, fallback }]) => {
      const own = overrides[name]
      const inherited =
        fallback === undefined
          ? [{ name, value: setting.defaultText, source: configSource.default }]
          : brokerSynonyms(context, fallback)
      const synonyms =
        own === undefined
          ? inherited
          : [{ name, value: normalised(setting, own), source: configSource.group }, ...inherited]
      const [strongest] = synonyms
      return entryOf(
        name,
        strongest?.value ?? null,
        strongest?.source ?? configSource.default,
        setting,
        synonyms,
        false,
      )
    })
}

/** What a client metrics subscription says. */
export function describeClientMetricsConfigs(
  context: DescribeConfigsContext,
  subscription: string,
): readonly ConfigEntry[] {
  const overrides = context.image.clientMetricsConfigs.get(subscription) ?? {}
  return Object.entries(overrides)
    .sort(byName)
    .map(([name, value]) => {
      const row = clientMetricsSettings[name]
      const source = configSource.clientMetrics
      const entry = entryOf(name, value, source, undefined, [{ name, value, source }], false)
      return {
        ...entry,
        value,
        isSensitive: false,
        type: row?.configType ?? 0,
        documentation: row?.doc ?? '',
      }
    })
}

/** What the log tells, which is set by whoever runs the program. */
export function describeBrokerLoggers(): readonly ConfigEntry[] {
  const entry = entryOf('root', 'INFO', configSource.brokerLogger, undefined, [], true)
  return [{ ...entry, value: 'INFO', isSensitive: false, type: typeNumbers.string }]
}

function entryOf(
  name: string,
  value: string | null,
  source: number,
  setting: AnySetting | undefined,
  synonyms: readonly ConfigSynonym[],
  readOnly: boolean,
): ConfigEntry {
  const isSensitive = setting === undefined || setting.type === 'password'
  return {
    name,
    value: isSensitive ? null : value,
    source,
    type: setting === undefined ? 0 : typeNumbers[setting.type],
    readOnly,
    isSensitive,
    synonyms,
    documentation: setting?.doc ?? '',
  }
}

/** Passwords and what nobody knows to be harmless are not shown. */
function shown(setting: AnySetting | undefined, text: string): string | null {
  return setting === undefined || setting.type === 'password' ? null : normalised(setting, text)
}

function normalised(setting: AnySetting, text: string): string {
  if (setting.type !== 'list') return text.trim()
  return text
    .split(',')
    .map((entry) => entry.trim())
    .join(',')
}

function settingOf(table: Readonly<Record<string, AnySetting>>, name: string): AnySetting | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1
}
