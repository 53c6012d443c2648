/**
 * SyncGroup: the leader's brings the assignment, which is stored before anybody hears of it and makes the
 * group Stable; the others' wait for it. In a Stable group the assignment is answered at once.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { answer, type RequestId } from '../../../coordinator/decision.js'
import { noBytes, type SyncGroupReply, syncRefused } from '../group-replies.js'
import type { GroupSettings } from '../group-settings.js'
import type { ClassicGroup, ClassicMember } from './classic-group.js'
import { groupMetadataRecord } from './group-metadata-record.js'
import { type GroupDecision, GroupTurn, syncTimer } from './group-turn.js'
import { memberOfGenerationError } from './validate-member.js'

/** A SyncGroup request, free of API versions. */
export interface SyncGroup {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  /** Null: not checked (before version 5). */
  readonly protocolType: string | null
  readonly protocolName: string | null
  /** By member id; the leader's only. Owned. */
  readonly assignments: ReadonlyMap<string, Uint8Array>
}

/** See the file. */
export function decideSyncGroup(
  group: ClassicGroup | undefined,
  sync: SyncGroup,
  request: RequestId,
  settings: GroupSettings,
  now: number,
): GroupDecision {
  if (sync.groupId === '') return answer(request, syncRefused('INVALID_GROUP_ID'))
  const member = group?.members.get(sync.memberId)
  if (group === undefined || group.state === 'Empty') return answer(request, syncRefused('UNKNOWN_MEMBER_ID'))
  const error = syncError(group, sync)
  if (member === undefined || error !== 'NONE') return answer(request, syncRefused(error))
  const turn = new GroupTurn(group, settings, now)
  switch (group.state) {
    case 'PreparingRebalance':
      turn.reply(request, syncRefused('REBALANCE_IN_PROGRESS'))
      break
    case 'CompletingRebalance':
      awaitSync(turn, member, request)
      if (group.leaderId === member.memberId) becomeStable(turn, sync)
      break
    case 'Stable':
      noLongerPending(turn, member)
      turn.reply(request, assigned(turn.group, member))
      break
    case 'Dead':
      turn.reply(request, syncRefused('COORDINATOR_NOT_AVAILABLE'))
      break
  }
  return turn.decision()
}

function syncError(group: ClassicGroup, sync: SyncGroup): KafkaErrorName {
  const error = memberOfGenerationError(group, sync.memberId, sync.groupInstanceId, sync.generationId)
  if (error !== 'NONE') return error
  const otherType = sync.protocolType !== null && sync.protocolType !== group.protocolType
  const otherName = sync.protocolName !== null && sync.protocolName !== group.protocolName
  return otherType || otherName ? 'INCONSISTENT_GROUP_PROTOCOL' : 'NONE'
}

function awaitSync(turn: GroupTurn, member: ClassicMember, request: RequestId): void {
  // An older SyncGroup of the same member is superseded.
  if (member.awaitingSync !== undefined) {
    turn.reply(member.awaitingSync, syncRefused('REBALANCE_IN_PROGRESS'))
  }
  turn.putMember({ ...member, awaitingSync: request })
  noLongerPending(turn, member)
}

function noLongerPending(turn: GroupTurn, member: ClassicMember): void {
  if (!turn.group.pendingSyncs.has(member.memberId)) return
  const pendingSyncs = new Set(turn.group.pendingSyncs)
  pendingSyncs.delete(member.memberId)
  turn.change({ pendingSyncs })
  if (pendingSyncs.size === 0) turn.cancelTimer(syncTimer)
}

function becomeStable(turn: GroupTurn, sync: SyncGroup): void {
  turn.mapMembers((member) => ({ ...member, assignment: sync.assignments.get(member.memberId) ?? noBytes }))
  turn.moveTo('Stable')
  turn.records.push(groupMetadataRecord(turn.group))
  for (const member of turn.group.members.values()) {
    if (member.awaitingSync === undefined) continue
    turn.reply(member.awaitingSync, assigned(turn.group, member))
    turn.renewSession(member)
  }
  turn.mapMembers((member) => ({ ...member, awaitingSync: undefined }))
  turn.because(`generation ${turn.group.generationId} is stable`)
}

function assigned(group: ClassicGroup, member: ClassicMember): SyncGroupReply {
  return {
    kind: 'sync',
    error: 'NONE',
    protocolType: group.protocolType ?? null,
    protocolName: group.protocolName ?? null,
    assignment: member.assignment,
  }
}
