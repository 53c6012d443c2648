/**
 * Refuses to start where security was asked for that this broker cannot give: serving in the clear, to everyone, what
 * somebody configured to be encrypted, authenticated or authorized is worse than not starting.
 */
import { type BrokerConfig, type BrokerSettingName, ConfigError } from '@samsa/config'
import type { ListenerSpec } from './endpoints.js'

/** Throws ConfigError naming the setting, its value and what to do. */
export function refuseSecurityNotServed(config: BrokerConfig, listeners: readonly ListenerSpec[]): void {
  for (const { listenerName, securityProtocol } of listeners) {
    if (securityProtocol === 'PLAINTEXT') continue
    const problem = `listener ${listenerName} asks for ${securityProtocol}, which is not served yet; only PLAINTEXT is`
    throw new ConfigError('listeners', config.text('listeners'), problem)
  }
  const unserved: readonly BrokerSettingName[] = ['authorizer.class.name', 'client.quota.callback.class']
  for (const name of unserved) {
    const value = config.text(name) ?? ''
    if (value.trim() === '') continue
    throw new ConfigError(name, value, 'it would not be enforced here yet; take it out to start without it')
  }
}
