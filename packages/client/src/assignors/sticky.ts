/**
 * The two sticky assignors: members keep what they have as far as the group stays even (KIP-54). `sticky`
 * gives everything up before each rebalance and remembers it in its user data; `cooperative-sticky` keeps it,
 * and a partition that changes hands is assigned to nobody until its owner has given it up (KIP-429).
 */
import type { TopicPartition } from '../topic-partition.js'
import type { Assignor, AssignorMember, AssignorTopic, GroupAssignment } from './assignor.js'
import { type Claim, type Claims, readClaims } from './sticky-claims.js'
import { assignEqualSubscriptions, groupedByTopic, type StickyResult } from './sticky-equal.js'
import { assignMixedSubscriptions } from './sticky-mixed.js'
import {
  decodeCooperativeUserData,
  decodeStickyUserData,
  encodeCooperativeUserData,
  encodeStickyUserData,
} from './sticky-user-data.js'

type Topics = ReadonlyMap<string, AssignorTopic>

export const stickyAssignor: Assignor = {
  name: 'sticky',
  protocol: 'eager',
  assign: (topics, members) =>
    grouped(assignSticky(topics, members, (member) => decodeStickyUserData(member.userData)).result),
  userData: (owned, generation) => (generation < 0 ? null : encodeStickyUserData(owned, generation)),
}

export const cooperativeStickyAssignor: Assignor = {
  name: 'cooperative-sticky',
  protocol: 'cooperative',
  assign: assignCooperatively,
  userData: (_, generation) => encodeCooperativeUserData(generation),
}

function assignSticky(
  topics: Topics,
  members: readonly AssignorMember[],
  claimOf: (member: AssignorMember) => Claim,
) {
  const wanted = new Set(members.flatMap((member) => member.topics))
  const subscribed = new Map([...topics].filter(([topic]) => wanted.has(topic)))
  const claims = readClaims(subscribed, members, claimOf)
  const result = claims.sameSubscriptions
    ? assignEqualSubscriptions(claims)
    : assignMixedSubscriptions(claims, members)
  return { claims, result }
}

function assignCooperatively(topics: Topics, members: readonly AssignorMember[]): GroupAssignment {
  const { claims, result } = assignSticky(topics, members, (member) => ({
    owned: member.owned,
    generation: member.generation >= 0 ? member.generation : decodeCooperativeUserData(member.userData),
  }))
  const transferring = result.transferring ?? transferringOf(claims, members, result.assignment)
  for (const [at, memberId] of transferring) {
    const mine = result.assignment.get(memberId) ?? []
    result.assignment.set(
      memberId,
      mine.filter((other) => other !== at),
    )
  }
  return grouped(result)
}

/** What one member gains and another loses. */
function transferringOf(
  claims: Claims,
  members: readonly AssignorMember[],
  assignment: ReadonlyMap<string, readonly TopicPartition[]>,
): Map<TopicPartition, string> {
  const gained = new Map<TopicPartition, string>()
  const lost = new Set<TopicPartition>()
  for (const { memberId, owned } of members) {
    const had = new Set<TopicPartition>()
    for (const [topic, partitions] of owned) {
      for (const partition of partitions) had.add(claims.table.at(topic, partition))
    }
    const has = new Set(assignment.get(memberId))
    for (const at of has) if (!had.has(at)) gained.set(at, memberId)
    for (const at of had) if (!has.has(at)) lost.add(at)
  }
  for (const at of gained.keys()) if (!lost.has(at)) gained.delete(at)
  return gained
}

function grouped(result: StickyResult): GroupAssignment {
  return new Map([...result.assignment].map(([memberId, mine]) => [memberId, groupedByTopic(mine)]))
}
