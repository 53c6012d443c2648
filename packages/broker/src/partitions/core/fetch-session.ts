/**
 * One incremental fetch session (KIP-227): what a client wants of which partitions, and what it was last
 * told, so that requests carry only changes and answers only news. Pure: the cache holds it, the fetch door
 * asks it.
 */
import type { FetchRequest, FetchRequestFetchPartition } from '@samsa/protocol/messages/fetch-request'
import type { Uuid } from '@samsa/protocol/model/uuid'

/** What is wanted of one partition, and in a session what was last answered. */
export interface FetchTarget {
  /** '' when only the id is known. */
  readonly topic: string
  readonly topicId: Uuid
  readonly partition: number
  currentLeaderEpoch: number
  fetchOffset: number
  lastFetchedEpoch: number
  maxBytes: number
  /** Last told; -1 makes the next answer name it again. */
  toldHighWatermark: number
  toldLogStartOffset: number
}

/** The part of an answer that decides whether it is news. */
export interface FetchNews {
  readonly errorCode: number
  readonly highWatermark: number
  readonly logStartOffset: number
  readonly recordBytes: number
  readonly diverges: boolean
}

/** Epoch of a request that opens a session, and of one that closes it. */
export const initialEpoch = 0
export const finalEpoch = -1
const lastEpoch = 2147483647

/** The epoch after one: 0 stays for opening. */
export function nextEpoch(epoch: number): number {
  return epoch === lastEpoch ? 1 : epoch + 1
}

/** See the file. */
export class FetchSession {
  readonly #targets = new Map<string, FetchTarget>()
  /** Epoch the next request must have. */
  epoch = 1

  constructor(
    readonly id: number,
    readonly usesTopicIds: boolean,
    /** A follower's session is kept rather than a consumer's. */
    readonly privileged: boolean,
    readonly createdAt: number,
    public lastUsedAt: number,
  ) {}

  get size(): number {
    return this.#targets.size
  }

  targets(): IterableIterator<FetchTarget> {
    return this.#targets.values()
  }

  /** Begins with these. */
  adopt(targets: readonly FetchTarget[]): void {
    for (const target of targets) {
      this.#targets.set(keyOf(this.usesTopicIds ? target.topicId : target.topic, target.partition), target)
    }
  }

  /** Adds and changes what the request names, drops what it forgets. */
  update(request: FetchRequest): void {
    for (const topic of request.topics) {
      for (const partition of topic.partitions) {
        const key = keyOf(this.usesTopicIds ? topic.topicId : topic.topic, partition.partition)
        const known = this.#targets.get(key)
        if (known === undefined) this.#targets.set(key, targetOf(topic.topic, topic.topicId, partition))
        else change(known, partition)
      }
    }
    for (const topic of request.forgottenTopicsData) {
      for (const index of topic.partitions) {
        this.#targets.delete(keyOf(this.usesTopicIds ? topic.topicId : topic.topic, index))
      }
    }
  }

  /**
   * Whether an incremental answer names this partition; remembers what it tells. Partitions with data go to
   * the end of the line, so that those behind a full answer come first the next time.
   */
  tells(target: FetchTarget, news: FetchNews): boolean {
    const isNews = remember(target, news)
    if (news.recordBytes > 0) {
      const key = keyOf(this.usesTopicIds ? target.topicId : target.topic, target.partition)
      if (this.#targets.delete(key)) this.#targets.set(key, target)
    }
    return isNews
  }
}

/** Everything the request names, as one target each: named twice, what is said last counts, as in Kafka. */
export function targetsOf(request: FetchRequest): FetchTarget[] {
  const targets: FetchTarget[] = []
  const known = new Map<string, Map<number, FetchTarget>>()
  for (const { topic, topicId, partitions } of request.topics) {
    const key = topic === '' ? topicId : topic
    const ofTopic = known.get(key) ?? new Map<number, FetchTarget>()
    known.set(key, ofTopic)
    for (const asked of partitions) {
      const before = ofTopic.get(asked.partition)
      if (before !== undefined) {
        change(before, asked)
        continue
      }
      const target = targetOf(topic, topicId, asked)
      ofTopic.set(asked.partition, target)
      targets.push(target)
    }
  }
  return targets
}

/** Notes what is told; true when any of it differs from what was told before. */
export function remember(target: FetchTarget, news: FetchNews): boolean {
  let isNews = news.recordBytes > 0 || news.diverges
  if (target.toldHighWatermark !== news.highWatermark) {
    isNews = true
    target.toldHighWatermark = news.highWatermark
  }
  if (target.toldLogStartOffset !== news.logStartOffset) {
    isNews = true
    target.toldLogStartOffset = news.logStartOffset
  }
  if (news.errorCode !== 0) {
    // The error is told again until it is over, and what follows it in full.
    isNews = true
    target.toldHighWatermark = -1
  }
  return isNews
}

function targetOf(topic: string, topicId: Uuid, asked: FetchRequestFetchPartition): FetchTarget {
  return {
    topic,
    topicId,
    partition: asked.partition,
    currentLeaderEpoch: asked.currentLeaderEpoch,
    fetchOffset: asked.fetchOffset,
    lastFetchedEpoch: asked.lastFetchedEpoch,
    maxBytes: asked.partitionMaxBytes,
    toldHighWatermark: -1,
    toldLogStartOffset: -1,
  }
}

function change(target: FetchTarget, asked: FetchRequestFetchPartition): void {
  target.currentLeaderEpoch = asked.currentLeaderEpoch
  target.fetchOffset = asked.fetchOffset
  target.lastFetchedEpoch = asked.lastFetchedEpoch
  target.maxBytes = asked.partitionMaxBytes
}

function keyOf(topic: string, index: number): string {
  return `${topic}/${index}`
}
