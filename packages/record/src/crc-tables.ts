/**
 * A 32-bit CRC in JavaScript, eight bytes a step ("slicing by 8"). Owns the tables of a polynomial and the
 * loop over them. Refuses nothing.
 */

/** Eight tables of 256 entries. */
export type CrcTables = readonly Int32Array[] & { readonly length: 8 }

/** Tables for a reflected polynomial. */
export function makeCrcTables(polynomial: number): CrcTables {
  const tables = Array.from({ length: 8 }, () => new Int32Array(256))
  const first = tables[0] as Int32Array
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1
    first[byte] = crc
  }
  for (let table = 1; table < 8; table++) {
    const before = tables[table - 1] as Int32Array
    const here = tables[table] as Int32Array
    for (let byte = 0; byte < 256; byte++) {
      const crc = before[byte] as number
      here[byte] = (first[crc & 255] as number) ^ (crc >>> 8)
    }
  }
  return tables as unknown as CrcTables
}

/** The CRC of `bytes[start..end)`, unsigned. */
export function crcByTables(tables: CrcTables, bytes: Uint8Array, start: number, end: number): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as unknown as EightTables
  let crc = -1
  let at = start
  for (const last = end - 8; at <= last; at += 8) {
    const low =
      crc ^
      ((bytes[at] as number) |
        ((bytes[at + 1] as number) << 8) |
        ((bytes[at + 2] as number) << 16) |
        ((bytes[at + 3] as number) << 24))
    crc =
      (t7[low & 255] as number) ^
      (t6[(low >>> 8) & 255] as number) ^
      (t5[(low >>> 16) & 255] as number) ^
      (t4[low >>> 24] as number) ^
      (t3[bytes[at + 4] as number] as number) ^
      (t2[bytes[at + 5] as number] as number) ^
      (t1[bytes[at + 6] as number] as number) ^
      (t0[bytes[at + 7] as number] as number)
  }
  for (; at < end; at++) crc = (t0[(crc ^ (bytes[at] as number)) & 255] as number) ^ (crc >>> 8)
  return ~crc >>> 0
}

type Table = Int32Array
type EightTables = readonly [Table, Table, Table, Table, Table, Table, Table, Table]
