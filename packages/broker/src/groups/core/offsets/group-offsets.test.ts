import { zeroUuid } from '@samsa/protocol/model/uuid'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GroupOffsets, noOffsets, offsetOf, withOffset, withoutOffset } from './group-offsets.js'

const committed = (offset: number) => ({
  offset,
  leaderEpoch: -1,
  metadata: '',
  commitTimestamp: 0,
  expireTimestamp: -1,
  topicId: zeroUuid,
  recordOffset: 0,
})

const change = fc.record({
  topic: fc.constantFrom('a', 'b', 'c'),
  partition: fc.integer({ min: 0, max: 9 }),
  offset: fc.option(fc.nat(100)),
})

test('offsets hold what was set last, in partition order, and older values stay as they were', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const model = new Map<string, number>()
      let offsets: GroupOffsets = noOffsets
      for (const { topic, partition, offset } of changes) {
        const before = JSON.stringify([...offsets])
        const older = offsets
        if (offset === null) {
          offsets = withoutOffset(offsets, topic, partition)
          model.delete(`${topic}-${partition}`)
        } else {
          offsets = withOffset(offsets, topic, partition, committed(offset))
          model.set(`${topic}-${partition}`, offset)
        }
        expect(JSON.stringify([...older])).toBe(before)
      }
      let count = 0
      for (const [topic, partitions] of offsets) {
        expect(partitions.map(({ partition }) => partition)).toEqual(
          partitions.map(({ partition }) => partition).sort((one, other) => one - other),
        )
        for (const { partition } of partitions) {
          expect(offsetOf(offsets, topic, partition)?.offset).toBe(model.get(`${topic}-${partition}`))
          count++
        }
      }
      expect(count).toBe(model.size)
    }),
  )
})

test('offsets of thousands of partitions hold in any order of commits, and removal leaves nothing', () => {
  const count = 3000
  // 7 and 3000 have no common divisor: each partition once, in leaps.
  const partitions = Array.from({ length: count }, (_, index) => (index * 7) % count)
  let offsets: GroupOffsets = noOffsets
  for (const partition of partitions) offsets = withOffset(offsets, 'a', partition, committed(partition))
  expect(offsets.get('a')!.map(({ partition }) => partition)).toEqual([...partitions.keys()])
  for (const partition of partitions) {
    expect(offsetOf(offsets, 'a', partition)?.offset).toBe(partition)
    offsets = withoutOffset(offsets, 'a', partition)
    expect(offsetOf(offsets, 'a', partition)).toBeUndefined()
  }
  expect(offsets.size).toBe(0)
})
