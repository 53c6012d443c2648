/**
 * zstd: by zstd-wasm, which is there from the first call on that needs it; what is large by node:zlib where that has
 * it (Node >= 22.15), which packs large pieces faster and gives their memory back. To a small batch a call of
 * node:zlib costs more than its packing (`node bench/compression.mjs`). Refuses windows and contents over the limit.
 */
import { createRequire } from 'node:module'
import { CorruptRecord } from '../corrupt-record.js'
import { firstFrame } from './zstd-frame.js'
import { openZstdLibrary, type ZstdLibrary } from './zstd-library.js'

interface ZlibWithZstd {
  zstdCompressSync?(bytes: Uint8Array, options: { params: Record<number, number> }): Uint8Array
  zstdDecompressSync?(bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array
  constants: { ZSTD_c_compressionLevel?: number }
}

const require = createRequire(import.meta.url)
/** Up to so many bytes, unpacked, a call of node:zlib costs more than it gains. */
const SMALL_BYTES = 32 * 1024
const NO_DICTIONARY = new Uint8Array(0)
const wasm: { opened: OpenedLibrary | undefined } = { opened: undefined }
const DEFAULT_LEVEL = 3
const LEAST_ROOM_BYTES = 64 * 1024
/** Empty, and silent about its size: before others it keeps the library from taking that of the first for all. */
const SILENT_FRAME = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0, 1, 0, 0)
/** ZSTD_error_dstSize_tooSmall, as the library tells it. */
const NO_ROOM = -70

/** One frame. `level` is zstd's scale, 3 by default. */
export function compressZstd(bytes: Uint8Array, level = DEFAULT_LEVEL): Uint8Array {
  const { zstdCompressSync, constants } = zlib()
  if (zstdCompressSync !== undefined && bytes.length > SMALL_BYTES) {
    return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel ?? 100]: level } })
  }
  const { library, context } = opened()
  return library.compressUsingDict(context, bytes, NO_DICTIONARY, level)
}

/** Unpacks one or more frames. */
export function decompressZstd(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const { zstdDecompressSync } = zlib()
  const { contentSize, isWhole } = firstFrame(bytes)
  const isSmall = contentSize >= 0 && contentSize <= SMALL_BYTES
  // Of several frames node:zlib unpacks one, without a word (Node 22) or as it should (Node 26).
  if (zstdDecompressSync !== undefined && isWhole && !isSmall) {
    return zstdDecompressSync(bytes, { maxOutputLength: maxBytes })
  }
  if (contentSize > maxBytes) throw tooLarge(maxBytes)
  const { library } = opened()
  if (isWhole && contentSize >= 0) return library.decompress(bytes, { defaultHeapSize: contentSize })
  return unpackInto(library, Buffer.concat([SILENT_FRAME, bytes]), maxBytes)
}

/** Makes room for more and more, up to the limit. */
function unpackInto(library: ZstdLibrary, frames: Uint8Array, maxBytes: number): Uint8Array {
  let room = Math.min(maxBytes, Math.max(LEAST_ROOM_BYTES, frames.length * 8))
  for (;;) {
    try {
      return library.decompress(frames, { defaultHeapSize: room })
    } catch (error) {
      if (!String(error).endsWith(`code ${NO_ROOM}`)) throw error
      if (room >= maxBytes) throw tooLarge(maxBytes)
      room = Math.min(maxBytes, room * 4)
    }
  }
}

function tooLarge(maxBytes: number): CorruptRecord {
  return new CorruptRecord('INVALID_RECORD', `zstd payload: more than ${maxBytes} bytes`)
}

function zlib(): ZlibWithZstd {
  return require('node:zlib') as ZlibWithZstd
}

interface OpenedLibrary {
  readonly library: ZstdLibrary
  /** One for all: packing is synchronous. */
  readonly context: number
}

function opened(): OpenedLibrary {
  if (wasm.opened === undefined) {
    const library = openZstdLibrary()
    wasm.opened = { library, context: library.createCCtx() }
  }
  return wasm.opened
}
