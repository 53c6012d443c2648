/**
 * CRC32 (the one of zip and Ethernet), the checksum of magic 0 and 1 messages. Old formats only, so plain
 * JavaScript. Refuses nothing.
 */
import { crcByTables, makeCrcTables } from './crc-tables.js'

const tables = makeCrcTables(0xedb88320)

/** CRC32 of `bytes[start..end)`, unsigned. */
export function crc32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  return crcByTables(tables, bytes, start, end)
}
