import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteReader } from '../bytes/byte-reader.js'
import { uuidFromBytes, uuidToBytes, zeroUuid } from './uuid.js'

const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 })

test('a uuid is the base64url text of its bytes, both ways', () => {
  fc.assert(
    fc.property(sixteenBytes, (bytes) => {
      const text = uuidFromBytes(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(uuidToBytes(text)).toEqual(bytes)
      const reader = new ByteReader(bytes)
      expect(reader.uuid()).toBe(text)
      reader.position = 0
      expect(reader.uuid()).toBe(text)
    }),
  )
  expect(uuidFromBytes(new Uint8Array(16))).toBe(zeroUuid)
})

test('a text that is not exactly 16 bytes is no uuid', () => {
  for (const text of [
    '',
    'AAAA',
    `${zeroUuid}A`,
    'AAAAAAAAAAAAAAAAAAAAAB',
    'AAAAAAAAAAAA+AAAAAAAAA',
    'éAAAAAAAAAAAAAAAAAAAAA',
  ]) {
    expect(uuidToBytes(text)).toBeUndefined()
  }
})
