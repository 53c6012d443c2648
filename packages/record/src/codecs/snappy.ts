/**
 * Snappy in the framing of Java's SnappyOutputStream ("xerial"): a 16-byte header, then blocks of int32
 * length and raw snappy. Reads also one raw block, which some clients send. Owns the framing; the blocks are
 * the library's. Refuses lengths that leave the payload and blocks that unpack to more than the limit.
 */
import { createRequire } from 'node:module'
import { concatBytes, viewOf } from '../bytes.js'
import { CorruptRecord } from '../corrupt-record.js'

interface SnappyNapi {
  compressSync(bytes: Uint8Array, options: typeof COPIED): Uint8Array
  uncompressSync(block: Uint8Array, options: typeof COPIED): Uint8Array
}

const require = createRequire(import.meta.url)
/** Results in memory of Node's own: memory of the library's costs more to hand over than a batch to pack. */
const COPIED = { copyOutputData: true }
const lazy: { library: SnappyNapi | undefined } = { library: undefined }
const MAGIC = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0] as const
const HEADER_BYTES = 16
const BLOCK_BYTES = 32 * 1024
/** Of bytes, by a copy: 64 in 3. */
const MOST_GAIN = 22

/** The block stream that Kafka's Java client writes. */
export function compressSnappy(bytes: Uint8Array): Uint8Array {
  const library = snappy()
  const header = new Uint8Array(HEADER_BYTES)
  header.set(MAGIC)
  header[11] = 1
  header[15] = 1
  const chunks: Uint8Array[] = [header]
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    const block = library.compressSync(bytes.subarray(at, at + BLOCK_BYTES), COPIED)
    const length = new Uint8Array(4)
    viewOf(length).setUint32(0, block.length)
    chunks.push(length, block)
  }
  return concatBytes(chunks)
}

/** Unpacks a block stream or one raw block. */
export function decompressSnappy(bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) return uncompressBlock(bytes, maxBytes)
  if (bytes.length < HEADER_BYTES) throw refused('header cut short')
  const view = viewOf(bytes)
  const chunks: Uint8Array[] = []
  let left = maxBytes
  for (let at = HEADER_BYTES; at < bytes.length; ) {
    const length = at + 4 <= bytes.length ? view.getInt32(at) : -1
    if (length < 0 || at + 4 + length > bytes.length) {
      throw refused(`block of ${length} bytes at byte ${at}`)
    }
    const block = uncompressBlock(bytes.subarray(at + 4, at + 4 + length), left)
    left -= block.length
    chunks.push(block)
    at += 4 + length
  }
  return concatBytes(chunks)
}

/** The library takes as much memory as the block says that it holds. */
function uncompressBlock(block: Uint8Array, maxBytes: number): Uint8Array {
  const length = uncompressedLength(block)
  if (length > block.length * MOST_GAIN) throw refused(`a block of ${block.length} bytes says ${length}`)
  if (length > maxBytes) throw refused(`more than ${maxBytes} bytes`)
  return snappy().uncompressSync(block, COPIED)
}

/** A varint, in front of the block. */
function uncompressedLength(block: Uint8Array): number {
  let length = 0
  for (let at = 0; at < 5; at++) {
    const byte = block[at]
    if (byte === undefined) break
    length += (byte & 127) * 2 ** (7 * at)
    if (byte < 128) return length
  }
  throw refused('a block without a length')
}

function refused(why: string): CorruptRecord {
  return new CorruptRecord('INVALID_RECORD', `snappy payload: ${why}`)
}

function snappy(): SnappyNapi {
  lazy.library ??= require('snappy') as SnappyNapi
  return lazy.library
}
