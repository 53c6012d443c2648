/**
 * What members of a classic consumer group tell each other through the coordinator: subscriptions and
 * assignments, each an int16 version and the message. Unknown versions are read as the newest known one, as
 * Kafka does.
 */
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import type { Draft, MessageType } from '@samsa/protocol/message-type'
import { consumerProtocolAssignment } from '@samsa/protocol/messages/consumer-protocol-assignment'
import {
  type ConsumerProtocolSubscription,
  consumerProtocolSubscription,
} from '@samsa/protocol/messages/consumer-protocol-subscription'
import type { TopicPartitions } from '../assignors/assignor.js'

/** Also the name of the protocol type in group requests. */
export const CONSUMER_PROTOCOL = 'consumer'

export interface Subscription {
  readonly topics: readonly string[]
  readonly userData: Uint8Array | null
  readonly owned: TopicPartitions
  readonly generation: number
  readonly rack: string | null
}

export function encodeSubscription(subscription: Subscription): Uint8Array {
  const { topics, userData, owned, generation, rack } = subscription
  return encode(consumerProtocolSubscription, consumerProtocolSubscription.maxVersion, {
    topics: [...topics].sort(),
    userData,
    ownedPartitions: partitionsOf(owned),
    generationId: generation,
    rackId: rack,
  })
}

/** Throws DecodeError. */
export function decodeSubscription(bytes: Uint8Array): Subscription {
  const found: ConsumerProtocolSubscription = decode(consumerProtocolSubscription, bytes)
  return {
    topics: found.topics,
    userData: found.userData,
    owned: new Map(found.ownedPartitions.map(({ topic, partitions }) => [topic, partitions])),
    generation: found.generationId,
    rack: found.rackId,
  }
}

export function encodeAssignment(assigned: TopicPartitions): Uint8Array {
  const draft = { assignedPartitions: partitionsOf(assigned), userData: null }
  return encode(consumerProtocolAssignment, consumerProtocolAssignment.maxVersion, draft)
}

/** Throws DecodeError. No bytes at all assign nothing. */
export function decodeAssignment(bytes: Uint8Array): TopicPartitions {
  if (bytes.length === 0) return new Map()
  const found = decode(consumerProtocolAssignment, bytes)
  return new Map(found.assignedPartitions.map(({ topic, partitions }) => [topic, partitions]))
}

function partitionsOf(map: TopicPartitions): { topic: string; partitions: readonly number[] }[] {
  return [...map].map(([topic, partitions]) => ({ topic, partitions }))
}

function encode<M>(type: MessageType<M>, version: number, draft: Draft<M>): Uint8Array {
  const writer = new ByteWriter()
  writer.int16(version)
  type.encode(writer, draft, version)
  return writer.finishOne()
}

function decode<M>(type: MessageType<M>, bytes: Uint8Array): M {
  const reader = new ByteReader(bytes)
  const version = Math.max(0, Math.min(reader.int16(), type.maxVersion))
  return type.decode(reader, version)
}
