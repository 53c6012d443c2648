/**
 * The committed offsets of a group: topic, partition, offset. Immutable: a change makes a new value that
 * shares what did not change, so an uncommitted one is dropped by keeping the older reference. Partitions
 * of a topic lie in a sorted array, which copies at memory speed: a group of a thousand partitions commits
 * one in about a microsecond.
 */
import type { Uuid } from '@samsa/protocol/model/uuid'
import { TopicMap } from './topic-map.js'

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

/** One partition of {@link TopicOffsets}. */
export interface PartitionOffset {
  readonly partition: number
  readonly committed: CommittedOffset
}

/** By partition, ascending. */
export type TopicOffsets = readonly PartitionOffset[]

/** By topic name. No topic is empty. */
export type GroupOffsets = TopicMap<TopicOffsets>

/** A group without offsets. */
export const noOffsets: GroupOffsets = TopicMap.empty()

/** The offset committed for a partition. */
export function offsetOf(
  offsets: GroupOffsets,
  topic: string,
  partition: number,
): CommittedOffset | undefined {
  const ofTopic = offsets.get(topic)
  if (ofTopic === undefined) return undefined
  const found = ofTopic[placeOf(ofTopic, partition)]
  return found?.partition === partition ? found.committed : undefined
}

/** The offsets with one set. */
export function withOffset(
  offsets: GroupOffsets,
  topic: string,
  partition: number,
  committed: CommittedOffset,
): GroupOffsets {
  const ofTopic = offsets.get(topic) ?? []
  const at = placeOf(ofTopic, partition)
  const changed = ofTopic.slice()
  changed.splice(at, ofTopic[at]?.partition === partition ? 1 : 0, { partition, committed })
  return offsets.with(topic, changed)
}

/** The offsets with one removed; the same value when it was not there. */
export function withoutOffset(offsets: GroupOffsets, topic: string, partition: number): GroupOffsets {
  const ofTopic = offsets.get(topic)
  if (ofTopic === undefined) return offsets
  const at = placeOf(ofTopic, partition)
  if (ofTopic[at]?.partition !== partition) return offsets
  return ofTopic.length === 1 ? offsets.without(topic) : offsets.with(topic, ofTopic.toSpliced(at, 1))
}

/** Index of the partition, or where it would be. */
function placeOf(ofTopic: TopicOffsets, partition: number): number {
  let low = 0
  let high = ofTopic.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ofTopic[middle]!.partition < partition) low = middle + 1
    else high = middle
  }
  return low
}
