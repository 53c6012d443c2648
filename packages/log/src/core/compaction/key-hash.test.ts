import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyHash } from './key-hash.js'

const seed = [0x833d3433, 0x009f389f, 0x2398e64f, 0x417acf39] as const

function hexOf(bytes: Uint8Array, from = 0, to = bytes.length, hash = new KeyHash(seed)): string {
  hash.hash(bytes, from, to)
  return [hash.h0, hash.h1, hash.h2, hash.h3]
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join(' ')
}

test.each([
  [0, '792e8fe5 75ce87aa 2d1450b5 1191970b'],
  [1, '13a9307b 50e62c89 4577bd88 c0bbdc18'],
])('%i bytes 0, 1, 2, ... hash to what the authors of the code published', (length, expected) => {
  expect(hexOf(Uint8Array.from({ length }, (_, index) => index))).toBe(expected)
})

test('lengths around a block, zeros at the end, and seeds all tell', () => {
  const seen = new Set<string>()
  for (let length = 0; length <= 64; length++) seen.add(hexOf(new Uint8Array(length)))
  expect(seen.size).toBe(65)
  expect(hexOf(new Uint8Array(8), 0, 8, new KeyHash([1, 2, 3, 4]))).not.toBe(hexOf(new Uint8Array(8)))
})

test('a key hashes the same wherever in a buffer it lies', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.nat(20), fc.nat(20), (key, before, after) => {
      const buffer = new Uint8Array(before + key.length + after).fill(255)
      buffer.set(key, before)
      return hexOf(buffer, before, before + key.length) === hexOf(key)
    }),
  )
})
