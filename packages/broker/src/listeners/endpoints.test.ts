import { BrokerConfig, ConfigError } from '@samsa/config'
import { describe, expect, test } from 'vitest'
import { createEndpoints } from './advertised-endpoints.js'

const endpoints = (overrides: Record<string, string>) => createEndpoints(BrokerConfig.from({ overrides }))
const reached = { localHost: '10.1.2.3', localPort: 9092 }

describe('listeners', () => {
  const readable: [string, object][] = [
    ['PLAINTEXT://:9092', { listenerName: 'PLAINTEXT', securityProtocol: 'PLAINTEXT', host: '', port: 9092 }],
    ['PLAINTEXT://localhost:0', { host: 'localhost', port: 0 }],
    ['plaintext://0.0.0.0:1', { listenerName: 'PLAINTEXT', host: '0.0.0.0', port: 1 }],
    ['PLAINTEXT://[::1]:9092', { host: '::1', port: 9092 }],
    ['PLAINTEXT://[::]:9092', { host: '', port: 9092 }],
    ['PLAINTEXT://[fe80::1%eth0]:9092', { host: 'fe80::1%eth0' }],
    ['SSL://my-host.example:9093', { listenerName: 'SSL', securityProtocol: 'SSL', host: 'my-host.example' }],
  ]
  test.each(readable)('%s is read', (text, expected) => {
    expect(endpoints({ listeners: text }).listeners).toEqual([expect.objectContaining(expected)])
  })

  test('names of their own speak what the map says', () => {
    const specs = endpoints({
      listeners: 'INTERNAL://:1,EXTERNAL://:2',
      'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,external:SASL_SSL',
    }).listeners
    expect(specs.map((each) => each.securityProtocol)).toEqual(['PLAINTEXT', 'SASL_SSL'])
  })

  test("a KRaft controller's listener is not served", () => {
    const specs = endpoints({
      listeners: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      'controller.listener.names': 'CONTROLLER',
    }).listeners
    expect(specs.map((each) => each.listenerName)).toEqual(['PLAINTEXT'])
  })

  const wrong: [string, Record<string, string>][] = [
    ['no port', { listeners: 'PLAINTEXT://localhost' }],
    ['a port out of range', { listeners: 'PLAINTEXT://localhost:70000' }],
    ['a bare IPv6 address', { listeners: 'PLAINTEXT://::1:9092' }],
    ['no listener at all', { listeners: '' }],
    ['a name without a protocol', { listeners: 'INTERNAL://:9092' }],
    ['a name twice', { listeners: 'PLAINTEXT://:1,PLAINTEXT://:2' }],
    ['a port twice', { listeners: 'PLAINTEXT://:1,SSL://:1' }],
    ['an unknown protocol', { 'listener.security.protocol.map': 'PLAINTEXT:CLEAR' }],
    ['advertising every interface', { 'advertised.listeners': 'PLAINTEXT://0.0.0.0:9092' }],
    ['advertising what is not listened on', { 'advertised.listeners': 'SSL://host:9092' }],
  ]
  test.each(wrong)('%s is refused', (_, overrides) => {
    expect(() => endpoints(overrides)).toThrow(ConfigError)
  })
})

describe('what a client is told', () => {
  test('the address it reached the broker at, when nothing is configured', () => {
    const own = endpoints({ listeners: 'PLAINTEXT://:0' })
    own.bound('PLAINTEXT', 4711)
    expect(own.forListener('PLAINTEXT', reached)).toMatchObject({ host: '10.1.2.3', port: 4711 })
    expect(own.advertised).toMatchObject([{ host: 'localhost', port: 4711 }])
    expect(own.registration()).toMatchObject([{ host: '', port: 4711 }])
  })

  test('an IPv4 address where a dual-stack socket shows a mapped one', () => {
    const own = endpoints({ listeners: 'PLAINTEXT://:9092' })
    expect(own.forListener('PLAINTEXT', { localHost: '::ffff:192.168.0.7', localPort: 9092 }).host).toBe(
      '192.168.0.7',
    )
    expect(own.forListener('PLAINTEXT', { localHost: '::1', localPort: 9092 }).host).toBe('::1')
  })

  test('the name that is listened on', () => {
    const own = endpoints({ listeners: 'PLAINTEXT://localhost:9092' })
    expect(own.forListener('PLAINTEXT', reached).host).toBe('localhost')
  })

  test('what is configured for the listener it came through', () => {
    const own = endpoints({
      listeners: 'INTERNAL://:19092,EXTERNAL://:9092',
      'advertised.listeners': 'INTERNAL://broker-1:19092,EXTERNAL://example.org:443',
      'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT',
    })
    expect(own.forListener('INTERNAL', reached)).toMatchObject({ host: 'broker-1', port: 19092 })
    expect(own.forListener('EXTERNAL', reached)).toMatchObject({ host: 'example.org', port: 443 })
  })
})
