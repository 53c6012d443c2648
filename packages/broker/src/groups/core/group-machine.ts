/**
 * Groups as the state machine of a coordinator shard: how records and changes of memory are applied, what
 * timers mean, what a coordinator does with a group it has just taken over.
 */
import { type Decision, nothing } from '../../coordinator/decision.js'
import type { StateMachine } from '../../coordinator/state-machine.js'
import {
  applyGroupRecord,
  applyGroupSoft,
  endGroupTransaction,
  type GroupSoft,
} from './apply-group-change.js'
import {
  type GroupDecision,
  GroupTurn,
  joinTimer,
  sessionTimerPrefix,
  syncTimer,
} from './classic/group-turn.js'
import { decideSessionEnd } from './classic/heartbeat.js'
import { joinTimerFired, prepareRebalance, syncTimerFired } from './classic/rebalance.js'
import { decodeGroupRecord, encodeGroupRecord, type GroupRecord } from './group-records.js'
import type { GroupReply } from './group-replies.js'
import type { GroupSettings } from './group-settings.js'
import type { GroupState } from './group-state.js'

export type GroupMachine = StateMachine<GroupState, GroupRecord, GroupSoft, GroupReply>

/** The machine; `settings` is asked at each decision, since settings change while the broker runs. */
export function groupMachine(settings: () => GroupSettings): GroupMachine {
  return {
    apply: applyGroupRecord,
    applySoft: (_key, state, soft) => applyGroupSoft(state, soft),
    endTransaction: endGroupTransaction,
    encode: encodeGroupRecord,
    decode: decodeGroupRecord,
    started: (_key, state, now) => started(state, settings(), now),
    timerFired: (_key, state, timer, now) => timerFired(state, timer, settings(), now),
  }
}

/**
 * Members have their whole session before them; a group above a lowered limit rebalances and leaves some
 * out.
 */
function started(state: GroupState, settings: GroupSettings, now: number): GroupDecision {
  const { classic } = state
  if (classic === undefined || classic.members.size === 0) return nothing
  const turn = new GroupTurn(classic, settings, now)
  for (const member of classic.members.values()) turn.renewSession(member)
  if (classic.members.size > settings.maxSize) prepareRebalance(turn, 'the group is over group.max.size')
  return turn.decision()
}

function timerFired(
  state: GroupState | undefined,
  timer: string,
  settings: GroupSettings,
  now: number,
): Decision<GroupRecord, GroupSoft, GroupReply> {
  const classic = state?.classic
  if (classic === undefined) return nothing
  if (timer.startsWith(sessionTimerPrefix)) {
    return decideSessionEnd(classic, timer.slice(sessionTimerPrefix.length), settings, now)
  }
  const turn = new GroupTurn(classic, settings, now)
  if (timer === joinTimer) joinTimerFired(turn)
  if (timer === syncTimer) syncTimerFired(turn)
  return turn.decision()
}
