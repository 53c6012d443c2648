/**
 * What the members of a sticky assignment claim to have, made consistent: of two claims to a partition the
 * one of the later generation holds, two of the same generation annul each other (KIP-54, KAFKA-12984).
 * Partitions are interned, so that sets of them compare by identity.
 */
import type { TopicPartition } from '../topic-partition.js'
import { type AssignorMember, type AssignorTopic, racksMatter, type TopicPartitions } from './assignor.js'

/** What a member had and since when, as its assignor reads it; a generation of undefined means not told. */
export interface Claim {
  readonly owned: TopicPartitions
  readonly generation: number | undefined
}

/** The one object for each partition. */
class PartitionTable {
  readonly #topics = new Map<string, Map<number, TopicPartition>>()
  readonly count: number

  constructor(readonly topics: ReadonlyMap<string, AssignorTopic>) {
    let count = 0
    for (const { partitions } of topics.values()) count += partitions
    this.count = count
  }

  at(topic: string, partition: number): TopicPartition {
    let known = this.#topics.get(topic)
    if (known === undefined) {
      known = new Map()
      this.#topics.set(topic, known)
    }
    let found = known.get(partition)
    if (found === undefined) {
      found = { topic, partition }
      known.set(partition, found)
    }
    return found
  }

  /** Every partition that exists, topics in the order given. */
  all(topics: readonly string[]): TopicPartition[] {
    const all: TopicPartition[] = []
    for (const topic of topics) {
      const count = this.topics.get(topic)?.partitions ?? 0
      for (let partition = 0; partition < count; partition++) all.push(this.at(topic, partition))
    }
    return all
  }
}

/** Consistent claims, by member in the order of the members. */
export interface Claims {
  readonly table: PartitionTable
  readonly owned: Map<string, TopicPartition[]>
  /** Claimed twice in one generation: nobody has them. */
  readonly doublyClaimed: ReadonlySet<TopicPartition>
  /** Claims of earlier generations: where a partition was before. */
  readonly previous: ReadonlyMap<TopicPartition, string>
  readonly sameSubscriptions: boolean
  readonly racks: RackFacts
}

const NO_GENERATION = -1

/** Reads the claims of all members. */
export function readClaims(
  topics: ReadonlyMap<string, AssignorTopic>,
  members: readonly AssignorMember[],
  claimOf: (member: AssignorMember) => Claim,
): Claims {
  const table = new PartitionTable(topics)
  const owned = new Map<string, TopicPartition[]>()
  const doublyClaimed = new Set<TopicPartition>()
  const owners = new Map<TopicPartition, AssignorMember>()
  const claims = members.map((member) => ({ member, claim: claimOf(member) }))
  for (const { member, claim } of claims) {
    const mine: TopicPartition[] = []
    owned.set(member.memberId, mine)
    const generation = claim.generation ?? NO_GENERATION
    for (const at of claimed(table, claim)) {
      const other = owners.get(at)
      const otherGeneration = other === undefined ? -Infinity : Math.max(other.generation, NO_GENERATION)
      if (generation < otherGeneration) continue
      owners.set(at, member)
      if (other !== undefined) drop(owned.get(other.memberId) ?? [], at)
      if (generation === otherGeneration) doublyClaimed.add(at)
      else mine.push(at)
    }
  }
  const previous = previousOwners(table, claims)
  const racks = new RackFacts(table, members)
  return { table, owned, doublyClaimed, previous, sameSubscriptions: sameTopics(members), racks }
}

function* claimed(table: PartitionTable, claim: Claim): Generator<TopicPartition> {
  for (const [topic, partitions] of claim.owned) {
    if (!table.topics.has(topic)) continue
    for (const partition of partitions) yield table.at(topic, partition)
  }
}

export function drop<T>(list: T[], item: T): void {
  const at = list.indexOf(item)
  if (at >= 0) list.splice(at, 1)
}

/** Kafka measures sizes and inclusion against the first member that names a topic at all. */
function sameTopics(members: readonly AssignorMember[]): boolean {
  let first: ReadonlySet<string> = new Set()
  for (const { topics } of members) {
    if (first.size === 0) first = new Set(topics)
    else if (topics.length !== first.size || !topics.every((topic) => first.has(topic))) return false
  }
  return true
}

function previousOwners(
  table: PartitionTable,
  claims: readonly { member: AssignorMember; claim: Claim }[],
): Map<TopicPartition, string> {
  let latest = NO_GENERATION
  for (const { claim } of claims) latest = Math.max(latest, claim.generation ?? NO_GENERATION)
  const found = new Map<TopicPartition, { memberId: string; generation: number }>()
  for (const { member, claim } of claims) {
    const generation = claim.generation ?? NO_GENERATION
    if (generation >= latest) continue
    for (const [topic, partitions] of claim.owned) {
      for (const partition of partitions) {
        const at = table.at(topic, partition)
        const other = found.get(at)
        if (other === undefined || generation > other.generation) {
          found.set(at, { memberId: member.memberId, generation })
        }
      }
    }
  }
  return new Map([...found].map(([at, owner]) => [at, owner.memberId]))
}

/** Which racks matter to whom; empty maps when racks change nothing. */
class RackFacts {
  readonly ofConsumer = new Map<string, string>()
  readonly ofPartition = new Map<TopicPartition, ReadonlySet<string>>()
  readonly #consumersInRacks = new Map<TopicPartition, number>()

  constructor(table: PartitionTable, members: readonly AssignorMember[]) {
    const perRack = new Map<string, number>()
    const inRacks = members.filter((member) => member.rack !== null && member.rack !== '')
    for (const { rack } of inRacks) perRack.set(rack as string, (perRack.get(rack as string) ?? 0) + 1)
    if (perRack.size === 0) return
    const racks = new Map<TopicPartition, ReadonlySet<string>>()
    for (const at of table.all([...table.topics.keys()])) {
      const here = new Set(table.topics.get(at.topic)?.racks?.[at.partition] ?? [])
      racks.set(at, here)
      let consumers = 0
      for (const rack of here) consumers += perRack.get(rack) ?? 0
      this.#consumersInRacks.set(at, consumers)
    }
    if (!racksMatter(new Set(perRack.keys()), [...racks.values()])) return
    this.ofPartition = racks
    for (const member of inRacks) this.ofConsumer.set(member.memberId, member.rack as string)
  }

  get matter(): boolean {
    return this.ofConsumer.size > 0
  }

  mismatch(memberId: string, at: TopicPartition): boolean {
    const rack = this.ofConsumer.get(memberId)
    return rack !== undefined && !(this.ofPartition.get(at)?.has(rack) ?? false)
  }

  /** Those that few consumers are near to come first; a stable sort. */
  fewestConsumersFirst(partitions: readonly TopicPartition[]): TopicPartition[] {
    const near = this.#consumersInRacks
    return [...partitions].sort((a, b) => (near.get(a) ?? 0) - (near.get(b) ?? 0))
  }

  /** The index of the next member, from `from` around, that is in a rack of the partition; -1 for none. */
  nextNear(at: TopicPartition, memberIds: readonly string[], from: number): number {
    const racks = this.ofPartition.get(at)
    if (racks === undefined || racks.size === 0) return -1
    for (let i = 0; i < memberIds.length; i++) {
      const index = (from + i) % memberIds.length
      const rack = this.ofConsumer.get(memberIds[index] as string)
      if (rack !== undefined && racks.has(rack)) return index
    }
    return -1
  }
}
