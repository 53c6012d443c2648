import { expect, test } from 'vitest'
import { createNodeHost } from '@samsa/host/node/node-host'
import { parseBootstrapServers, readOptions } from './client-options.js'
import { checkConsumerSettings, consumerSettings } from './consumer-settings.js'
import { deliveryTimeoutMs, isIdempotent, producerSettings } from './producer-settings.js'

function hostWith(lines: string[]) {
  return { ...createNodeHost(), log: { write: (_: string, message: string) => lines.push(message) } }
}

test.each([
  ['localhost:9092', [['localhost', 9092]]],
  ['bootstrap.servers=localhost:9092', [['localhost', 9092]]],
  [
    'a:1, b:2,',
    [
      ['a', 1],
      ['b', 2],
    ],
  ],
  [
    '[::1]:9092,PLAINTEXT://[fe80::1%eth0]:9093',
    [
      ['::1', 9092],
      ['fe80::1%eth0', 9093],
    ],
  ],
  ['PLAINTEXT://example.org:65535', [['example.org', 65535]]],
])('bootstrap.servers %s', (text, expected) => {
  expect(parseBootstrapServers([text]).map(({ host, port }) => [host, port])).toEqual(expected)
})

test.each(['localhost', 'localhost:0', 'localhost:65536', ':9092', 'a:b', '::1:9092', '', ','])(
  'the address "%s" is refused',
  (text) => {
    expect(() => parseBootstrapServers([text])).toThrow(/bootstrap\.servers/)
  },
)

test('settings come from the options first, then from the file; unknown keys are a warning', () => {
  const lines: string[] = []
  const properties = { 'linger.ms': '7', 'batch.size': '5', 'made.up': 'x' }
  const values = readOptions(producerSettings, {
    host: hostWith(lines),
    bootstrapServers: ['a:1', 'b:2'],
    properties,
    ...{ 'batch.size': 9 },
  })
  expect([values.get('linger.ms'), values.get('batch.size'), values.get('bootstrap.servers')]).toEqual([
    7,
    9,
    ['a:1', 'b:2'],
  ])
  expect(lines).toEqual(["The configuration 'made.up' was supplied but isn't a known config."])
})

test('a wrong value names key, value and bound', () => {
  const options = { host: hostWith([]), properties: { 'max.in.flight.requests.per.connection': '0' } }
  expect(() => readOptions(producerSettings, options)).toThrow(
    'Invalid value 0 for configuration max.in.flight.requests.per.connection: Value must be at least 1',
  )
})

test.each(['SSL', 'sasl_plaintext', 'SASL_SSL'])('security.protocol=%s is refused by name', (protocol) => {
  const options = { host: hostWith([]), properties: { 'security.protocol': protocol } }
  expect(() => readOptions(consumerSettings, options)).toThrow(/security.protocol=.* is not served/)
})

function producer(properties: Record<string, string>) {
  return readOptions(producerSettings, { host: hostWith([]), properties })
}

test('idempotence is the default, gives way to settings that rule it out, and insists when asked for', () => {
  expect(isIdempotent(producer({}))).toBe(true)
  expect(isIdempotent(producer({ acks: '1' }))).toBe(false)
  expect(isIdempotent(producer({ acks: '-1', 'max.in.flight.requests.per.connection': '6' }))).toBe(false)
  expect(() => isIdempotent(producer({ acks: '0', 'enable.idempotence': 'true' }))).toThrow(/acks/)
})

test('delivery.timeout.ms has room for one lingering and one request', () => {
  expect(deliveryTimeoutMs(producer({ 'request.timeout.ms': '200000' }))).toBe(200_005)
  expect(() => deliveryTimeoutMs(producer({ 'delivery.timeout.ms': '10' }))).toThrow(/30005/)
})

test('heartbeats must be faster than the session ends', () => {
  const values = readOptions(consumerSettings, {
    host: hostWith([]),
    properties: { 'heartbeat.interval.ms': '45000' },
  })
  expect(() => checkConsumerSettings(values)).toThrow(/heartbeat.interval.ms/)
})
