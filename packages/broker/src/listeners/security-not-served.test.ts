import { BrokerConfig, ConfigError } from '@samsa/config'
import { describe, expect, test } from 'vitest'
import { createEndpoints } from './advertised-endpoints.js'
import { refuseSecurityNotServed } from './security-not-served.js'

function refuse(overrides: Record<string, string>): void {
  const config = BrokerConfig.from({ overrides })
  refuseSecurityNotServed(config, createEndpoints(config).listeners)
}

describe('security that is not served', () => {
  test.each([
    [{ listeners: 'SSL://:9093' }],
    [{ listeners: 'PLAINTEXT://:9092,SASL_SSL://:9093' }],
    [{ listeners: 'OUT://:9092', 'listener.security.protocol.map': 'OUT:SASL_PLAINTEXT' }],
    [{ 'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer' }],
  ])('stops the start instead of being ignored: %j', (overrides) => {
    expect(() => refuse(overrides)).toThrow(ConfigError)
  })

  test('is no concern of a plain broker', () => {
    refuse({
      listeners: 'PLAINTEXT://:9092,INNER://:9093',
      'listener.security.protocol.map': 'INNER:PLAINTEXT',
    })
  })
})
