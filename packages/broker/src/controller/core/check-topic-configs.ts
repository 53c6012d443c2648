/**
 * Whether a set of topic overrides may stand: known names, values in their bounds, rules between them.
 */
import type { BrokerConfig } from '@samsa/config/broker-config'
import { ConfigError } from '@samsa/config/config-error'
import { topicConfig } from '@samsa/config/topic-config'
import { topicSettings } from '@samsa/config/topic-settings'
import type { Refusal } from '../controller.js'
import { refuse } from './refusal.js'

export function checkTopicConfigs(
  broker: BrokerConfig,
  overrides: Readonly<Record<string, string | null>>,
): Refusal | undefined {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(overrides)) {
    if (value === null) {
      return refuse('INVALID_CONFIG', `Null value not supported for topic configs: ${name}`)
    }
    if (!Object.hasOwn(topicSettings, name)) {
      return refuse('INVALID_CONFIG', `Unknown topic config name: ${name}`)
    }
    given[name] = value
  }
  try {
    const config = topicConfig(broker, given)
    if (!config.get('remote.storage.enable')) return undefined
    return refuse(
      'INVALID_CONFIG',
      'Tiered storage is disabled in the broker: remote.storage.enable cannot be set on a topic.',
    )
  } catch (error) {
    if (error instanceof ConfigError) return refuse('INVALID_CONFIG', error.message)
    throw error
  }
}
