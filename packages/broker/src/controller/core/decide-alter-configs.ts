/**
 * What becomes of a resource's overrides (KIP-226, KIP-339): does the resource exist, may these settings change
 * while the broker runs, do the values stand. One decision per resource; pure.
 */
import type { BrokerConfig } from '@samsa/config/broker-config'
import { brokerSettings } from '@samsa/config/broker-settings'
import { ConfigError } from '@samsa/config/config-error'
import type { Setting, UpdateMode } from '@samsa/config/setting'
import { parseSetting } from '@samsa/config/settings-table'
import { topicConfig } from '@samsa/config/topic-config'
import { topicSettings } from '@samsa/config/topic-settings'
import { type ConfiguredKind, configField, type MetadataChange } from '../../metadata/core/apply-change.js'
import type { MetadataImage } from '../../metadata/metadata-image.js'
import type { ConfigAlteration, Refusal } from '../controller.js'
import { checkTopicConfigs } from './check-topic-configs.js'
import { clientMetricsProblem, clientMetricsSettings } from './client-metrics-settings.js'
import { dynamicOnlySettings } from './dynamic-only-settings.js'
import { type EditableSettings, editConfigs, type Overrides } from './edit-configs.js'
import { isFixedAtStart } from './fixed-settings.js'
import { groupConfigsProblem, groupSettings } from './group-settings.js'
import { refuse } from './refusal.js'

export interface AlterConfigsContext {
  readonly image: MetadataImage
  /** The broker's settings in force. */
  readonly config: BrokerConfig
  readonly nodeId: number
}

export type AlterConfigsDecision =
  | { readonly change: MetadataChange; readonly refusal?: undefined }
  | { readonly refusal: Refusal }

const refused = (refusal: Refusal): AlterConfigsDecision => ({ refusal })

export function decideAlterConfigs(
  context: AlterConfigsContext,
  alteration: ConfigAlteration,
): AlterConfigsDecision {
  switch (alteration.resource.type) {
    case 'topic':
      return alterTopic(context, alteration)
    case 'broker':
      return alterBroker(context, alteration)
    case 'broker-logger':
      return refused(refuse('INVALID_REQUEST', 'Log levels cannot be changed while the broker runs.'))
    case 'group':
      return alterGroup(context, alteration)
    case 'client-metrics':
      return alterClientMetrics(context, alteration)
  }
}

function alterTopic(context: AlterConfigsContext, alteration: ConfigAlteration): AlterConfigsDecision {
  const { name } = alteration.resource
  if (name === '') return refused(refuse('INVALID_REQUEST', 'Default topic resources are not allowed.'))
  const topic = context.image.topics.get(name)
  if (topic === undefined) {
    return refused(refuse('UNKNOWN_TOPIC_OR_PARTITION', `The topic '${name}' does not exist.`))
  }
  const editable: EditableSettings = {
    isList: (setting) => typeOf(topicSettings, setting) === 'list',
    fallback: (setting) =>
      Object.hasOwn(topicSettings, setting)
        ? topicConfig(context.config, {}).text(setting as keyof typeof topicSettings)
        : null,
  }
  const edited = editConfigs(topic.configs, alteration, editable)
  if (edited.refusal !== undefined) return edited
  const refusal = checkTopicConfigs(context.config, edited.overrides)
  return refusal === undefined
    ? { change: { kind: 'topic-configs', name, configs: edited.overrides } }
    : refused(refusal)
}

function alterBroker(context: AlterConfigsContext, alteration: ConfigAlteration): AlterConfigsDecision {
  const { name } = alteration.resource
  const wrongBroker = brokerNameProblem(name, context.nodeId)
  if (wrongBroker !== undefined) return refused(refuse('INVALID_REQUEST', wrongBroker))
  const editable: EditableSettings = {
    isList: (setting) => typeOf(brokerSettings, setting) === 'list',
    fallback: (setting) =>
      Object.hasOwn(brokerSettings, setting)
        ? context.config.text(setting as keyof typeof brokerSettings)
        : null,
  }
  const edited = editConfigs(context.image.brokerConfigs.get(name) ?? {}, alteration, editable)
  if (edited.refusal !== undefined) return edited
  const problem =
    updateProblem(alteration, name === '') ?? brokerValuesProblem(context, name, edited.overrides)
  if (problem !== undefined) return refused(refuse('INVALID_REQUEST', problem))
  return { change: resourceChange('broker', name, edited.overrides) }
}

/** '' is every broker; anything else must be this one, which alone can judge values for itself. */
export function brokerNameProblem(name: string, nodeId: number): string | undefined {
  if (name === '') return undefined
  if (!/^-?\d+$/.test(name)) return `Node id must be an integer, but it is: ${name}`
  return Number(name) === nodeId
    ? undefined
    : `Unexpected broker id, expected ${nodeId}, but received ${name}`
}

function updateProblem(alteration: ConfigAlteration, clusterWide: boolean): string | undefined {
  const fixed: string[] = []
  const perBroker: string[] = []
  for (const { name } of alteration.edits) {
    const mode = updateModeOf(name)
    if (mode !== undefined && isFixedAtStart(name, mode)) fixed.push(name)
    else if (mode === 'per-broker') perBroker.push(name)
  }
  if (fixed.length > 0) return `Cannot update these configs dynamically: [${fixed.join(', ')}]`
  if (clusterWide && perBroker.length > 0) {
    return `Cannot update these configs at default cluster level: [${perBroker.join(', ')}]`
  }
  return undefined
}

/** Undefined for a name that Kafka does not know: such are kept, as a plugin may read them. */
function updateModeOf(name: string): UpdateMode | undefined {
  const listener = /^listener\.name\.[^.]+\.(.+)$/.exec(name)
  const setting = rowOf(brokerSettings, listener?.[1] ?? name)
  return listener !== null && setting !== undefined ? 'per-broker' : setting?.update
}

function brokerValuesProblem(
  context: AlterConfigsContext,
  name: string,
  overrides: Overrides,
): string | undefined {
  try {
    const image = withBrokerConfigs(context.image, name, overrides)
    const next = effectiveBrokerConfig(context.config, image, context.nodeId)
    for (const [key, text] of Object.entries(overrides)) {
      const setting = rowOf(dynamicOnlySettings, key)
      if (setting !== undefined) parseSetting(key, setting, text)
    }
    // Only where they change: what was stored earlier stands.
    if (overrides[THREADS] === context.image.brokerConfigs.get(name)?.[THREADS]) return undefined
    return cleanerThreadsProblem(context.config.get(THREADS), next.get(THREADS))
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

const THREADS = 'log.cleaner.threads'

/** In Kafka's words; it changes pools of threads by so much at once. */
function cleanerThreadsProblem(now: number, next: number): string | undefined {
  if (next < Math.trunc(now / 2))
    return `Log cleaner threads cannot be reduced to less than half the current value ${now}`
  return next > now * 2
    ? `Log cleaner threads cannot be increased to more than double the current value ${now}`
    : undefined
}

function withBrokerConfigs(image: MetadataImage, name: string, overrides: Overrides): MetadataImage {
  return { ...image, brokerConfigs: new Map(image.brokerConfigs).set(name, overrides) }
}

/** Settings of file and flags under the cluster's dynamic ones under the broker's own. Throws ConfigError. */
export function effectiveBrokerConfig(
  config: BrokerConfig,
  image: Pick<MetadataImage, 'brokerConfigs'>,
  nodeId: number,
): BrokerConfig {
  const cluster = image.brokerConfigs.get('') ?? {}
  const own = image.brokerConfigs.get(String(nodeId)) ?? {}
  return config.withDynamic(new Map([...Object.entries(cluster), ...Object.entries(own)]))
}

function alterGroup(context: AlterConfigsContext, alteration: ConfigAlteration): AlterConfigsDecision {
  const { name } = alteration.resource
  if (name === '') return refused(refuse('INVALID_REQUEST', 'Default group resources are not allowed.'))
  const edited = editConfigs(context.image.groupConfigs.get(name) ?? {}, alteration, {
    isList: (setting) => groupSettings[setting]?.setting.type === 'list',
    fallback: () => null,
  })
  if (edited.refusal !== undefined) return edited
  const problem = groupConfigsProblem(context.config, edited.overrides)
  if (problem !== undefined) return refused(refuse('INVALID_CONFIG', problem))
  return { change: resourceChange('group', name, edited.overrides) }
}

function alterClientMetrics(
  context: AlterConfigsContext,
  alteration: ConfigAlteration,
): AlterConfigsDecision {
  const { name } = alteration.resource
  if (name === '') return refused(refuse('INVALID_REQUEST', 'Subscription name cannot be empty'))
  const current = context.image[configField('client-metrics')].get(name) ?? {}
  const edited = editConfigs(current, alteration, {
    isList: (setting) => clientMetricsSettings[setting]?.configType === 7,
    fallback: (setting) => clientMetricsSettings[setting]?.defaultText ?? null,
  })
  if (edited.refusal !== undefined) return edited
  const problem = clientMetricsProblem(edited.overrides)
  if (problem !== undefined) return refused(refuse('INVALID_REQUEST', problem))
  return { change: resourceChange('client-metrics', name, edited.overrides) }
}

function resourceChange(of: ConfiguredKind, name: string, configs: Overrides): MetadataChange {
  return { kind: 'resource-configs', of, name, configs }
}

// biome-ignore lint/suspicious/noExplicitAny: a table holds settings of every value type
function rowOf(table: Readonly<Record<string, Setting<any>>>, name: string): Setting<any> | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

// biome-ignore lint/suspicious/noExplicitAny: a table holds settings of every value type
function typeOf(table: Readonly<Record<string, Setting<any>>>, name: string): string | undefined {
  return rowOf(table, name)?.type
}
