/**
 * JoinGroup: who is let in, who is told to wait for the rebalance, who is told the current generation at
 * once. Static members that come back are static-member.ts. Member ids are given, never made here (KIP-394:
 * from version 4 on a dynamic member must come back with the id it was given).
 */
import { answer, type RequestId } from '../../../coordinator/decision.js'
import { joinRefused } from '../group-replies.js'
import type { GroupSettings } from '../group-settings.js'
import {
  awaitingJoinCount,
  type ClassicGroup,
  type ClassicMember,
  emptyClassicGroup,
  type MemberProtocol,
  sameProtocols,
  staticMemberId,
} from './classic-group.js'
import { groupMetadataRecord } from './group-metadata-record.js'
import { type GroupDecision, GroupTurn, sessionTimer } from './group-turn.js'
import { completeJoinIfAllJoined, joined, rebalanceOrCompleteJoin } from './rebalance.js'
import { supportsProtocols } from './select-protocol.js'
import { noBytes } from '../group-replies.js'
import { replaceStaticMember } from './static-member.js'
import { memberError } from './validate-member.js'

/** A JoinGroup request, free of API versions. Byte fields are owned: nobody else changes them. */
export interface JoinGroup {
  readonly groupId: string
  /** '' when the member has none yet. */
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs: number
  readonly protocolType: string
  readonly protocols: readonly MemberProtocol[]
  readonly reason: string | null
  /** A dynamic member without an id is given one and must come back with it. */
  readonly requiresKnownMemberId: boolean
  /** Understands `skipAssignment`. */
  readonly supportsSkippingAssignment: boolean
  /** A fresh random id, in case this member needs one. */
  readonly freshId: string
}

/** A new member that never hears of its generation is given up after this long. */
const newMemberJoinTimeoutMs = 5 * 60 * 1000

/** Texts are stored with a length of 16 bits; a character takes at most three bytes, and ids grow by 37. */
const longestText = 10_000

/** What a member may tell of itself in all its protocols: a group's record must hold that of all members. */
const mostMetadataBytes = 1024 * 1024

/** See the file. */
export function decideJoinGroup(
  present: ClassicGroup | undefined,
  join: JoinGroup,
  request: RequestId,
  settings: GroupSettings,
  now: number,
): GroupDecision {
  const { memberId, groupId, sessionTimeoutMs } = join
  if (groupId === '') return answer(request, joinRefused('INVALID_GROUP_ID', memberId))
  if (hasLongText(join) || hasTooMuchMetadata(join.protocols))
    return answer(request, joinRefused('INVALID_REQUEST', memberId))
  if (sessionTimeoutMs < settings.minSessionTimeoutMs || sessionTimeoutMs > settings.maxSessionTimeoutMs) {
    return answer(request, joinRefused('INVALID_SESSION_TIMEOUT', memberId))
  }
  if (present === undefined && memberId !== '') {
    return answer(request, joinRefused('UNKNOWN_MEMBER_ID', memberId))
  }
  const turn = new GroupTurn(present ?? emptyClassicGroup(groupId, now), settings, now)
  if (!hasRoomFor(turn.group, memberId, settings)) refuseForSize(turn, join, request)
  else if (!supportsProtocols(turn.group, join.protocolType, join.protocols)) {
    turn.reply(request, joinRefused('INCONSISTENT_GROUP_PROTOCOL', memberId))
  } else if (memberId === '') joinNewMember(turn, join, request)
  else joinExistingMember(turn, join, request)
  // A new group is in the log from the start, so that it is found and deleted like any other.
  if (present === undefined && !turn.unchanged && turn.records.length === 0) {
    turn.records.push(groupMetadataRecord(emptyClassicGroup(groupId, now)))
  }
  return turn.decision()
}

function hasLongText(join: JoinGroup): boolean {
  const { groupId, groupInstanceId, clientId, protocolType, protocols } = join
  const names = protocols.map(({ name }) => name)
  const texts = [groupId, groupInstanceId ?? '', clientId, protocolType, ...names]
  return texts.some((text) => text.length > longestText)
}

/** Such a JoinGroup is always refused, so that nobody need copy what it brings. */
export function hasTooMuchMetadata(protocols: readonly MemberProtocol[]): boolean {
  return protocols.reduce((sum, { metadata }) => sum + metadata.length, 0) > mostMetadataBytes
}

function hasRoomFor(group: ClassicGroup, memberId: string, settings: GroupSettings): boolean {
  const member = group.members.get(memberId)
  switch (group.state) {
    case 'Empty':
    case 'Dead':
      return true
    // Those who wait count: the last ones to rejoin a group that has become too large are left out.
    case 'PreparingRebalance':
      return member?.awaitingJoin !== undefined || awaitingJoinCount(group) < settings.maxSize
    case 'CompletingRebalance':
    case 'Stable':
      return member !== undefined || group.members.size < settings.maxSize
  }
}

function refuseForSize(turn: GroupTurn, join: JoinGroup, request: RequestId): void {
  turn.reply(request, joinRefused('GROUP_MAX_SIZE_REACHED'))
  turn.because(`no room for ${join.memberId || 'a new member'}`)
  if (!turn.group.members.has(join.memberId) && !turn.group.pendingJoins.has(join.memberId)) return
  turn.dropMember(join.memberId)
  completeJoinIfAllJoined(turn)
}

function joinNewMember(turn: GroupTurn, join: JoinGroup, request: RequestId): void {
  const { groupInstanceId } = join
  const memberId = `${groupInstanceId ?? join.clientId}-${join.freshId}`
  if (groupInstanceId !== null) {
    const holder = staticMemberId(turn.group, groupInstanceId)
    if (holder === undefined) addMember(turn, join, memberId, request)
    else replaceStaticMember(turn, join, holder, memberId, request)
    return
  }
  if (!join.requiresKnownMemberId) {
    addMember(turn, join, memberId, request)
    return
  }
  turn.change({ pendingJoins: turn.group.pendingJoins.with(memberId, true) })
  turn.startTimer(sessionTimer(memberId), join.sessionTimeoutMs)
  turn.reply(request, joinRefused('MEMBER_ID_REQUIRED', memberId))
  turn.because(`${memberId} was given its id`)
}

function joinExistingMember(turn: GroupTurn, join: JoinGroup, request: RequestId): void {
  const { group } = turn
  const { memberId } = join
  if (group.pendingJoins.has(memberId)) {
    // Ids are given to dynamic members only.
    if (join.groupInstanceId === null) addMember(turn, join, memberId, request)
    else turn.reply(request, joinRefused('UNKNOWN_MEMBER_ID', memberId))
    return
  }
  const error = memberError(group, memberId, join.groupInstanceId)
  const member = group.members.get(memberId)
  if (member === undefined || error !== 'NONE') {
    turn.reply(request, joinRefused(error, memberId))
  } else if (rejoinChangesNothing(group, member, join)) {
    turn.reply(request, joined(group, member))
  } else {
    rejoin(turn, join, member, request)
  }
}

/**
 * The current generation stands: the reply was lost, or a follower asks again. A leader's JoinGroup wants a
 * rebalance.
 */
function rejoinChangesNothing(group: ClassicGroup, member: ClassicMember, join: JoinGroup): boolean {
  if (group.state === 'CompletingRebalance') return sameProtocols(member.protocols, join.protocols)
  if (group.state !== 'Stable' || group.leaderId === member.memberId) return false
  return sameProtocols(member.protocols, join.protocols)
}

function rejoin(turn: GroupTurn, join: JoinGroup, member: ClassicMember, request: RequestId): void {
  // Its older JoinGroup, if one still waits, is superseded by this one.
  if (member.awaitingJoin !== undefined) {
    turn.reply(member.awaitingJoin, joinRefused('REBALANCE_IN_PROGRESS', member.memberId))
  }
  turn.putMember({
    ...member,
    protocols: join.protocols,
    rebalanceTimeoutMs: join.rebalanceTimeoutMs,
    sessionTimeoutMs: join.sessionTimeoutMs,
    awaitingJoin: request,
  })
  rebalanceOrCompleteJoin(turn, `${member.memberId} rejoins; client reason: ${join.reason ?? 'not provided'}`)
}

function addMember(turn: GroupTurn, join: JoinGroup, memberId: string, request: RequestId): void {
  const { group } = turn
  turn.change({
    pendingJoins: group.pendingJoins.without(memberId),
    protocolType: group.members.size === 0 ? join.protocolType : group.protocolType,
    leaderId: group.leaderId ?? memberId,
    initialDelay: group.initialDelay && { ...group.initialDelay, extended: true },
  })
  turn.putMember({
    memberId,
    groupInstanceId: join.groupInstanceId,
    clientId: join.clientId,
    clientHost: join.clientHost,
    rebalanceTimeoutMs: join.rebalanceTimeoutMs,
    sessionTimeoutMs: join.sessionTimeoutMs,
    protocols: join.protocols,
    assignment: noBytes,
    isNew: true,
    awaitingJoin: request,
    awaitingSync: undefined,
  })
  turn.startTimer(sessionTimer(memberId), newMemberJoinTimeoutMs)
  rebalanceOrCompleteJoin(turn, `${memberId} joins; client reason: ${join.reason ?? 'not provided'}`)
}
