/**
 * xxHash32 with seed 0: the checksum of lz4 frames. Small inputs mostly (a frame's header), so plain
 * JavaScript. Refuses nothing.
 */
const PRIME_1 = 0x9e3779b1
const PRIME_2 = 0x85ebca77
const PRIME_3 = 0xc2b2ae3d
const PRIME_4 = 0x27d4eb2f
const PRIME_5 = 0x165667b1

/** Unsigned. */
export function xxhash32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = start
  let hash = PRIME_5
  if (end - start >= 16) {
    const lanes = [PRIME_1 + PRIME_2, PRIME_2, 0, -PRIME_1]
    for (; at + 16 <= end; at += 16) {
      for (let lane = 0; lane < 4; lane++) {
        const input = Math.imul(view.getUint32(at + lane * 4, true), PRIME_2)
        lanes[lane] = Math.imul(rotate(((lanes[lane] as number) + input) | 0, 13), PRIME_1)
      }
    }
    const [a, b, c, d] = lanes as [number, number, number, number]
    hash = rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18)
  }
  hash = (hash + (end - start)) | 0
  for (; at + 4 <= end; at += 4) {
    hash = (hash + Math.imul(view.getUint32(at, true), PRIME_3)) | 0
    hash = Math.imul(rotate(hash, 17), PRIME_4)
  }
  for (; at < end; at++) {
    hash = (hash + Math.imul(bytes[at] as number, PRIME_5)) | 0
    hash = Math.imul(rotate(hash, 11), PRIME_1)
  }
  hash = Math.imul(hash ^ (hash >>> 15), PRIME_2)
  hash = Math.imul(hash ^ (hash >>> 13), PRIME_3)
  return (hash ^ (hash >>> 16)) >>> 0
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
