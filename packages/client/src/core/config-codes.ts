/**
 * The numbers that the config APIs use for Kafka's names.
 */
import type { ConfigResourceType, ConfigSource, ConfigValueType } from '../admin/admin-types.js'

const resourceTypes: Readonly<Record<ConfigResourceType, number>> = {
  topic: 2,
  broker: 4,
  'broker-logger': 8,
  'client-metrics': 16,
  group: 32,
}

export function resourceTypeCode(type: ConfigResourceType): number {
  return resourceTypes[type]
}

const sources: readonly ConfigSource[] = [
  'UNKNOWN',
  'DYNAMIC_TOPIC_CONFIG',
  'DYNAMIC_BROKER_CONFIG',
  'DYNAMIC_DEFAULT_BROKER_CONFIG',
  'STATIC_BROKER_CONFIG',
  'DEFAULT_CONFIG',
  'DYNAMIC_BROKER_LOGGER_CONFIG',
  'DYNAMIC_CLIENT_METRICS_CONFIG',
  'DYNAMIC_GROUP_CONFIG',
]

export function configSource(code: number): ConfigSource {
  return sources[code] ?? 'UNKNOWN'
}

const valueTypes: readonly ConfigValueType[] = [
  'UNKNOWN',
  'BOOLEAN',
  'STRING',
  'INT',
  'SHORT',
  'LONG',
  'DOUBLE',
  'LIST',
  'CLASS',
  'PASSWORD',
]

export function configValueType(code: number): ConfigValueType {
  return valueTypes[code] ?? 'UNKNOWN'
}

const operations = { set: 0, delete: 1, append: 2, subtract: 3 } as const

export function operationCode(operation: keyof typeof operations): number {
  return operations[operation]
}
