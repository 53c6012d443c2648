/**
 * CRC32C (Castagnoli), the checksum of magic 2 batches. Small inputs are summed in JavaScript, because a
 * native call alone costs about 100 ns; larger ones by @node-rs/crc32, loaded at the first such input, or in
 * JavaScript where it has no build for the platform. Refuses nothing.
 */
import { createRequire } from 'node:module'
import { crcByTables, makeCrcTables } from './crc-tables.js'

type NativeCrc = (bytes: Uint8Array) => number

const require = createRequire(import.meta.url)
const NATIVE_FROM_BYTES = 160
const tables = makeCrcTables(0x82f63b78)
const native: { crc: NativeCrc | null | undefined } = { crc: undefined }

/** CRC32C of `bytes[start..end)`, unsigned. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  if (end - start >= NATIVE_FROM_BYTES) {
    const crc = native.crc === undefined ? loadNative() : native.crc
    if (crc !== null) return crc(bytes.subarray(start, end))
  }
  return crcByTables(tables, bytes, start, end)
}

/** The same without native code: what `crc32c` does for small inputs and where there is no native build. */
export function crc32cInJavaScript(bytes: Uint8Array, start = 0, end = bytes.length): number {
  return crcByTables(tables, bytes, start, end)
}

/** A native build that does not agree with us is not used. */
function loadNative(): NativeCrc | null {
  const probe = Uint8Array.of(49, 50, 51, 52, 53, 54, 55, 56, 57)
  try {
    const library = require('@node-rs/crc32') as { crc32c: NativeCrc }
    native.crc = library.crc32c(probe) === crc32cInJavaScript(probe) ? library.crc32c : null
  } catch {
    native.crc = null
  }
  return native.crc
}
