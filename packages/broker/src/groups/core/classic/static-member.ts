/**
 * A static member that comes back without its member id (KIP-345): it takes the place of the one before it
 * under a new id, and whoever still waits under the old id is fenced. While the group is Stable and would
 * choose the same protocol again, nobody else notices: the group is stored with the new id and the member
 * gets its old assignment.
 */
import type { RequestId } from '../../../coordinator/decision.js'
import { invariant } from '@samsa/protocol/model/invariant'
import type { ClassicMember } from './classic-group.js'
import { groupMetadataRecord } from './group-metadata-record.js'
import { type GroupTurn, sessionTimer } from './group-turn.js'
import type { JoinGroup } from './join-group.js'
import { completeJoinIfAllJoined, joined, prepareRebalance } from './rebalance.js'
import { selectProtocol } from './select-protocol.js'

/** See the file. */
export function replaceStaticMember(
  turn: GroupTurn,
  join: JoinGroup,
  oldId: string,
  newId: string,
  request: RequestId,
): void {
  const old = turn.group.members.get(oldId)
  invariant(old !== undefined, `static member ${oldId} is in the group`)
  const formerLeader = turn.group.leaderId ?? ''
  const member = takePlace(turn, join, old, newId, request)
  switch (turn.group.state) {
    case 'Stable':
      if (selectProtocol(turn.group.members.values()) === turn.group.protocolName) {
        keepGeneration(turn, join, member, formerLeader, request)
      } else {
        prepareRebalance(turn, `static member ${newId} changes the selected protocol`)
      }
      return
    // The leader may have got the old id to assign to, so the new one would get nothing.
    case 'CompletingRebalance':
      prepareRebalance(turn, `static member ${newId} came back`)
      return
    default:
      completeJoinIfAllJoined(turn)
  }
}

function takePlace(
  turn: GroupTurn,
  join: JoinGroup,
  old: ClassicMember,
  newId: string,
  request: RequestId,
): ClassicMember {
  turn.answerWaiting(old, 'FENCED_INSTANCE_ID', old.memberId)
  const member: ClassicMember = {
    ...old,
    memberId: newId,
    protocols: join.protocols,
    rebalanceTimeoutMs: join.rebalanceTimeoutMs,
    sessionTimeoutMs: join.sessionTimeoutMs,
    isNew: false,
    awaitingJoin: request,
    awaitingSync: undefined,
  }
  const members = new Map(turn.group.members)
  members.delete(old.memberId)
  members.set(newId, member)
  const { leaderId, pendingSyncs } = turn.group
  const stillToSync = new Set(pendingSyncs)
  if (stillToSync.delete(old.memberId)) stillToSync.add(newId)
  turn.change({
    members,
    leaderId: leaderId === old.memberId ? newId : leaderId,
    pendingSyncs: stillToSync,
  })
  turn.cancelTimer(sessionTimer(old.memberId))
  turn.renewSession(member)
  turn.because(`static member ${newId} takes the place of ${old.memberId}`)
  return member
}

function keepGeneration(
  turn: GroupTurn,
  join: JoinGroup,
  member: ClassicMember,
  formerLeader: string,
  request: RequestId,
): void {
  const settledMember = { ...member, awaitingJoin: undefined }
  turn.putMember(settledMember)
  turn.records.push(groupMetadataRecord(turn.group))
  const reply = joined(turn.group, settledMember)
  const leads = turn.group.leaderId === member.memberId
  if (join.supportsSkippingAssignment) {
    turn.reply(request, { ...reply, skipAssignment: leads })
  } else {
    // A leader that cannot skip the assignment must not learn that it leads: it is told the id it had before.
    turn.reply(request, { ...reply, leader: formerLeader, members: [] })
  }
}
