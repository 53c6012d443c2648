/**
 * zstd: by node:zlib where that has it (Node >= 22.15), else by zstd-wasm, which must have been awaited once
 * (`loadZstd`). Until then fzstd unpacks, in pieces so that the limit holds whatever a frame claims; but there are
 * malformed frames over which it never ends, so whoever unpacks what strangers wrote loads zstd-wasm before.
 * Refuses windows and contents over the limit.
 */
import { createRequire } from 'node:module'
import type * as Fzstd from 'fzstd'
import { concatBytes } from '../bytes.js'
import { CorruptRecord } from '../corrupt-record.js'

interface ZlibWithZstd {
  zstdCompressSync?(bytes: Uint8Array, options: { params: Record<number, number> }): Uint8Array
  zstdDecompressSync?(bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array
  constants: { ZSTD_c_compressionLevel?: number }
}

interface ZstdWasm {
  init(): Promise<void>
  compress(bytes: Uint8Array, level: number): Uint8Array
  /** Takes as much memory as the first frame says it holds, or `defaultHeapSize` where it does not say. */
  decompress(bytes: Uint8Array, options: { defaultHeapSize: number }): Uint8Array
}

const require = createRequire(import.meta.url)
const wasm: { ready: ZstdWasm | undefined; loading: Promise<void> | undefined } = {
  ready: undefined,
  loading: undefined,
}
const DEFAULT_LEVEL = 3
const PIECE_BYTES = 64 * 1024
const LEAST_ROOM_BYTES = 64 * 1024
const FRAME_MAGIC = 0xfd2fb528
/** ZSTD_error_dstSize_tooSmall, as the library tells it. */
const NO_ROOM = -70

/** Whether `compressZstd` works at once. */
export function zstdReady(): boolean {
  return wasm.ready !== undefined || zlib().zstdCompressSync !== undefined
}

/** Makes `compressZstd` work. Any number of calls load once. */
export function loadZstd(): Promise<void> {
  if (zstdReady()) return Promise.resolve()
  wasm.loading ??= initWasm()
  return wasm.loading
}

/** One frame. `level` is zstd's scale, 3 by default. */
export function compressZstd(bytes: Uint8Array, level = DEFAULT_LEVEL): Uint8Array {
  const { zstdCompressSync, constants } = zlib()
  if (zstdCompressSync !== undefined) {
    return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel ?? 100]: level } })
  }
  if (wasm.ready === undefined) throw new Error('zstd is not loaded: await loadCodec("zstd") first')
  return wasm.ready.compress(bytes, level)
}

/** Unpacks one or more frames. */
export function decompressZstd(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const { zstdDecompressSync } = zlib()
  if (zstdDecompressSync !== undefined) return zstdDecompressSync(bytes, { maxOutputLength: maxBytes })
  return wasm.ready === undefined ? unpackInPieces(bytes, maxBytes) : unpackWhole(wasm.ready, bytes, maxBytes)
}

/** Where a frame does not say what it holds, room is made for more and more, up to the limit. */
function unpackWhole(library: ZstdWasm, bytes: Uint8Array, maxBytes: number): Uint8Array {
  const size = contentSize(bytes)
  if (size > maxBytes) throw tooLarge(maxBytes)
  let room = Math.min(maxBytes, Math.max(LEAST_ROOM_BYTES, bytes.length * 8))
  for (;;) {
    try {
      return library.decompress(bytes, { defaultHeapSize: room })
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

function unpackInPieces(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const { Decompress } = require('fzstd') as typeof Fzstd
  const chunks: Uint8Array[] = []
  let left = maxBytes
  const stream = new Decompress((chunk) => {
    left -= chunk.length
    if (left < 0) throw tooLarge(maxBytes)
    chunks.push(chunk.slice())
  })
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    stream.push(bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length)
  }
  return concatBytes(chunks)
}

function zlib(): ZlibWithZstd {
  return require('node:zlib') as ZlibWithZstd
}

async function initWasm(): Promise<void> {
  const library = require('@bokuweb/zstd-wasm') as ZstdWasm
  await library.init()
  wasm.ready = library
}
