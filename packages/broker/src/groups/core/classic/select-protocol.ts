/**
 * Which protocol a generation uses: one that every member supports, chosen by votes, each member for the
 * first of its own list that is supported by all. Kafka breaks ties by the order of a hash map; here the
 * one that won its first vote earliest wins, so that the same group always chooses the same.
 */
import { invariant } from '@samsa/protocol/model/invariant'
import type { ClassicGroup, ClassicMember, MemberProtocol } from './classic-group.js'

/** The protocol of the next generation. The group has members, and they have a protocol in common. */
export function selectProtocol(members: Iterable<ClassicMember>): string {
  const all = [...members]
  const common = commonProtocols(all)
  const votes = new Map<string, number>()
  for (const member of all) {
    const vote = member.protocols.find((protocol) => common.has(protocol.name))
    invariant(vote !== undefined, `member ${member.memberId} supports a protocol that all members support`)
    votes.set(vote.name, (votes.get(vote.name) ?? 0) + 1)
  }
  let chosen: string | undefined
  for (const [name, count] of votes) if (chosen === undefined || count > votes.get(chosen)!) chosen = name
  invariant(chosen !== undefined, 'a protocol is only selected for a group with members')
  return chosen
}

/** Whether a member of this protocol type with these protocols could be in the group. */
export function supportsProtocols(
  group: ClassicGroup,
  protocolType: string,
  protocols: readonly MemberProtocol[],
): boolean {
  if (group.state === 'Empty') return protocolType !== '' && protocols.length > 0
  if (group.protocolType !== protocolType) return false
  const common = commonProtocols([...group.members.values()])
  // Members may all be gone while the group is still rebalancing.
  if (group.members.size === 0) return protocols.length > 0
  return protocols.some((protocol) => common.has(protocol.name))
}

function commonProtocols(members: readonly ClassicMember[]): Set<string> {
  const counts = new Map<string, number>()
  for (const member of members) {
    for (const { name } of member.protocols) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const common = new Set<string>()
  for (const [name, count] of counts) if (count === members.length) common.add(name)
  return common
}
