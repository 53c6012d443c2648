/**
 * Snappy in the framing of Java's SnappyOutputStream ("xerial"): a 16-byte header, then blocks of int32
 * length and raw snappy. Reads also one raw block, which some clients send. Owns the framing; the blocks are
 * snappyjs's. Refuses lengths that leave the payload and blocks that unpack to more than the limit.
 */
import { createRequire } from 'node:module'
import { concatBytes, viewOf } from '../bytes.js'
import { CorruptRecord } from '../corrupt-record.js'

interface SnappyJs {
  compress(bytes: Uint8Array): Uint8Array
  uncompress(bytes: Uint8Array, maxLength: number): Uint8Array
}

const require = createRequire(import.meta.url)
const MAGIC = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0] as const
const HEADER_BYTES = 16
const BLOCK_BYTES = 32 * 1024

/** The block stream that Kafka's Java client writes. */
export function compressSnappy(bytes: Uint8Array): Uint8Array {
  const library = require('snappyjs') as SnappyJs
  const header = new Uint8Array(HEADER_BYTES)
  header.set(MAGIC)
  header[11] = 1
  header[15] = 1
  const chunks: Uint8Array[] = [header]
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    const block = library.compress(bytes.subarray(at, at + BLOCK_BYTES))
    const length = new Uint8Array(4)
    viewOf(length).setUint32(0, block.length)
    chunks.push(length, block)
  }
  return concatBytes(chunks)
}

/** Unpacks a block stream or one raw block. */
export function decompressSnappy(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const library = require('snappyjs') as SnappyJs
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) return uncompressBlock(library, bytes, maxBytes)
  if (bytes.length < HEADER_BYTES)
    throw new CorruptRecord('INVALID_RECORD', 'snappy payload: header cut short')
  const view = viewOf(bytes)
  const chunks: Uint8Array[] = []
  let left = maxBytes
  for (let at = HEADER_BYTES; at < bytes.length; ) {
    const length = at + 4 <= bytes.length ? view.getInt32(at) : -1
    if (length < 0 || at + 4 + length > bytes.length) {
      throw new CorruptRecord('INVALID_RECORD', `snappy payload: block of ${length} bytes at byte ${at}`)
    }
    const block = uncompressBlock(library, bytes.subarray(at + 4, at + 4 + length), left)
    left -= block.length
    chunks.push(block)
    at += 4 + length
  }
  return concatBytes(chunks)
}

/**
 * A block can name any length before its data: what it can really unpack to is bounded by the format (64
 * bytes per 3).
 */
function uncompressBlock(library: SnappyJs, block: Uint8Array, maxBytes: number): Uint8Array {
  const most = Math.min(maxBytes, block.length * 64)
  checkLiterals(block)
  return library.uncompress(plainArray(block), most)
}

/**
 * Walks the elements of a raw block. A literal that claims to end behind the block is refused here: where its length
 * has the highest of 32 bits set, snappyjs goes backwards and never ends.
 */
function checkLiterals(block: Uint8Array): void {
  let at = 0
  while (at < block.length && (block[at] as number) >= 0x80) at++
  at++
  while (at < block.length) {
    const tag = block[at++] as number
    const kind = tag & 3
    if (kind !== 0) {
      at += kind === 3 ? 4 : kind
      continue
    }
    const short = tag >>> 2
    let length = short
    if (short >= 60) {
      const width = short - 59
      length = 0
      for (let index = 0; index < width; index++) length += (block[at + index] ?? 0) * 2 ** (8 * index)
      at += width
    }
    at += length + 1
  }
  if (at > block.length) throw new CorruptRecord('INVALID_RECORD', 'snappy payload: cut short')
}

/** snappyjs tells a Buffer from an array and answers with the like; here always a plain array. */
function plainArray(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
