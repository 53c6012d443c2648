/** Bytes in base64, as Kafka's JSON holds them. */
export function toByteArrayText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
}
