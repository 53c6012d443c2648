import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choosePartition, StickyPartition } from './sticky-partition.js'

const even = [0, 1, 2].map((partition) => ({ partition, available: true, queued: 0 }))

test('without queues every partition is as likely', () => {
  expect([0, 0.34, 0.67, 0.99].map((chance) => choosePartition(even, chance))).toEqual([0, 1, 2, 2])
})

test('a long queue makes a partition unlikely', () => {
  const loads = [
    { partition: 0, available: true, queued: 9 },
    { partition: 1, available: true, queued: 0 },
  ]
  // Weights 1 and 10.
  expect([0.08, 0.1, 0.9].map((chance) => choosePartition(loads, chance))).toEqual([0, 1, 1])
})

test('partitions without a leader are left out while others have one', () => {
  const loads = even.map((load) => ({ ...load, available: load.partition === 2 }))
  expect(choosePartition(loads, 0)).toBe(2)
  expect(
    choosePartition(
      even.map((load) => ({ ...load, available: false })),
      0,
    ),
  ).toBe(0)
})

test('the choice is always one of the partitions', () => {
  const load = fc.record({ partition: fc.nat(100), available: fc.boolean(), queued: fc.nat(20) })
  const chance = fc.double({ min: 0, max: 0.9999, noNaN: true })
  fc.assert(
    fc.property(fc.array(load, { minLength: 1 }), chance, (loads, drawn) => {
      expect(loads.map(({ partition }) => partition)).toContain(choosePartition(loads, drawn))
    }),
  )
})

test('the partition changes once batch.size bytes went there and a batch is full', () => {
  const sticky = new StickyPartition(100)
  const draws = [0, 0.5]
  const current = () =>
    sticky.current(
      () => even,
      () => draws.shift() ?? 0.9,
    )
  expect(current()).toBe(0)
  sticky.appended(60, false)
  expect(current()).toBe(0)
  sticky.appended(60, false)
  expect(current()).toBe(0)
  sticky.appended(10, true)
  expect(current()).toBe(1)
  sticky.appended(200, false)
  expect(current()).toBe(2)
})
