/**
 * Kafka's 16-byte ids (topics, directories, incarnations) as the base64url text that Kafka prints, 22 characters
 * without padding. Text is what people see in files and tools and what maps compare cheaply; bytes exist only on the
 * wire. Refuses texts that are not exactly 16 bytes long. Making random ids is the caller's matter (host `Random`).
 */
import type { Brand } from './brand.js'

/** Base64url text of 16 bytes, such as `'MjFKMIKOl6LWOSQhrpxxMA'`. */
export type Uuid = Brand<string, 'Uuid'>

/** The id that means "none": 16 zero bytes. */
export const zeroUuid = 'AAAAAAAAAAAAAAAAAAAAAA' as Uuid

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Six-bit value by character code; 255 for every other character. */
const sextets: Uint8Array = sextetTable()

function sextetTable(): Uint8Array {
  const table = new Uint8Array(128).fill(255)
  for (let value = 0; value < 64; value++) table[alphabet.charCodeAt(value)] = value
  return table
}

/** Text of the 16 bytes that start at `at`. The caller has checked that they exist. */
export function uuidFromBytes(bytes: Uint8Array, at = 0): Uuid {
  let text = ''
  for (let index = at; index < at + 15; index += 3) {
    const bits = (bytes[index]! << 16) | (bytes[index + 1]! << 8) | bytes[index + 2]!
    text +=
      alphabet[bits >> 18]! +
      alphabet[(bits >> 12) & 63]! +
      alphabet[(bits >> 6) & 63]! +
      alphabet[bits & 63]!
  }
  const last = bytes[at + 15]!
  return (text + alphabet[last >> 2]! + alphabet[(last & 3) << 4]!) as Uuid
}

/** Writes the 16 bytes of `text` to `bytes` from `at` on; false, with `bytes` partly written, if it is no uuid. */
export function writeUuid(text: string, bytes: Uint8Array, at: number): boolean {
  if (text.length !== 22) return false
  let invalid = 0
  let out = at
  for (let index = 0; index < 20; index += 4) {
    const a = sextetAt(text, index)
    const b = sextetAt(text, index + 1)
    const c = sextetAt(text, index + 2)
    const d = sextetAt(text, index + 3)
    invalid |= a | b | c | d
    bytes[out++] = (a << 2) | (b >> 4)
    bytes[out++] = ((b & 15) << 4) | (c >> 2)
    bytes[out++] = ((c & 3) << 6) | d
  }
  const a = sextetAt(text, 20)
  const b = sextetAt(text, 21)
  bytes[out] = (a << 2) | (b >> 4)
  return (invalid | a | b) < 64 && (b & 15) === 0
}

function sextetAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return code < 128 ? sextets[code]! : 255
}

/** The 16 bytes of `text`, or undefined if it is not base64url of exactly 16 bytes. */
export function uuidToBytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(16)
  return writeUuid(text, bytes, 0) ? bytes : undefined
}
