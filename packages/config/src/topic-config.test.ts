import { describe, expect, test } from 'vitest'
import { BrokerConfig } from './broker-config.js'
import { checkTopicSetting, topicConfig } from './topic-config.js'

describe('a topic configuration', () => {
  test('takes its own value, else the broker synonym, else the default', () => {
    const broker = BrokerConfig.from({ overrides: { 'log.segment.bytes': '2097152' } })
    expect(topicConfig(broker, { 'segment.bytes': '1048576' }).get('segment.bytes')).toBe(1048576)
    expect(topicConfig(broker, {}).get('segment.bytes')).toBe(2097152)
    expect(topicConfig(BrokerConfig.from(), {}).get('segment.bytes')).toBe(1073741824)
    expect(topicConfig(broker, {}).synonymInForce('segment.bytes')).toBe('log.segment.bytes')
  })

  test('converts hours and minutes, the finer one first', () => {
    const hours = { 'log.retention.hours': '2' }
    expect(topicConfig(BrokerConfig.from({ overrides: hours }), {}).get('retention.ms')).toBe(7_200_000)
    const both = { ...hours, 'log.retention.minutes': '3' }
    expect(topicConfig(BrokerConfig.from({ overrides: both }), {}).get('retention.ms')).toBe(180_000)
    expect(topicConfig(BrokerConfig.from({ overrides: both }), {}).text('retention.ms')).toBe('180000')
    const never = { 'log.retention.hours': '-1' }
    expect(topicConfig(BrokerConfig.from({ overrides: never }), {}).get('retention.ms')).toBe(-1)
  })

  test('refuses a name that is no topic setting, and a value out of bounds', () => {
    const broker = BrokerConfig.from()
    expect(() => topicConfig(broker, { 'retention.years': '1' })).toThrow(
      'Unknown topic config name: retention.years',
    )
    expect(() => topicConfig(broker, { 'retention.ms': '-2' })).toThrow('Value must be at least -1')
    expect(() => checkTopicSetting('cleanup.policy', 'compress')).toThrow(
      'String must be one of: compact, delete',
    )
    expect(() => topicConfig(broker, { 'min.compaction.lag.ms': '5', 'max.compaction.lag.ms': '4' })).toThrow(
      'max.compaction.lag.ms',
    )
  })
})
