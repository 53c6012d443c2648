/**
 * zstd: by node:zlib where that has it (Node >= 22.15), else by zstd-wasm, which is there from the first call on that
 * needs it. Refuses windows and contents over the limit.
 */
import { createRequire } from 'node:module'
import { CorruptRecord } from '../corrupt-record.js'
import { openZstdLibrary, type ZstdLibrary } from './zstd-library.js'

interface ZlibWithZstd {
  zstdCompressSync?(bytes: Uint8Array, options: { params: Record<number, number> }): Uint8Array
  zstdDecompressSync?(bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array
  constants: { ZSTD_c_compressionLevel?: number }
}

const require = createRequire(import.meta.url)
const wasm: { library: ZstdLibrary | undefined } = { library: undefined }
const DEFAULT_LEVEL = 3
const LEAST_ROOM_BYTES = 64 * 1024
const FRAME_MAGIC = 0xfd2fb528
/** ZSTD_error_dstSize_tooSmall, as the library tells it. */
const NO_ROOM = -70

/** One frame. `level` is zstd's scale, 3 by default. */
export function compressZstd(bytes: Uint8Array, level = DEFAULT_LEVEL): Uint8Array {
  const { zstdCompressSync, constants } = zlib()
  if (zstdCompressSync !== undefined) {
    return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel ?? 100]: level } })
  }
  return library().compress(bytes, level)
}

/** Unpacks one or more frames. */
export function decompressZstd(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const { zstdDecompressSync } = zlib()
  if (zstdDecompressSync !== undefined) return zstdDecompressSync(bytes, { maxOutputLength: maxBytes })
  return unpackWhole(library(), bytes, maxBytes)
}

/** Where a frame does not say what it holds, room is made for more and more, up to the limit. */
function unpackWhole(zstd: ZstdLibrary, bytes: Uint8Array, maxBytes: number): Uint8Array {
  const size = contentSize(bytes)
  if (size > maxBytes) throw tooLarge(maxBytes)
  let room = Math.min(maxBytes, Math.max(LEAST_ROOM_BYTES, bytes.length * 8))
  for (;;) {
    try {
      return zstd.decompress(bytes, { defaultHeapSize: room })
    } catch (error) {
      if (size >= 0 || !String(error).endsWith(`code ${NO_ROOM}`)) throw error
      if (room >= maxBytes) throw tooLarge(maxBytes)
      room = Math.min(maxBytes, room * 4)
    }
  }
}

/** What the header of the first frame says that the frame holds (RFC 8878, 3.1.1.1); -1 where it does not say. */
function contentSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 5 || view.getUint32(0, true) !== FRAME_MAGIC) return -1
  const descriptor = view.getUint8(4)
  const isSingleSegment = (descriptor & 0x20) !== 0
  const at = 5 + (isSingleSegment ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] as number)
  const width = descriptor >> 6 === 0 ? (isSingleSegment ? 1 : 0) : 1 << (descriptor >> 6)
  if (width === 0) return -1
  if (at + width > bytes.length) return 0
  if (width === 1) return view.getUint8(at)
  if (width === 2) return view.getUint16(at, true) + 256
  return width === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true))
}

function tooLarge(maxBytes: number): CorruptRecord {
  return new CorruptRecord('INVALID_RECORD', `zstd payload: more than ${maxBytes} bytes`)
}

function zlib(): ZlibWithZstd {
  return require('node:zlib') as ZlibWithZstd
}

function library(): ZstdLibrary {
  wasm.library ??= openZstdLibrary()
  return wasm.library
}
