/**
 * How a classic group gets from one generation to the next: everybody is called to rejoin
 * (PreparingRebalance), those who did form the next generation (CompletingRebalance), the leader's
 * SyncGroup makes it Stable (sync-group.ts). The first rebalance of an empty group waits a little for more
 * members (KIP-134).
 */
import type { JoinGroupReply } from '../group-replies.js'
import {
  allMembersJoined,
  type ClassicGroup,
  type ClassicMember,
  metadataOf,
  rebalanceTimeoutMs,
} from './classic-group.js'
import { groupMetadataRecord } from './group-metadata-record.js'
import { type GroupTurn, joinTimer, syncTimer } from './group-turn.js'
import { selectProtocol } from './select-protocol.js'
import { subscribedTopicsOf } from './subscribed-topics.js'
import { noBytes, syncRefused } from '../group-replies.js'

/** A member came, changed or went: a new rebalance, or perhaps the end of the one under way. */
export function rebalanceOrCompleteJoin(turn: GroupTurn, reason: string): void {
  if (turn.group.state === 'PreparingRebalance') completeJoinIfAllJoined(turn)
  else prepareRebalance(turn, reason)
}

/** Calls all members to rejoin. From Empty, Stable or CompletingRebalance. */
export function prepareRebalance(turn: GroupTurn, reason: string): void {
  const { group, settings } = turn
  if (group.state === 'CompletingRebalance') refuseSyncs(turn)
  turn.change({ pendingSyncs: new Set() })
  turn.cancelTimer(syncTimer)
  const initial = group.state === 'Empty'
  turn.moveTo('PreparingRebalance')
  turn.because(`rebalance after generation ${group.generationId}: ${reason}`)
  if (!initial) {
    if (allMembersJoined(turn.group)) completeJoin(turn)
    else turn.startTimer(joinTimer, rebalanceTimeoutMs(turn.group))
    return
  }
  const delayMs = settings.initialRebalanceDelayMs
  const remainingMs = Math.max(rebalanceTimeoutMs(turn.group) - delayMs, 0)
  turn.change({ initialDelay: { delayMs, remainingMs, extended: false } })
  turn.startTimer(joinTimer, delayMs)
}

/**
 * While PreparingRebalance: goes on when nobody is missing. The delay of a first rebalance is never cut
 * short.
 */
export function completeJoinIfAllJoined(turn: GroupTurn): void {
  const { group } = turn
  if (group.state !== 'PreparingRebalance' || group.initialDelay !== undefined) return
  if (allMembersJoined(group)) completeJoin(turn)
}

/**
 * As {@link completeJoinIfAllJoined}, after a member is gone: then even the first rebalance need not wait
 * longer.
 */
export function completeJoinWithoutLeaver(turn: GroupTurn): void {
  if (turn.group.state === 'PreparingRebalance' && allMembersJoined(turn.group)) completeJoin(turn)
}

/** The join timer went off: the initial delay, or the patience with members who do not rejoin. */
export function joinTimerFired(turn: GroupTurn): void {
  const { group, settings } = turn
  if (group.state !== 'PreparingRebalance') return
  const delay = group.initialDelay
  if (delay?.extended !== true || delay.remainingMs === 0) {
    completeJoin(turn)
    return
  }
  const delayMs = Math.min(settings.initialRebalanceDelayMs, delay.remainingMs)
  const remainingMs = Math.max(delay.remainingMs - delay.delayMs, 0)
  turn.change({ initialDelay: { delayMs, remainingMs, extended: false } })
  turn.startTimer(joinTimer, delayMs)
}

/** The sync timer went off: members who never asked for their assignment are taken out. */
export function syncTimerFired(turn: GroupTurn): void {
  const { state, pendingSyncs } = turn.group
  if (pendingSyncs.size === 0 || (state !== 'CompletingRebalance' && state !== 'Stable')) return
  for (const memberId of pendingSyncs) turn.dropMember(memberId)
  prepareRebalance(turn, `removing ${[...pendingSyncs].join(', ')}, who sent no SyncGroup`)
}

/**
 * Forms the next generation of those who joined; static members may come later, dynamic ones are taken out.
 */
function completeJoin(turn: GroupTurn): void {
  turn.cancelTimer(joinTimer)
  for (const member of turn.group.members.values()) {
    if (member.awaitingJoin === undefined && member.groupInstanceId === null) {
      turn.because(`${member.memberId} did not rejoin`)
      turn.dropMember(member.memberId)
    }
  }
  const { members } = turn.group
  if (members.size > 0 && !electJoinedLeader(turn)) {
    // Static members only, none of them back: their sessions decide, until then ask again.
    turn.startTimer(joinTimer, rebalanceTimeoutMs(turn.group))
    turn.because('no member rejoined')
    return
  }
  nextGeneration(turn)
  if (turn.group.state === 'Empty') {
    turn.records.push(groupMetadataRecord(turn.group))
    turn.because(`generation ${turn.group.generationId} is empty`)
  } else {
    tellGeneration(turn)
  }
}

/** The leader leads the next generation only if it rejoined. */
function electJoinedLeader(turn: GroupTurn): boolean {
  const { leaderId, members } = turn.group
  if (leaderId !== undefined && members.get(leaderId)?.awaitingJoin !== undefined) return true
  for (const member of members.values()) {
    if (member.awaitingJoin === undefined) continue
    turn.change({ leaderId: member.memberId })
    return true
  }
  return false
}

function nextGeneration(turn: GroupTurn): void {
  const { generationId, members, protocolType } = turn.group
  const protocolName = members.size === 0 ? undefined : selectProtocol(members.values())
  turn.change({
    generationId: generationId + 1,
    protocolName,
    initialDelay: undefined,
    pendingSyncs: new Set(members.keys()),
    subscribedTopics: subscribedTopicsOf(protocolType, protocolName, members),
  })
  turn.moveTo(members.size === 0 ? 'Empty' : 'CompletingRebalance')
}

function tellGeneration(turn: GroupTurn): void {
  const { group } = turn
  for (const member of group.members.values()) {
    if (member.awaitingJoin !== undefined) turn.reply(member.awaitingJoin, joined(group, member))
    turn.renewSession(member)
  }
  turn.mapMembers((member) => ({ ...member, isNew: false, awaitingJoin: undefined }))
  turn.startTimer(syncTimer, rebalanceTimeoutMs(group))
  turn.because(`generation ${group.generationId} has ${group.members.size} members`)
}

/** What a member is told of the current generation; the leader gets the members to assign to. */
export function joined(group: ClassicGroup, member: ClassicMember): JoinGroupReply {
  const leads = group.leaderId === member.memberId
  return {
    kind: 'join',
    error: 'NONE',
    memberId: member.memberId,
    generationId: group.generationId,
    protocolType: group.protocolType ?? null,
    protocolName: group.protocolName ?? null,
    leader: group.leaderId ?? '',
    skipAssignment: false,
    members: leads ? joinedMembers(group) : [],
  }
}

function joinedMembers(group: ClassicGroup): JoinGroupReply['members'] {
  return [...group.members.values()].map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    metadata: metadataOf(member, group.protocolName),
  }))
}

function refuseSyncs(turn: GroupTurn): void {
  for (const member of turn.group.members.values()) {
    if (member.awaitingSync === undefined) continue
    turn.reply(member.awaitingSync, syncRefused('REBALANCE_IN_PROGRESS'))
    turn.renewSession(member)
  }
  turn.mapMembers((member) => ({ ...member, assignment: noBytes, awaitingSync: undefined }))
}
