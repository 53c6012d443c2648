/**
 * The two text coders that every JavaScript engine has, declared here so that this package compiles without the types
 * of Node or a browser. Malformed UTF-8 becomes U+FFFD, as in Kafka; a byte order mark is kept as a character.
 */
interface Utf8Decoder {
  decode(bytes: Uint8Array): string
}

interface Utf8Encoder {
  encodeInto(text: string, into: Uint8Array): { read: number; written: number }
}

declare const TextDecoder: new (label: 'utf-8', options: { ignoreBOM: boolean }) => Utf8Decoder
declare const TextEncoder: new () => Utf8Encoder

/** Stateless decoder of UTF-8. */
export const utf8Decoder: Utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Stateless encoder of UTF-8. */
export const utf8Encoder: Utf8Encoder = new TextEncoder()

/** Text of a few bytes that are known to be ASCII: faster than the decoder up to about 24 of them. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  let index = start
  for (; index + 8 <= end; index += 8) {
    text += String.fromCharCode(
      bytes[index]!,
      bytes[index + 1]!,
      bytes[index + 2]!,
      bytes[index + 3]!,
      bytes[index + 4]!,
      bytes[index + 5]!,
      bytes[index + 6]!,
      bytes[index + 7]!,
    )
  }
  for (; index < end; index++) text += String.fromCharCode(bytes[index]!)
  return text
}
