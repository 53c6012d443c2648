import { describe, expect, test } from 'vitest'
import { BrokerConfig } from './broker-config.js'
import { brokerSettings } from './broker-settings.js'
import { ConfigError } from './config-error.js'

describe('a broker configuration', () => {
  test('holds the default of every setting that was not given', () => {
    const config = BrokerConfig.from()
    expect(config.get('num.partitions')).toBe(1)
    expect(config.get('log.retention.hours')).toBe(168)
    expect(config.get('log.flush.interval.messages')).toBe(Number.MAX_SAFE_INTEGER)
    expect(config.text('log.flush.interval.messages')).toBe('9223372036854775807')
    expect(config.source('num.partitions')).toBe('default')
  })

  test('takes overrides before the file', () => {
    const config = BrokerConfig.from({
      file: 'num.partitions=3\nlisteners=PLAINTEXT://:0\n',
      overrides: { 'num.partitions': '7' },
    })
    expect(config.get('num.partitions')).toBe(7)
    expect(config.get('listeners')).toEqual(['PLAINTEXT://:0'])
    expect(config.source('listeners')).toBe('static')
  })

  test('names the key, the value and the bound of a wrong value', () => {
    expect(() => BrokerConfig.from({ overrides: { 'num.partitions': '0' } })).toThrow(
      'Invalid value 0 for configuration num.partitions: Value must be at least 1',
    )
    expect(() => BrokerConfig.from({ overrides: { 'num.partitions': 'many' } })).toThrow(
      'Invalid value many for configuration num.partitions: Not a number of type INT',
    )
    expect(() => BrokerConfig.from({ overrides: { 'log.cleanup.policy': 'delete,shred' } })).toThrow(
      ConfigError,
    )
  })

  test('does not show a password in an error or in a text', () => {
    const config = BrokerConfig.from({ overrides: { 'ssl.key.password': 'secret' } })
    expect(config.get('ssl.key.password')).toBe('secret')
    expect(brokerSettings['ssl.key.password'].type).toBe('password')
  })

  test('keeps unknown keys for a warning', () => {
    expect(BrokerConfig.from({ file: 'no.such.key=1' }).unknown).toEqual(['no.such.key'])
  })

  test('lets a dynamic value win and fall back', () => {
    const config = BrokerConfig.from({ overrides: { 'message.max.bytes': '1000' } })
    const altered = config.withDynamic(new Map([['message.max.bytes', '2000']]))
    expect(altered.get('message.max.bytes')).toBe(2000)
    expect(altered.source('message.max.bytes')).toBe('dynamic')
    expect(altered.withDynamic(new Map()).get('message.max.bytes')).toBe(1000)
  })

  test('refuses two different ids under the two names', () => {
    expect(() => BrokerConfig.from({ overrides: { 'node.id': '1', 'broker.id': '2' } })).toThrow(
      'node.id is 1',
    )
    expect(BrokerConfig.from({ overrides: { 'broker.id': '4' } }).nodeId).toBe(4)
    expect(BrokerConfig.from().nodeId).toBe(1)
  })

  test.each([
    ['log.retention.ms', '0', 'log.retention.ms must be unlimited (-1) or, greater than or equal to 1'],
    ['log.retention.minutes', '0', 'log.retention.ms must be unlimited (-1) or, greater than or equal to 1'],
    ['log.retention.hours', '0', 'log.retention.ms must be unlimited (-1) or, greater than or equal to 1'],
    ['log.roll.ms', '0', 'log.roll.ms must be greater than or equal to 1'],
    ['log.roll.ms', '-1', 'log.roll.ms must be greater than or equal to 1'],
    ['log.cleaner.threads', '0', 'Log cleaner threads should be at least 1'],
    [
      'log.cleaner.dedupe.buffer.size',
      '1048576',
      'log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.',
    ],
  ])('refuses %s=%s, at the start and later', (name, value, problem) => {
    const message = `Invalid value ${value} for configuration ${name}: ${problem}`
    expect(() => BrokerConfig.from({ overrides: { [name]: value } })).toThrow(message)
    expect(() => BrokerConfig.from().withDynamic(new Map([[name, value]]))).toThrow(message)
  })

  test('takes retention without end, and the strongest of several units', () => {
    for (const [name, value] of [
      ['log.retention.ms', '-1'],
      ['log.retention.ms', '-5'],
      ['log.retention.hours', '-1'],
      ['log.cleaner.dedupe.buffer.size', '1048577'],
    ] as const)
      expect(BrokerConfig.from({ overrides: { [name]: value } }).text(name)).toBe(value)
    const overrides = { 'log.retention.ms': '1', 'log.retention.minutes': '0' }
    expect(BrokerConfig.from({ overrides }).get('log.retention.ms')).toBe(1)
  })

  test('asks for memory for each thread of the cleaner', () => {
    const overrides = { 'log.cleaner.threads': '2', 'log.cleaner.dedupe.buffer.size': '2097153' }
    expect(() => BrokerConfig.from({ overrides })).toThrow('at least 1MB per cleaner thread')
    expect(
      BrokerConfig.from({ overrides: { ...overrides, 'log.cleaner.dedupe.buffer.size': '2097154' } }).get(
        'log.cleaner.threads',
      ),
    ).toBe(2)
  })

  test('takes log.dirs before log.dir', () => {
    expect(BrokerConfig.from().logDirectories).toEqual(['/tmp/kafka-logs'])
    expect(BrokerConfig.from({ overrides: { 'log.dirs': '/a, /b' } }).logDirectories).toEqual(['/a', '/b'])
  })

  test('documents every setting', () => {
    for (const [name, setting] of Object.entries(brokerSettings)) expect(setting.doc, name).not.toBe('')
  })

  test('accepts every default as a value', () => {
    for (const [name, setting] of Object.entries(brokerSettings)) {
      if (setting.defaultText === null) continue
      expect(setting.parse(setting.defaultText), name).toEqual(setting.default)
    }
  })
})
