/**
 * Which partitions have moved from whom to whom during one assignment, so that a later move can take one back
 * instead of making two members swap partitions of a topic.
 */
import type { TopicPartition } from '../topic-partition.js'

export class PartitionMoves {
  readonly #moved = new Map<TopicPartition, { readonly from: string; readonly to: string }>()
  /** Topic -> from -> to -> partitions. */
  readonly #byTopic = new Map<string, Map<string, Map<string, Set<TopicPartition>>>>()

  /** The partition to move rather than `at`: one that had moved the other way, or `at` itself. */
  instead(at: TopicPartition, owner: string, to: string): TopicPartition {
    const from = this.#moved.get(at)?.from ?? owner
    const opposite = this.#byTopic.get(at.topic)?.get(to)?.get(from)
    for (const other of opposite ?? []) return other
    return at
  }

  /** Joins the move to an earlier one of the same partition; going back where it came from cancels both. */
  record(at: TopicPartition, from: string, to: string): void {
    const earlier = this.#moved.get(at)
    const origin = earlier?.from ?? from
    if (earlier !== undefined) {
      this.#moved.delete(at)
      this.#byTopic.get(at.topic)?.get(earlier.from)?.get(earlier.to)?.delete(at)
    }
    if (earlier !== undefined && origin === to) return
    this.#moved.set(at, { from: origin, to })
    this.#place(at, origin, to).add(at)
  }

  #place(at: TopicPartition, from: string, to: string): Set<TopicPartition> {
    let byMember = this.#byTopic.get(at.topic)
    if (byMember === undefined) this.#byTopic.set(at.topic, (byMember = new Map()))
    let byTarget = byMember.get(from)
    if (byTarget === undefined) byMember.set(from, (byTarget = new Map()))
    let partitions = byTarget.get(to)
    if (partitions === undefined) byTarget.set(to, (partitions = new Set()))
    return partitions
  }
}
