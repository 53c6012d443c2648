/**
 * The range assignor: each topic's partitions in contiguous runs, the first members getting one more. With
 * racks (KIP-881) members first get partitions that have a replica in their rack; topics with equal members
 * and equal partition counts stay co-partitioned while that is done.
 */
import {
  type Assignor,
  type AssignorMember,
  type AssignorTopic,
  compareMembers,
  type GroupAssignment,
  racksMatter,
} from './assignor.js'

export const rangeAssignor: Assignor = { name: 'range', protocol: 'eager', assign }

/** One topic while its partitions are handed out. */
class TopicShare {
  readonly members: readonly AssignorMember[]
  readonly racks: readonly ReadonlySet<string>[]
  readonly needsRacks: boolean
  readonly taken = new Map<string, number[]>()
  readonly #free: Set<number>
  readonly #each: number
  #extras: number

  constructor(
    readonly topic: string,
    readonly facts: AssignorTopic,
    members: readonly AssignorMember[],
  ) {
    this.members = members.filter((member) => member.topics.includes(topic)).sort(compareMembers)
    const count = this.members.length
    this.#free = new Set(Array.from({ length: facts.partitions }, (_, partition) => partition))
    this.#each = count === 0 ? 0 : Math.floor(facts.partitions / count)
    this.#extras = count === 0 ? 0 : facts.partitions % count
    for (const member of this.members) this.taken.set(member.memberId, [])
    const consumerRacks = new Set<string>()
    for (const { rack } of this.members) if (rack !== null && rack !== '') consumerRacks.add(rack)
    this.racks = Array.from({ length: facts.partitions }, (_, p) => new Set(facts.racks?.[p] ?? []))
    this.needsRacks = racksMatter(consumerRacks, this.racks)
  }

  racksMatch(member: AssignorMember, partition: number): boolean {
    if (member.rack === null || member.rack === '') return true
    return this.racks[partition]?.has(member.rack) ?? false
  }

  /** How many more the member may get. */
  room(member: AssignorMember): number {
    const has = this.taken.get(member.memberId)?.length ?? 0
    return Math.max(0, this.#each + (this.#extras > 0 ? 1 : 0) - has)
  }

  give(member: AssignorMember, partitions: readonly number[]): void {
    const has = this.taken.get(member.memberId) ?? []
    has.push(...partitions)
    if (has.length > this.#each) this.#extras--
    for (const partition of partitions) this.#free.delete(partition)
  }

  /** Hands out runs of what is free, as far as `may` allows. */
  giveRanges(may: (member: AssignorMember, partition: number) => boolean): void {
    for (const member of this.members) {
      if (this.#free.size === 0) return
      const room = this.room(member)
      const partitions: number[] = []
      for (const partition of this.#free) {
        if (partitions.length === room) break
        if (may(member, partition)) partitions.push(partition)
      }
      if (partitions.length > 0) this.give(member, partitions)
    }
  }
}

function assign(
  topics: ReadonlyMap<string, AssignorTopic>,
  members: readonly AssignorMember[],
): GroupAssignment {
  const shares: TopicShare[] = []
  for (const [topic, facts] of topics)
    if (facts.partitions > 0) shares.push(new TopicShare(topic, facts, members))
  if (shares.some((share) => share.needsRacks)) giveWithinRacks(shares)
  for (const share of shares) share.giveRanges(() => true)
  const assignment = new Map<string, Map<string, number[]>>()
  for (const member of members) assignment.set(member.memberId, new Map())
  for (const share of shares) {
    for (const [memberId, partitions] of share.taken) {
      if (partitions.length > 0) {
        assignment.get(memberId)?.set(
          share.topic,
          partitions.sort((a, b) => a - b),
        )
      }
    }
  }
  return assignment
}

function giveWithinRacks(shares: readonly TopicShare[]): void {
  const groups = new Map<string, TopicShare[]>()
  for (const share of shares) {
    const key = JSON.stringify([share.facts.partitions, share.members.map((member) => member.memberId)])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [share])
    else group.push(share)
  }
  for (const group of groups.values()) {
    const first = group[0] as TopicShare
    if (group.length > 1) giveCoPartitioned(group, first)
    else if (first.needsRacks) first.giveRanges((member, partition) => first.racksMatch(member, partition))
  }
}

/** Partition p of all topics goes to one member whose rack suits all of them. */
function giveCoPartitioned(group: readonly TopicShare[], first: TopicShare): void {
  const remaining = [...first.members]
  for (let p = 0; p < first.facts.partitions && remaining.length > 0; p++) {
    const at = remaining.findIndex((member) =>
      group.every((share) => share.racksMatch(member, p) && share.room(member) > 0),
    )
    const member = remaining[at]
    if (member === undefined) continue
    for (const share of group) share.give(member, [p])
    if (!group.some((share) => share.room(member) > 0)) remaining.splice(at, 1)
  }
}
