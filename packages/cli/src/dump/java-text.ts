/**
 * Bytes as the text that Java makes of them. It differs from the web's rule in one point: a surrogate, or
 * the beginning of one, gives one replacement character, not one for each byte.
 */

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

export function javaText(bytes: Uint8Array): string {
  let text = ''
  let from = 0
  for (let at = bytes.indexOf(0xed); at >= 0; at = bytes.indexOf(0xed, at + 1)) {
    const [, second = 0, third = 0] = bytes.subarray(at, at + 3)
    if (second < 0xa0 || second > 0xbf) continue
    text += `${UTF8.decode(bytes.subarray(from, at))}\ufffd`
    from = at + (third >= 0x80 && third <= 0xbf ? 3 : 2)
  }
  return text + UTF8.decode(bytes.subarray(from))
}
