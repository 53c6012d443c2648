import { InvariantBroken } from '@samsa/protocol/model/invariant'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OffsetMap } from './offset-map.js'

const seed = [1, 2, 3, 4] as const
const keyOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function put(map: OffsetMap, text: string, offset: number): void {
  const key = keyOf(text)
  map.put(key, 0, key.length, offset)
}

function get(map: OffsetMap, text: string): number {
  const key = keyOf(text)
  return map.get(key, 0, key.length)
}

test('the last offset of a key counts, however often it grew meanwhile', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ maxLength: 20 }), fc.nat(Number.MAX_SAFE_INTEGER - 1))),
      (puts) => {
        const map = new OffsetMap(1 << 20, 0.9, seed)
        const expected = new Map<string, number>()
        for (const [key, offset] of puts) {
          put(map, key, offset)
          expected.set(key, offset)
        }
        expect(map.size).toBe(expected.size)
        for (const [key, offset] of expected) expect(get(map, key)).toBe(offset)
        expect(get(map, 'a key of more than twenty characters')).toBe(-1)
      },
    ),
  )
})

test('it grows from few slots to as many as its bound allows, and holds no more', () => {
  const map = new OffsetMap(24 * 50_000, 0.9, seed)
  expect(map.mostKeys).toBe(45_000)
  let count = 0
  for (; !map.isFull; count++) put(map, `key ${count}`, 5_000_000_000 + count)
  expect(count).toBe(45_000)
  expect(map.utilization).toBeCloseTo(0.9)
  for (let index = 0; index < 45_000; index += 100)
    expect(get(map, `key ${index}`)).toBe(5_000_000_000 + index)
  expect(get(map, 'key 45000')).toBe(-1)
  expect(() => put(map, 'key 0', 6_000_000_000)).toThrow(InvariantBroken)
})

test('a map that may use all slots still finds that a key is not there', () => {
  const map = new OffsetMap(24 * 4, 1, seed)
  expect(map.mostKeys).toBe(3)
  for (const key of ['a', 'b', 'c']) put(map, key, 7)
  expect(get(map, 'd')).toBe(-1)
})

test('a load factor that leaves no slot leaves one', () => {
  for (const factor of [0, -1, 0.001]) {
    const map = new OffsetMap(24 * 4, factor, seed)
    expect(map.mostKeys).toBe(1)
    put(map, 'a', 7)
    expect(map.isFull).toBe(true)
  }
})

test('a bound too small for a key is refused', () => {
  expect(() => new OffsetMap(24, 0.9, seed)).toThrow(InvariantBroken)
})

test('the latest offset follows what is put and what the pass says', () => {
  const map = new OffsetMap(1000, 0.9, seed)
  expect(map.latestOffset).toBe(-1)
  put(map, 'a', 3)
  expect(map.latestOffset).toBe(3)
  map.latestOffset = 9
  put(map, 'a', 12)
  expect(map.latestOffset).toBe(12)
  map.clear()
  expect([map.latestOffset, map.size, get(map, 'a')]).toEqual([-1, 0, -1])
})
