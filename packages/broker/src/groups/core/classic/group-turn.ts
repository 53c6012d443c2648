/**
 * One event's decision in the making: the classic group as it will be, and the records, replies and timers
 * that go with it. Lives for one call of a `decide` function and never leaves it; the group it began with
 * is not touched.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { invariant } from '@samsa/protocol/model/invariant'
import type { Decision, ReplyTo, RequestId, TimerChange } from '../../../coordinator/decision.js'
import type { GroupSoft } from '../apply-group-change.js'
import { type GroupRecord } from '../group-records.js'
import { type GroupReply, joinRefused, syncRefused } from '../group-replies.js'
import type { GroupSettings } from '../group-settings.js'
import { type ClassicGroup, type ClassicGroupState, type ClassicMember, mayFollow } from './classic-group.js'

export type GroupDecision = Decision<GroupRecord, GroupSoft, GroupReply>

/** See the file. */
export class GroupTurn {
  readonly records: GroupRecord[] = []
  #group: ClassicGroup
  readonly #replies: ReplyTo<GroupReply>[] = []
  readonly #timers = new Map<string, TimerChange>()
  readonly #reasons: string[] = []

  constructor(
    private readonly before: ClassicGroup,
    readonly settings: GroupSettings,
    readonly now: number,
  ) {
    this.#group = before
  }

  /** The group as it will be. */
  get group(): ClassicGroup {
    return this.#group
  }

  /** Nothing of the group changed so far. */
  get unchanged(): boolean {
    return this.#group === this.before
  }

  change(fields: Partial<ClassicGroup>): void {
    this.#group = { ...this.#group, ...fields }
  }

  /** One step of the table; any other is a bug. */
  moveTo(state: ClassicGroupState): void {
    const from = this.#group.state
    invariant(mayFollow(from, state), `group ${this.#group.groupId} may go from ${from} to ${state}`)
    this.change({ state, stateTimestamp: this.now })
  }

  putMember(member: ClassicMember): void {
    this.change({ members: new Map(this.#group.members).set(member.memberId, member) })
  }

  /** Changes every member in one go. */
  mapMembers(change: (member: ClassicMember) => ClassicMember): void {
    const members = new Map<string, ClassicMember>()
    for (const [id, member] of this.#group.members) members.set(id, change(member))
    this.change({ members })
  }

  /** Takes out a member, or an id given to one; whoever waits in its name is told UNKNOWN_MEMBER_ID. */
  dropMember(memberId: string): void {
    const member = this.#group.members.get(memberId)
    if (member !== undefined) this.answerWaiting(member, 'UNKNOWN_MEMBER_ID')
    const members = member === undefined ? this.#group.members : withoutKey(this.#group.members, memberId)
    const { leaderId, pendingJoins, pendingSyncs } = this.#group
    this.change({
      members,
      leaderId: leaderId === memberId ? members.keys().next().value : leaderId,
      pendingJoins: pendingJoins.without(memberId),
      pendingSyncs: without(pendingSyncs, memberId),
    })
    this.cancelTimer(sessionTimer(memberId))
  }

  /**
   * Refuses the JoinGroup and SyncGroup that wait in the member's name. The caller replaces or drops the
   * member.
   */
  answerWaiting(member: ClassicMember, error: KafkaErrorName, memberId = ''): void {
    if (member.awaitingJoin !== undefined) this.reply(member.awaitingJoin, joinRefused(error, memberId))
    if (member.awaitingSync !== undefined) this.reply(member.awaitingSync, syncRefused(error))
  }

  reply(to: RequestId, reply: GroupReply): void {
    this.#replies.push({ to, reply })
  }

  startTimer(timer: string, afterMs: number): void {
    this.#timers.set(timer, { timer, afterMs })
  }

  cancelTimer(timer: string): void {
    this.#timers.set(timer, { timer, cancel: true })
  }

  /** The member has its whole session timeout before it from now on. */
  renewSession(member: ClassicMember): void {
    this.startTimer(sessionTimer(member.memberId), member.sessionTimeoutMs)
  }

  because(reason: string): void {
    this.#reasons.push(reason)
  }

  decision(): GroupDecision {
    return {
      records: this.records,
      soft: this.unchanged ? [] : [{ kind: 'classic', classic: this.#group }],
      replies: this.#replies,
      timers: [...this.#timers.values()],
      because: this.#reasons.join('; '),
    }
  }
}

/** Ends a rebalance that not everybody answers, or the delay of the first one. */
export const joinTimer = 'join'

/** Ends the wait for SyncGroup of all members. */
export const syncTimer = 'sync'

/** Prefix of {@link sessionTimer}. */
export const sessionTimerPrefix = 'session:'

/** A member's session, or how long an id given out may stay unused. */
export function sessionTimer(memberId: string): string {
  return sessionTimerPrefix + memberId
}

function without(set: ReadonlySet<string>, element: string): ReadonlySet<string> {
  if (!set.has(element)) return set
  const rest = new Set(set)
  rest.delete(element)
  return rest
}

function withoutKey<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  const rest = new Map(map)
  rest.delete(key)
  return rest
}
