/**
 * The committed offsets of a group: topic, partition, offset. Immutable: a change makes a new value that
 * shares what did not change, so an uncommitted one is dropped by keeping the older reference. How
 * the partitions of a topic lie is topic-offsets.ts.
 */
import type { Uuid } from '@samsa/protocol/model/uuid'
import { PersistentMap } from '../persistent-map.js'
import { TopicOffsets } from './topic-offsets.js'

/** What was committed for one partition. */
export interface CommittedOffset {
  readonly offset: number
  /** -1: none was given. */
  readonly leaderEpoch: number
  readonly metadata: string
  /** Milliseconds since the epoch. */
  readonly commitTimestamp: number
  /** -1: by the broker's retention. Only old clients set it. */
  readonly expireTimestamp: number
  /** Zero in records of brokers before 4.1. */
  readonly topicId: Uuid
  /** Offset of the commit record itself: decides between a plain and a transactional commit. */
  readonly recordOffset: number
}

/** By topic name. No topic is empty. */
export type GroupOffsets = PersistentMap<TopicOffsets>

/** A group without offsets. */
export const noOffsets: GroupOffsets = PersistentMap.empty()

/** The offset committed for a partition. */
export function offsetOf(
  offsets: GroupOffsets,
  topic: string,
  partition: number,
): CommittedOffset | undefined {
  return offsets.get(topic)?.get(partition)
}

/** The offsets with one set. */
export function withOffset(
  offsets: GroupOffsets,
  topic: string,
  partition: number,
  committed: CommittedOffset,
): GroupOffsets {
  const ofTopic = offsets.get(topic) ?? TopicOffsets.empty
  return offsets.with(topic, ofTopic.with(partition, committed))
}

/** The offsets with one removed; the same value when it was not there. */
export function withoutOffset(offsets: GroupOffsets, topic: string, partition: number): GroupOffsets {
  const ofTopic = offsets.get(topic)
  if (ofTopic === undefined) return offsets
  const rest = ofTopic.without(partition)
  if (rest === ofTopic) return offsets
  return rest.isEmpty ? offsets.without(topic) : offsets.with(topic, rest)
}
