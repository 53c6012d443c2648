/**
 * Sticky assignment when members want different topics: what is valid stays, the rest goes to whoever has
 * least, then partitions move one by one while that evens the group out. A move that only undoes another of
 * the same topic is replaced by taking that one back, so that no two members swap (KIP-54).
 */
import { invariant } from '@samsa/protocol/model/invariant'
import type { TopicPartition } from '../topic-partition.js'
import { type AssignorMember, compareText } from './assignor.js'
import { type Claims, drop } from './sticky-claims.js'
import type { StickyResult } from './sticky-equal.js'
import { PartitionMoves } from './partition-moves.js'

export function assignMixedSubscriptions(claims: Claims, members: readonly AssignorMember[]): StickyResult {
  return new MixedSubscriptions(claims, members).assign()
}

class MixedSubscriptions {
  #assignment: Map<string, TopicPartition[]>
  readonly #owner = new Map<TopicPartition, string>()
  readonly #topicsOf = new Map<string, readonly string[]>()
  readonly #membersFor = new Map<string, string[]>()
  readonly #moves = new PartitionMoves()
  /** Ascending by how many partitions each has, then by id. */
  #leastFirst: string[] = []
  #revoked = false

  constructor(
    private readonly claims: Claims,
    members: readonly AssignorMember[],
  ) {
    const { topics } = claims.table
    for (const topic of topics.keys()) this.#membersFor.set(topic, [])
    for (const member of members) {
      const wanted = member.topics.filter((topic) => topics.has(topic))
      this.#topicsOf.set(member.memberId, wanted)
      for (const topic of wanted) this.#membersFor.get(topic)?.push(member.memberId)
    }
    this.#assignment = new Map(claims.owned)
    for (const [memberId, owned] of this.#assignment) for (const at of owned) this.#owner.set(at, memberId)
  }

  assign(): StickyResult {
    const assigned = this.#keepValid()
    const all = this.#allPartitions()
    this.#leastFirst = [...this.#assignment.keys()].sort((a, b) => this.#compare(a, b))
    this.#balance(
      all,
      all.filter((at) => !assigned.has(at)),
    )
    return { assignment: this.#assignment, transferring: undefined }
  }

  /** Partitions that few members can have come first. */
  #allPartitions(): TopicPartition[] {
    const topics = [...this.#membersFor.keys()]
    const wanted = (topic: string) => this.#membersFor.get(topic)?.length ?? 0
    return this.claims.table.all(topics.sort((a, b) => wanted(a) - wanted(b) || compareText(a, b)))
  }

  #size(memberId: string): number {
    return this.#assignment.get(memberId)?.length ?? 0
  }

  #compare(a: string, b: string): number {
    return this.#size(a) - this.#size(b) || compareText(a, b)
  }

  #keepValid(): Set<TopicPartition> {
    const assigned = new Set<TopicPartition>()
    for (const [memberId, owned] of this.#assignment) {
      const kept = owned.filter((at) => {
        const wanted = this.#topicsOf.get(memberId)?.includes(at.topic) ?? false
        return wanted && !this.claims.racks.mismatch(memberId, at)
      })
      if (kept.length < owned.length) this.#revoked = true
      for (const at of kept) assigned.add(at)
      this.#assignment.set(memberId, kept)
    }
    return assigned
  }

  #balance(all: readonly TopicPartition[], unassigned: readonly TopicPartition[]): void {
    const initializing = this.#size(this.#leastFirst.at(-1) as string) === 0
    let rest = unassigned.filter((at) => (this.#membersFor.get(at.topic)?.length ?? 0) > 0)
    if (this.claims.racks.matter) rest = rest.filter((at) => !this.#assignToLeast(at, true))
    for (const at of rest) this.#assignToLeast(at, false)
    const movable = (at: TopicPartition) => (this.#membersFor.get(at.topic)?.length ?? 0) >= 2
    const fixed = this.#setFixedAside()
    const before = new Map([...this.#assignment].map(([memberId, mine]) => [memberId, [...mine]]))
    if (!this.#revoked) this.#moveWhileUneven(unassigned.filter(movable))
    const moved = this.#moveWhileUneven(all.filter(movable))
    if (!initializing && moved && unevenness(this.#assignment) >= unevenness(before))
      this.#assignment = before
    for (const [memberId, mine] of fixed) this.#assignment.set(memberId, mine)
  }

  #assignToLeast(at: TopicPartition, nearOnly: boolean): boolean {
    const { racks } = this.claims
    const memberId = this.#leastFirst.find(
      (id) => this.#topicsOf.get(id)?.includes(at.topic) && !(nearOnly && racks.mismatch(id, at)),
    )
    if (memberId === undefined) return false
    this.#resize(memberId, () => this.#assignment.get(memberId)?.push(at))
    this.#owner.set(at, memberId)
    return true
  }

  /** Changes a member's partitions and keeps the order by size. */
  #resize(memberId: string, change: () => void): void {
    drop(this.#leastFirst, memberId)
    change()
    const place = this.#leastFirst.findIndex((other) => this.#compare(memberId, other) < 0)
    this.#leastFirst.splice(place < 0 ? this.#leastFirst.length : place, 0, memberId)
  }

  /** Members whose partitions nobody else can have, and that can have no others, take no part in moves. */
  #setFixedAside(): Map<string, TopicPartition[]> {
    const fixed = new Map<string, TopicPartition[]>()
    for (const [memberId, mine] of this.#assignment) {
      if (mine.length < this.#mostFor(memberId)) continue
      if (mine.some((at) => (this.#membersFor.get(at.topic)?.length ?? 0) >= 2)) continue
      fixed.set(memberId, mine)
    }
    for (const memberId of fixed.keys()) {
      drop(this.#leastFirst, memberId)
      this.#assignment.delete(memberId)
    }
    return fixed
  }

  #mostFor(memberId: string): number {
    const topics = this.#topicsOf.get(memberId) ?? []
    return topics.reduce((sum, topic) => sum + (this.claims.table.topics.get(topic)?.partitions ?? 0), 0)
  }

  #balanced(): boolean {
    const first = this.#leastFirst[0]
    if (first === undefined || this.#size(first) >= this.#size(this.#leastFirst.at(-1) as string) - 1)
      return true
    const owners = new Map<TopicPartition, string>()
    for (const [memberId, mine] of this.#assignment) for (const at of mine) owners.set(at, memberId)
    return this.#leastFirst.every((memberId) => !this.#couldGain(memberId, owners))
  }

  #couldGain(memberId: string, owners: ReadonlyMap<TopicPartition, string>): boolean {
    const size = this.#size(memberId)
    if (size === this.#mostFor(memberId)) return false
    for (const at of this.claims.table.all(this.#topicsOf.get(memberId) ?? [])) {
      const owner = owners.get(at)
      if (owner !== undefined && owner !== memberId && size + 1 < this.#size(owner)) return true
    }
    return false
  }

  #moveWhileUneven(partitions: readonly TopicPartition[]): boolean {
    let movedAny = false
    let moved = true
    while (moved) {
      moved = false
      for (const at of partitions) {
        if (this.#balanced()) break
        if (this.#moveIfBetter(at)) moved = true
      }
      movedAny ||= moved
    }
    return movedAny
  }

  #moveIfBetter(at: TopicPartition): boolean {
    const owner = this.#owner.get(at)
    invariant(owner !== undefined, 'a partition that can move has an owner')
    const smaller = (memberId: string) => this.#size(owner) > this.#size(memberId) + 1
    const previous = this.claims.previous.get(at)
    if (previous !== undefined && smaller(previous)) {
      this.#move(at, previous)
      return true
    }
    if (!(this.#membersFor.get(at.topic) ?? []).some(smaller)) return false
    const least = this.#leastFirst.find((memberId) => this.#topicsOf.get(memberId)?.includes(at.topic))
    invariant(least !== undefined, 'a partition that can move has a member that wants it')
    this.#move(at, least)
    return true
  }

  #move(at: TopicPartition, to: string): void {
    const moving = this.#moves.instead(at, this.#owner.get(at) as string, to)
    const from = this.#owner.get(moving) as string
    this.#moves.record(moving, from, to)
    this.#resize(from, () => drop(this.#assignment.get(from) as TopicPartition[], moving))
    this.#resize(to, () => this.#assignment.get(to)?.push(moving))
    this.#owner.set(moving, to)
  }
}

/** The sum of differences in size over all pairs: 0 is perfectly even. */
function unevenness(assignment: ReadonlyMap<string, readonly TopicPartition[]>): number {
  const sizes = [...assignment.values()].map((mine) => mine.length)
  let sum = 0
  for (let i = 0; i < sizes.length; i++) {
    for (let j = i + 1; j < sizes.length; j++) sum += Math.abs((sizes[i] as number) - (sizes[j] as number))
  }
  return sum
}
