/**
 * What DescribeGroups and ListGroups tell of a group. Members show their subscription only while the group
 * is Stable; in between, the assignment is the one they had.
 */
import type { ClassicMember } from './classic/classic-group.js'
import { metadataOf } from './classic/classic-group.js'
import type { GroupState } from './group-state.js'
import { noBytes } from './group-replies.js'

export interface GroupDescription {
  readonly state: string
  readonly protocolType: string
  /** The selected protocol; '' unless Stable. */
  readonly protocolName: string
  readonly members: readonly MemberDescription[]
}

export interface MemberDescription {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly metadata: Uint8Array
  readonly assignment: Uint8Array
}

/** Undefined: there is no classic group of that id. */
export function describeGroup(state: GroupState | undefined): GroupDescription | undefined {
  const group = state?.classic
  if (group === undefined) return undefined
  const stable = group.state === 'Stable'
  const describe = (member: ClassicMember): MemberDescription => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    clientId: member.clientId,
    clientHost: member.clientHost,
    metadata: stable ? metadataOf(member, group.protocolName) : noBytes,
    assignment: member.assignment,
  })
  return {
    state: group.state,
    protocolType: group.protocolType ?? '',
    protocolName: stable ? (group.protocolName ?? '') : '',
    members: [...group.members.values()].map(describe),
  }
}

export interface GroupListing {
  readonly groupId: string
  readonly protocolType: string
  readonly state: string
  /** 'classic', 'consumer', 'share' or 'streams'. */
  readonly type: string
}

/** One line of ListGroups. */
export function listGroup(groupId: string, state: GroupState): GroupListing {
  const { foreign, classic } = state
  if (foreign !== undefined) {
    const { type } = foreign
    return { groupId, protocolType: type, state: foreign.members > 0 ? 'Stable' : 'Empty', type }
  }
  const protocolType = classic?.protocolType ?? ''
  return { groupId, protocolType, state: classic?.state ?? 'Empty', type: 'classic' }
}

/** Filters of ListGroups (KIP-518, KIP-848): an empty one lets everything through; case does not matter. */
export function isListed(
  listing: GroupListing,
  states: ReadonlySet<string>,
  types: ReadonlySet<string>,
): boolean {
  const stateFits = states.size === 0 || states.has(listing.state.toLowerCase())
  const typeFits = types.size === 0 || types.has(listing.type.toLowerCase())
  return stateFits && typeFits
}
