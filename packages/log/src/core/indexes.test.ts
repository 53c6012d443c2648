import { describe, expect, test } from 'vitest'
import { decodeOffsetIndex, mostOffsetEntries, writeOffsetEntry } from './offset-index.js'
import { lastSlotAtOrBelow } from './sorted-search.js'
import { decodeTimeIndex, mostTimeEntries, timestampAt, writeTimeEntry } from './time-index.js'

describe('a search over ascending keys', () => {
  const keys = [3, 7, 7, 20]
  test.each([
    [2, -1],
    [3, 0],
    [6, 0],
    [7, 2],
    [19, 2],
    [99, 3],
  ])('the last slot at or below %d is %d', (target, slot) => {
    expect(lastSlotAtOrBelow(keys.length, (index) => keys[index] ?? 0, target)).toBe(slot)
  })

  test('nothing is found among nothing', () => expect(lastSlotAtOrBelow(0, () => 0, 5)).toBe(-1))
})

test('an offset index ends where its preallocated zeros begin', () => {
  const bytes = new Uint8Array(80)
  const view = new DataView(bytes.buffer)
  writeOffsetEntry(view, 0, 11, 335)
  writeOffsetEntry(view, 8, 15, 692)
  expect(decodeOffsetIndex(bytes, 100)).toEqual([
    { offset: 111, position: 335 },
    { offset: 115, position: 692 },
  ])
  expect(decodeOffsetIndex(new Uint8Array(80), 100)).toEqual([])
})

test('time index entries hold timestamps beyond 32 bits', () => {
  const bytes = new Uint8Array(36)
  const view = new DataView(bytes.buffer)
  writeTimeEntry(view, 0, 1_700_000_000_286, 11)
  writeTimeEntry(view, 12, 1_700_000_000_400, 15)
  expect(timestampAt(view, 12)).toBe(1_700_000_000_400)
  expect(decodeTimeIndex(bytes, 5)).toEqual([
    { timestamp: 1_700_000_000_286, offset: 16 },
    { timestamp: 1_700_000_000_400, offset: 20 },
  ])
})

test('the time index keeps a place for the entry of a segment that is closed', () => {
  expect(mostOffsetEntries(100)).toBe(12)
  expect(mostTimeEntries(100)).toBe(7)
})
