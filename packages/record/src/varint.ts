/**
 * Variable-length integers as records use them: zigzag, seven bits a byte, least significant first. Owns
 * sizes and writing; the reading side of records is in record-cursor.ts, where it must not go through a call
 * per byte. Refuses nothing: values are safe integers by the time they get here.
 */

/** Bytes that `value` takes as varint or varlong. */
export function varintSize(value: number): number {
  if (value >= -64 && value < 64) return 1
  let rest = magnitudeOf(value)
  let size = 1
  for (rest = Math.floor(rest / 64); rest > 0; rest = Math.floor(rest / 128)) size++
  return size
}

/** Writes `value` at `at`; returns the position after it. The same bytes serve as varint and varlong. */
export function writeVarint(into: Uint8Array, at: number, value: number): number {
  let rest = magnitudeOf(value)
  let septet = (rest % 64) * 2 + (value < 0 ? 1 : 0)
  rest = Math.floor(rest / 64)
  while (rest > 0) {
    into[at++] = septet | 128
    septet = rest % 128
    rest = Math.floor(rest / 128)
  }
  into[at] = septet
  return at + 1
}

function magnitudeOf(value: number): number {
  return value < 0 ? -(value + 1) : value
}
