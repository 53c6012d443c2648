/**
 * How many array elements one message may have.
 */
import { expect, test } from 'vitest'
import { ByteReader } from './byte-reader.js'
import { DecodeError } from './decode-error.js'

/** Counts as they stand before arrays, each followed by room for its elements. */
function arrays(...counts: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(counts.reduce((sum, count) => sum + 4 + count, 0))
  let at = 0
  for (const count of counts) {
    new DataView(bytes.buffer).setInt32(at, count)
    at += 4 + count
  }
  return bytes
}

function readAll(reader: ByteReader): number {
  let elements = 0
  while (reader.remaining > 0) {
    const count = reader.count(1)
    reader.skip(count)
    elements += count
  }
  return elements
}

test('all arrays of a message count together, and what is beyond the bound is refused', () => {
  const reader = new ByteReader(arrays(40, 60))
  reader.mostElements = 100
  expect(readAll(reader)).toBe(100)
  reader.reset(arrays(40, 61))
  expect(() => readAll(reader)).toThrow(
    new DecodeError('length', 'the arrays of one message have more than 100 elements in all, the bound', 44),
  )
})

test('the next message counts anew', () => {
  const reader = new ByteReader()
  reader.mostElements = 100
  for (let message = 0; message < 3; message++) {
    reader.reset(arrays(80))
    expect(readAll(reader)).toBe(80)
  }
})

test('without a bound only the bytes that are there limit a count', () => {
  expect(readAll(new ByteReader(arrays(100_000)))).toBe(100_000)
  const lying = new ByteReader(arrays(10))
  expect(() => lying.count(2)).toThrow(DecodeError)
})
