/**
 * Sticky assignment when all members want the same topics, in linear time: everybody keeps what it has up to
 * its quota, the rest is dealt out, near racks first. Quotas: every member gets floor(n/m), and n mod m
 * members one more.
 */
import { invariant } from '@samsa/protocol/model/invariant'
import { compareTopicPartitions, type TopicPartition } from '../topic-partition.js'
import { compareText } from './assignor.js'
import { inJavaHashOrder } from './java-order.js'
import { type Claims, drop } from './sticky-claims.js'

export interface StickyResult {
  readonly assignment: Map<string, TopicPartition[]>
  /**
   * Partitions that another member still has, and who shall get them; undefined: to be found by comparison.
   */
  readonly transferring: ReadonlyMap<TopicPartition, string> | undefined
}

export function assignEqualSubscriptions(claims: Claims): StickyResult {
  return new EqualSubscriptions(claims).assign()
}

class EqualSubscriptions {
  readonly #assignment = new Map<string, TopicPartition[]>()
  readonly #transferring = new Map<TopicPartition, string>()
  /** Kept by nobody so far, and who had it. */
  readonly #givenUp = new Map<TopicPartition, string>()
  readonly #assigned = new Set<TopicPartition>()
  #belowQuota: string[] = []
  #atQuota: string[] = []
  readonly #quota: number
  readonly #mostQuota: number
  readonly #extrasExpected: number
  #extras = 0

  constructor(private readonly claims: Claims) {
    const members = claims.owned.size
    this.#quota = Math.floor(claims.table.count / members)
    this.#mostQuota = Math.ceil(claims.table.count / members)
    this.#extrasExpected = claims.table.count % members
    for (const memberId of claims.owned.keys()) this.#assignment.set(memberId, [])
  }

  assign(): StickyResult {
    // The first to be looked at keep the larger shares: Kafka's order decides who moves.
    for (const memberId of inJavaHashOrder([...this.claims.owned.keys()])) {
      this.#keep(memberId, this.claims.owned.get(memberId) ?? [])
    }
    this.#belowQuota.sort(compareText)
    this.#atQuota.sort(compareText)
    const { table, racks } = this.claims
    const free = table.all([...table.topics.keys()].sort(compareText)).filter((at) => !this.#assigned.has(at))
    const rest = this.#dealNear(racks.fewestConsumersFirst(free))
    this.#deal(rest)
    return { assignment: this.#assignment, transferring: this.#transferring }
  }

  #keep(memberId: string, owned: readonly TopicPartition[]): void {
    const { racks, doublyClaimed } = this.claims
    for (const at of owned) if (racks.mismatch(memberId, at)) this.#givenUp.set(at, memberId)
    const mine = owned
      .filter((at) => !racks.mismatch(memberId, at) && !doublyClaimed.has(at))
      .sort((a, b) => a.partition - b.partition || compareText(a.topic, b.topic))
    if (mine.length < this.#quota) {
      this.#keepFirst(memberId, mine, mine.length)
      this.#belowQuota.push(memberId)
    } else if (mine.length >= this.#mostQuota && this.#extras < this.#extrasExpected) {
      this.#countExtra()
      this.#keepFirst(memberId, mine, this.#mostQuota)
    } else {
      this.#keepFirst(memberId, mine, this.#quota)
      if (this.#extras < this.#extrasExpected) this.#atQuota.push(memberId)
    }
  }

  #keepFirst(memberId: string, mine: readonly TopicPartition[], count: number): void {
    for (const at of mine.slice(0, count)) {
      this.#assignment.get(memberId)?.push(at)
      this.#assigned.add(at)
    }
    for (const at of mine.slice(count)) this.#givenUp.set(at, memberId)
  }

  #countExtra(): void {
    if (++this.#extras === this.#extrasExpected) this.#atQuota = []
  }

  /** Deals to members in a rack of the partition; returns what nobody is near to. */
  #dealNear(partitions: readonly TopicPartition[]): readonly TopicPartition[] {
    if (!this.claims.racks.matter) return partitions
    let next = 0
    return partitions.filter((at) => {
      const index = this.claims.racks.nextNear(at, this.#belowQuota, next)
      if (index < 0) return !this.#dealNearExtra(at)
      const memberId = this.#belowQuota[index] as string
      const filled = this.#give(at, memberId) >= this.#quota
      if (filled) {
        this.#belowQuota.splice(index, 1)
        if (this.#quota < this.#mostQuota && this.#extras < this.#extrasExpected) this.#atQuota.push(memberId)
      }
      const after = filled ? index : index + 1
      next = this.#belowQuota.length === 0 ? 0 : after % this.#belowQuota.length
      return false
    })
  }

  #dealNearExtra(at: TopicPartition): boolean {
    const index = this.claims.racks.nextNear(at, this.#atQuota, 0)
    if (index < 0) return false
    const memberId = this.#atQuota[index] as string
    if (this.#give(at, memberId) === this.#mostQuota) {
      this.#atQuota.splice(index, 1)
      this.#countExtra()
    }
    return true
  }

  /** Deals in turn to those below the quota, then one each to those at it. */
  #deal(partitions: readonly TopicPartition[]): void {
    let next = 0
    for (const at of partitions) {
      if (this.#belowQuota.length === 0) {
        const memberId = this.#atQuota.shift()
        invariant(memberId !== undefined, 'a free partition has a member with room for it')
        this.#give(at, memberId)
        continue
      }
      if (next >= this.#belowQuota.length) next = 0
      const memberId = this.#belowQuota[next] as string
      if (this.#give(at, memberId) === this.#quota) {
        drop(this.#belowQuota, memberId)
        this.#atQuota.push(memberId)
      } else next++
    }
  }

  /** Returns how many the member then has. */
  #give(at: TopicPartition, memberId: string): number {
    const mine = this.#assignment.get(memberId) as TopicPartition[]
    mine.push(at)
    const had = this.#givenUp.get(at)
    if ((had !== undefined && had !== memberId) || this.claims.doublyClaimed.has(at)) {
      this.#transferring.set(at, memberId)
    }
    return mine.length
  }
}

/** Sorted, by topic, without topics that have nothing. */
export function groupedByTopic(partitions: readonly TopicPartition[]): Map<string, number[]> {
  const grouped = new Map<string, number[]>()
  for (const { topic, partition } of [...partitions].sort(compareTopicPartitions)) {
    const list = grouped.get(topic)
    if (list === undefined) grouped.set(topic, [partition])
    else list.push(partition)
  }
  return grouped
}
