/**
 * Reading and writing numbers where no reader object may stand between: int64 as a number, a DataView over a
 * byte range, concatenation. Owns no policy. `readInt64` is exact within +-2^53 and only then; callers that
 * must know ask `Number.isSafeInteger`.
 */
const TWO_32 = 4294967296

/** A DataView whose position 0 is `bytes[0]`. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** A signed 64-bit integer, exact when it is a safe integer. */
export function readInt64(view: DataView, at: number): number {
  return view.getInt32(at) * TWO_32 + view.getUint32(at + 4)
}

/** Writes a safe integer as signed 64 bits. */
export function writeInt64(view: DataView, at: number, value: number): void {
  view.setInt32(at, Math.floor(value / TWO_32))
  view.setUint32(at + 4, value >>> 0)
}

/** One array of all chunks; the chunk itself when there is only one. */
export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0] as Uint8Array
  let length = 0
  for (const chunk of chunks) length += chunk.length
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
