/**
 * gzip by node:zlib, loaded at first use. Owns nothing but the call and the limit. Refuses payloads over the
 * limit.
 */
import { createRequire } from 'node:module'
import type * as Zlib from 'node:zlib'

const require = createRequire(import.meta.url)

/** `level` 1 to 9, or -1 for zlib's default. */
export function compressGzip(bytes: Uint8Array, level = -1): Uint8Array {
  return (require('node:zlib') as typeof Zlib).gzipSync(bytes, { level })
}

/** At most `maxBytes`; zlib stops there. */
export function decompressGzip(bytes: Uint8Array, maxBytes: number): Uint8Array {
  return (require('node:zlib') as typeof Zlib).gunzipSync(bytes, { maxOutputLength: maxBytes })
}
