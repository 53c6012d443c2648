/**
 * What the sticky assignors put into a subscription. `sticky`: int32 count of (string topic, int32 array of
 * partitions), then the int32 generation, which its first version lacked. `cooperative-sticky`: the
 * generation.
 */
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { DecodeError } from '@samsa/protocol/bytes/decode-error'
import type { TopicPartitions } from './assignor.js'
import type { Claim } from './sticky-claims.js'

export function encodeStickyUserData(owned: TopicPartitions, generation: number): Uint8Array {
  const writer = new ByteWriter()
  writer.int32(owned.size)
  for (const [topic, partitions] of owned) {
    writer.string(topic)
    writer.int32(partitions.length)
    for (const partition of partitions) writer.int32(partition)
  }
  writer.int32(generation)
  return writer.finishOne()
}

/** What cannot be read claims nothing. */
export function decodeStickyUserData(bytes: Uint8Array | null): Claim {
  if (bytes === null || bytes.length === 0) return { owned: new Map(), generation: undefined }
  try {
    return readClaim(new ByteReader(bytes))
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return { owned: new Map(), generation: -1 }
  }
}

function readClaim(reader: ByteReader): Claim {
  const owned = new Map<string, number[]>()
  const topics = reader.int32()
  for (let i = 0; i < topics; i++) {
    const topic = reader.string()
    const partitions = owned.get(topic) ?? []
    const count = reader.int32()
    for (let j = 0; j < count; j++) partitions.push(reader.int32())
    owned.set(topic, partitions)
  }
  return { owned, generation: reader.remaining >= 4 ? reader.int32() : undefined }
}

export function encodeCooperativeUserData(generation: number): Uint8Array {
  const writer = new ByteWriter()
  writer.int32(generation)
  return writer.finishOne()
}

/** Undefined without data; -1 for data that cannot be read. */
export function decodeCooperativeUserData(bytes: Uint8Array | null): number | undefined {
  if (bytes === null) return undefined
  return bytes.length < 4 ? -1 : new ByteReader(bytes).int32()
}
