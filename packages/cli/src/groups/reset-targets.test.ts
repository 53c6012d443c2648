import { describe, expect, test } from 'vitest'
import { readConfigPairs } from '../configs/config-pairs.js'
import { columnLines } from './columns.js'
import { readDateTime, readDuration, readPlan, readTopicScope } from './reset-targets.js'

describe('texts of --reset-offsets', () => {
  test.each([
    ['PT1H', 3_600_000],
    ['P1D', 86_400_000],
    ['P1DT2H3M4.5S', 93_784_500],
    ['-PT1S', -1_000],
    ['PT0.001S', 1],
  ])('the duration %s is %i ms', (text, ms) => {
    expect(readDuration(text)).toBe(ms)
  })

  test.each(['1h', 'P', 'PT', '', 'P1H'])('%s is no duration', (text) => {
    expect(() => readDuration(text)).toThrow('Text cannot be parsed to a Duration')
  })

  test.each([
    ['2020-01-01T00:00:00.000', 1_577_836_800_000],
    ['2020-01-01T00:00:00Z', 1_577_836_800_000],
    ['2020-01-01T01:00:00.000+01:00', 1_577_836_800_000],
    ['2020-01-01T01:00:00.000+01', 1_577_836_800_000],
  ])('the time %s is UTC unless it says otherwise', (text, ms) => {
    expect(readDateTime(text)).toBe(ms)
  })

  test('a topic may come with some of its partitions', () => {
    expect(readTopicScope('orders')).toEqual({ topic: 'orders', partitions: undefined })
    expect(readTopicScope('orders:0,2')).toEqual({ topic: 'orders', partitions: [0, 2] })
    expect(() => readTopicScope('orders:x')).toThrow(
      "Invalid partition 'x' specified in topic arg 'orders:x'",
    )
  })

  test('a plan is read with and without groups, quoted or not', () => {
    expect(readPlan('orders,0,3\n"g","orders",1,4\n')).toEqual([
      { group: undefined, topic: 'orders', partition: 0, offset: 3 },
      { group: 'g', topic: 'orders', partition: 1, offset: 4 },
    ])
    expect(() => readPlan('orders,zero,3')).toThrow('orders,zero,3')
  })
})

test('columns grow with their longest cell, and the last one is not filled', () => {
  const columns = [
    { heading: 'A', width: 3 },
    { heading: 'LAST', width: 0 },
  ]
  expect(columnLines(columns, [['long one', 'x']])).toBe('A        LAST\nlong one x\n')
})

test('brackets hold values with commas together in --add-config', () => {
  expect([...readConfigPairs('a=1,b=[x,y], c=')]).toEqual([
    ['a', '1'],
    ['b', 'x,y'],
    ['c', ''],
  ])
  expect(() => readConfigPairs('a')).toThrow('Invalid entity config')
})
