/**
 * The lz4 frame format as Kafka uses it: independent blocks of 64 KB, no content checksum. Owns the frame;
 * the blocks are lz4-napi's. Message format 0 was written for years with a header checksum taken over the
 * wrong bytes: there it is written so and not looked at when read (KIP-57). Refuses dependent blocks, wrong
 * checksums, sizes over the limit.
 */
import { createRequire } from 'node:module'
import { concatBytes, viewOf } from '../bytes.js'
import { CorruptRecord } from '../corrupt-record.js'
import { xxhash32 } from './xxhash32.js'

interface Lz4Napi {
  /** Four bytes of little-endian size, then the block. */
  compressSync(bytes: Uint8Array): Uint8Array
  uncompressSync(bytes: Uint8Array): Uint8Array
}

const require = createRequire(import.meta.url)
/** Made at its first use. `input`: room for a block behind its size, which the library reads and lets go. */
const lazy: { library: Lz4Napi | undefined; input: Uint8Array | undefined } = {
  library: undefined,
  input: undefined,
}
const FRAME_MAGIC = 0x184d2204
const RAW_BLOCK = 0x80000000
const BLOCK_BYTES = 64 * 1024
const VERSION_1_INDEPENDENT = 0x60
const BLOCKS_OF_64_KB = 0x40

/** How a reader or writer treats the header checksum: `wrong` is message format 0's. */
export type Lz4HeaderChecksum = 'right' | 'wrong'

/** One frame. */
export function compressLz4(bytes: Uint8Array, checksum: Lz4HeaderChecksum = 'right'): Uint8Array {
  const library = lz4()
  const header = new Uint8Array(7)
  viewOf(header).setUint32(0, FRAME_MAGIC, true)
  header[4] = VERSION_1_INDEPENDENT
  header[5] = BLOCKS_OF_64_KB
  header[6] = (xxhash32(header, checksum === 'wrong' ? 0 : 4, 6) >>> 8) & 255
  const chunks: Uint8Array[] = [header]
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    const plain = bytes.subarray(at, at + BLOCK_BYTES)
    const packed = library.compressSync(asBuffer(plain)).subarray(4)
    const raw = packed.length >= plain.length
    const size = new Uint8Array(4)
    viewOf(size).setUint32(0, raw ? (plain.length | RAW_BLOCK) >>> 0 : packed.length, true)
    chunks.push(size, raw ? plain : packed)
  }
  chunks.push(new Uint8Array(4))
  return concatBytes(chunks)
}

/** Unpacks one frame; bytes behind it are ignored, as Kafka does. */
export function decompressLz4(
  bytes: Uint8Array,
  maxBytes: number,
  checksum: Lz4HeaderChecksum = 'right',
): Uint8Array {
  const library = lz4()
  const frame = readFrameHeader(bytes, checksum)
  const view = viewOf(bytes)
  const chunks: Uint8Array[] = []
  let left = maxBytes
  let at = frame.blocksFrom
  for (;;) {
    if (at + 4 > bytes.length) throw broken(`cut short at byte ${at}`)
    const word = view.getUint32(at, true)
    if (word === 0) break
    const size = word & 0x7fffffff
    const start = at + 4
    if (size > frame.blockBytes || start + size > bytes.length)
      throw broken(`block of ${size} bytes at byte ${at}`)
    const packed = bytes.subarray(start, start + size)
    const block =
      word >= RAW_BLOCK ? packed : uncompressBlock(library, packed, Math.min(frame.blockBytes, left))
    if (block.length > left) throw broken(`more than ${maxBytes} bytes`)
    left -= block.length
    chunks.push(block)
    at = start + size
    if (frame.blockChecksums) at = checkSum(view, packed, at, 'block')
  }
  const whole = concatBytes(chunks)
  if (frame.contentChecksum) checkSum(view, whole, at + 4, 'content')
  return whole
}

interface FrameHeader {
  readonly blocksFrom: number
  readonly blockBytes: number
  readonly blockChecksums: boolean
  readonly contentChecksum: boolean
}

function readFrameHeader(bytes: Uint8Array, checksum: Lz4HeaderChecksum): FrameHeader {
  if (bytes.length < 7) throw broken(`${bytes.length} bytes, fewer than a frame header`)
  const view = viewOf(bytes)
  if (view.getUint32(0, true) !== FRAME_MAGIC) throw broken('no lz4 frame')
  const flags = bytes[4] as number
  const blockSizeCode = ((bytes[5] as number) >> 4) & 7
  if (flags >> 6 !== 1) throw broken(`frame version ${flags >> 6}`)
  if ((flags & 0x20) === 0) throw broken('blocks that depend on each other')
  if ((flags & 0x03) !== 0) throw broken('reserved flags or a dictionary')
  if (blockSizeCode < 4) throw broken(`block size code ${blockSizeCode}`)
  const checksumAt = (flags & 0x08) !== 0 ? 14 : 6
  if (bytes.length <= checksumAt) throw broken('frame header cut short')
  if (checksum === 'right' && bytes[checksumAt] !== ((xxhash32(bytes, 4, checksumAt) >>> 8) & 255)) {
    throw broken('wrong header checksum')
  }
  return {
    blocksFrom: checksumAt + 1,
    blockBytes: 1 << (8 + 2 * blockSizeCode),
    blockChecksums: (flags & 0x10) !== 0,
    contentChecksum: (flags & 0x04) !== 0,
  }
}

/**
 * The library wants the size in front and allocates it: never more than a block can unpack to (255 bytes per
 * one).
 */
function uncompressBlock(library: Lz4Napi, packed: Uint8Array, mostBytes: number): Uint8Array {
  const input = inputOf(4 + packed.length)
  viewOf(input).setUint32(0, Math.min(mostBytes, packed.length * 255), true)
  input.set(packed, 4)
  return library.uncompressSync(input)
}

/** Blocks of 64 KB, which is what nearly everybody writes, share one array: each would be one more to collect. */
function inputOf(length: number): Uint8Array {
  if (length > 4 + BLOCK_BYTES) return new Uint8Array(length)
  lazy.input ??= new Uint8Array(4 + BLOCK_BYTES)
  return lazy.input.subarray(0, length)
}

function lz4(): Lz4Napi {
  lazy.library ??= require('lz4-napi') as Lz4Napi
  return lazy.library
}

function checkSum(view: DataView, of: Uint8Array, at: number, what: string): number {
  if (at + 4 > view.byteLength || view.getUint32(at, true) !== xxhash32(of))
    throw broken(`wrong ${what} checksum`)
  return at + 4
}

/** A view: lz4-napi's compressSync takes no plain Uint8Array. */
function asBuffer(bytes: Uint8Array): Uint8Array {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function broken(what: string): CorruptRecord {
  return new CorruptRecord('INVALID_RECORD', `lz4 payload: ${what}`)
}
