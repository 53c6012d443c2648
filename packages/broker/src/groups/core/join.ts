/**
 * JoinGroup where the group id may already belong to a group of another kind. An empty consumer group
 * (KIP-848) makes way for a classic one and its offsets stay; every other kind is refused, as its members
 * speak another protocol.
 */
import { answer, type RequestId } from '../../coordinator/decision.js'
import type { GroupDecision } from './classic/group-turn.js'
import { decideJoinGroup, type JoinGroup } from './classic/join-group.js'
import { joinRefused } from './group-replies.js'
import type { GroupSettings } from './group-settings.js'
import type { GroupState } from './group-state.js'
import { endingOfForeign } from './offsets/delete-offsets.js'

export type { JoinGroup } from './classic/join-group.js'

/** See the file. */
export function decideJoin(
  state: GroupState | undefined,
  join: JoinGroup,
  request: RequestId,
  settings: GroupSettings,
  now: number,
): GroupDecision {
  const foreign = state?.foreign
  if (foreign === undefined) return decideJoinGroup(state?.classic, join, request, settings, now)
  if (join.memberId !== '') return answer(request, joinRefused('UNKNOWN_MEMBER_ID', join.memberId))
  if (foreign.type !== 'consumer' || foreign.members > 0) {
    return answer(request, joinRefused('INCONSISTENT_GROUP_PROTOCOL'))
  }
  const decision = decideJoinGroup(undefined, join, request, settings, now)
  if (decision.soft.length === 0) return decision
  return { ...decision, records: [...endingOfForeign(foreign), ...decision.records] }
}
