import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PlacementBroker, placeReplicas } from './place-replicas.js'

const brokers = (count: number, racks = 0): PlacementBroker[] =>
  Array.from({ length: count }, (_, id) => ({ id, rack: racks === 0 ? null : `r${id % racks}` }))

describe('placement', () => {
  test('leaders go round the brokers from the start drawn', () => {
    const placed = placeReplicas({
      brokers: brokers(3),
      partitions: 5,
      replicationFactor: 1,
      firstPartition: 0,
      start: 1,
    })
    expect(placed).toEqual([[1], [2], [0], [1], [2]])
  })

  test('added partitions go on where the round was', () => {
    const all = placeReplicas({
      brokers: brokers(4),
      partitions: 9,
      replicationFactor: 3,
      firstPartition: 0,
      start: 2,
    })
    const added = placeReplicas({
      brokers: brokers(4),
      partitions: 4,
      replicationFactor: 3,
      firstPartition: 5,
      start: 2,
    })
    expect(added).toEqual(all.slice(5))
  })

  test('followers of one leader differ from round to round', () => {
    const placed = placeReplicas({
      brokers: brokers(5),
      partitions: 20,
      replicationFactor: 2,
      firstPartition: 0,
      start: 0,
    })
    const followers = placed.filter(([leader]) => leader === 0).map(([, follower]) => follower)
    expect(new Set(followers).size).toBe(4)
  })

  test('replicas lie in different racks as long as there are enough', () => {
    const list = brokers(6, 3)
    for (const replicas of placeReplicas({
      brokers: list,
      partitions: 12,
      replicationFactor: 3,
      firstPartition: 0,
      start: 0,
    })) {
      expect(new Set(replicas.map((id) => list[id]?.rack)).size).toBe(3)
    }
  })

  test('any placement has distinct replicas, the factor asked for, and leaders spread evenly', () => {
    const cases = fc.record({
      count: fc.integer({ min: 1, max: 9 }),
      racks: fc.integer({ min: 0, max: 4 }),
      partitions: fc.integer({ min: 1, max: 60 }),
      factor: fc.integer({ min: 1, max: 9 }),
      start: fc.integer({ min: 0, max: 0xffffffff }),
    })
    fc.assert(
      fc.property(cases, ({ count, racks, partitions, factor, start }) => {
        const replicationFactor = Math.min(factor, count)
        const placed = placeReplicas({
          brokers: brokers(count, racks),
          partitions,
          replicationFactor,
          firstPartition: 0,
          start,
        })
        const leaders = new Map<number, number>()
        for (const replicas of placed) {
          expect(new Set(replicas).size).toBe(replicationFactor)
          const [leader] = replicas as [number]
          leaders.set(leader, (leaders.get(leader) ?? 0) + 1)
        }
        const loads = brokers(count).map(({ id }) => leaders.get(id) ?? 0)
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
