/**
 * The topics that the members of a consumer group subscribe to, read from what they told the leader. Needed
 * to keep offsets of subscribed topics from deletion and expiry. Only version 0 of the subscription is
 * read: it is the beginning of every version. Something unreadable makes the whole answer unknown, never a
 * guess.
 */
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { DecodeError } from '@samsa/protocol/bytes/decode-error'
import { consumerProtocolSubscription } from '@samsa/protocol/messages/consumer-protocol-subscription'
import { type ClassicGroup, type ClassicMember, consumerProtocolType, metadataOf } from './classic-group.js'

/** Undefined: the group is no consumer group, or a subscription cannot be read. */
export function subscribedTopicsOf(
  protocolType: string | undefined,
  protocolName: string | undefined,
  members: ReadonlyMap<string, ClassicMember>,
): ReadonlySet<string> | undefined {
  if (protocolType !== consumerProtocolType) return undefined
  if (members.size === 0) return new Set()
  if (protocolName === undefined) return undefined
  try {
    const topics = new Set<string>()
    for (const member of members.values()) {
      for (const topic of readTopics(metadataOf(member, protocolName))) topics.add(topic)
    }
    return topics
  } catch (error) {
    if (error instanceof DecodeError) return undefined
    throw error
  }
}

/**
 * Whether offsets of the topic are in use; unknown subscriptions of a consumer group count as every topic.
 */
export function isSubscribed(group: ClassicGroup, topic: string): boolean {
  return group.subscribedTopics?.has(topic) ?? group.protocolType === consumerProtocolType
}

function readTopics(subscription: Uint8Array): readonly string[] {
  const reader = new ByteReader(subscription)
  const version = reader.int16()
  if (version < 0) throw new DecodeError('value', `subscription of version ${version}`, 0)
  return consumerProtocolSubscription.decode(reader, 0).topics
}
