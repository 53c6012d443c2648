/**
 * zstd: by node:zlib where that has it (Node >= 22.15), else compressed by zstd-wasm and unpacked by fzstd,
 * in pieces so that the limit holds whatever a frame claims. Loaded at first use; zstd-wasm must have been
 * awaited once (`loadZstd`). Refuses windows and contents over the limit.
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
}

const require = createRequire(import.meta.url)
const wasm: { ready: ZstdWasm | undefined; loading: Promise<void> | undefined } = {
  ready: undefined,
  loading: undefined,
}
const DEFAULT_LEVEL = 3
const PIECE_BYTES = 64 * 1024

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
  return unpackInPieces(bytes, maxBytes)
}

function unpackInPieces(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const { Decompress } = require('fzstd') as typeof Fzstd
  const chunks: Uint8Array[] = []
  let left = maxBytes
  const stream = new Decompress((chunk) => {
    left -= chunk.length
    if (left < 0) throw new CorruptRecord('INVALID_RECORD', `zstd payload: more than ${maxBytes} bytes`)
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
