/**
 * Settings from environment variables, as Kafka's container images take them: KAFKA_LOG_RETENTION_HOURS is
 * log.retention.hours. '_' stands for '.', '__' for '_', '___' for '-'. Other KAFKA_ variables (KAFKA_HEAP_OPTS,
 * KAFKA_HOME, ...) name no setting and are left alone.
 */
import { brokerSettings } from './broker-settings.js'

export function settingsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith('KAFKA_') || text === undefined) continue
    const name = variable
      .slice('KAFKA_'.length)
      .toLowerCase()
      .replace(/_+/g, (run) => (run.length === 1 ? '.' : run.length === 2 ? '_' : '-'))
    if (Object.hasOwn(brokerSettings, name)) found[name] = text
  }
  return found
}
