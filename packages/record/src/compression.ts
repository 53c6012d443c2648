/**
 * Compression of batches: one synchronous call per codec, whose library is loaded at its first use. Owns the
 * choice of library and the limit on what a few bytes may unpack to. Refuses, as CorruptRecord, payloads that
 * are not what their codec says or that unpack to more than the limit.
 */
import { CorruptRecord } from './corrupt-record.js'
import type { CodecName } from './codec-name.js'
import { compressGzip, decompressGzip } from './codecs/gzip.js'
import { compressLz4, decompressLz4 } from './codecs/lz4.js'
import { compressSnappy, decompressSnappy } from './codecs/snappy.js'
import { compressZstd, decompressZstd } from './codecs/zstd.js'

export { codecId, codecOfId, type CodecName } from './codec-name.js'

/** What a payload may unpack to unless a caller says otherwise: 128 MiB. */
export const DEFAULT_MAX_DECOMPRESSED_BYTES = 128 * 1024 * 1024

/** `lz4-format-0`: lz4 as message format 0 has it, with the header checksum it is known for. */
export type BatchCodec = CodecName | 'lz4-format-0'

/**
 * Compresses. `level` is the codec's own scale; snappy has none and lz4 only one. `none` returns the bytes
 * themselves.
 */
export function compress(codec: BatchCodec, bytes: Uint8Array, level?: number): Uint8Array {
  return plainArray(compressBy(codec, bytes, level))
}

function compressBy(codec: BatchCodec, bytes: Uint8Array, level?: number): Uint8Array {
  switch (codec) {
    case 'none':
      return bytes
    case 'gzip':
      return compressGzip(bytes, level)
    case 'snappy':
      return compressSnappy(bytes)
    case 'lz4':
      return compressLz4(bytes)
    case 'lz4-format-0':
      return compressLz4(bytes, 'wrong')
    case 'zstd':
      return compressZstd(bytes, level)
  }
}

/** Unpacks at most `maxBytes`. Throws CorruptRecord for anything else. */
export function decompress(
  codec: BatchCodec,
  bytes: Uint8Array,
  maxBytes = DEFAULT_MAX_DECOMPRESSED_BYTES,
): Uint8Array {
  try {
    return plainArray(decompressBy(codec, bytes, maxBytes))
  } catch (cause) {
    if (cause instanceof CorruptRecord) throw cause
    throw new CorruptRecord('INVALID_RECORD', `${codec} payload: ${reasonOf(cause)}`, { cause })
  }
}

function decompressBy(codec: BatchCodec, bytes: Uint8Array, maxBytes: number): Uint8Array {
  switch (codec) {
    case 'none':
      return bytes
    case 'gzip':
      return decompressGzip(bytes, maxBytes)
    case 'snappy':
      return decompressSnappy(bytes, maxBytes)
    case 'lz4':
      return decompressLz4(bytes, maxBytes)
    case 'lz4-format-0':
      return decompressLz4(bytes, maxBytes, 'wrong')
    case 'zstd':
      return decompressZstd(bytes, maxBytes)
  }
}

/**
 * Some libraries answer with a Buffer, whose views would be Buffers too: callers always get the same class.
 */
function plainArray(bytes: Uint8Array): Uint8Array {
  if (bytes.constructor === Uint8Array) return bytes
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
