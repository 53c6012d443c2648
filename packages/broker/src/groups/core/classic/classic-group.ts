/**
 * The classic group (the protocol of JoinGroup and SyncGroup): its states as a table, its members, and the
 * questions one can ask of it. Immutable; changes are made by the decisions in this folder through
 * group-turn.ts. Refuses: offsets (../offsets), records (../group-records.ts).
 *
 * Durable: protocol type and name, generation, leader, members with subscription and assignment, and
 * whether the group is Empty or Stable. Everything else lives in memory and is safe to lose: members then
 * rejoin.
 */
import type { RequestId } from '../../../coordinator/decision.js'
import { noBytes } from '../group-replies.js'
import { PersistentMap } from '../persistent-map.js'

/** State to the states that may follow it. Dead is the end: a dead group is no longer kept. */
export const nextClassicGroupStates = {
  Empty: ['PreparingRebalance', 'Dead'],
  PreparingRebalance: ['CompletingRebalance', 'Empty', 'Dead'],
  CompletingRebalance: ['Stable', 'PreparingRebalance', 'Dead'],
  Stable: ['PreparingRebalance', 'Dead'],
  Dead: [],
} as const satisfies Record<string, readonly string[]>

export type ClassicGroupState = keyof typeof nextClassicGroupStates

/** Whether the table has the step. */
export function mayFollow(from: ClassicGroupState, to: ClassicGroupState): boolean {
  const next: readonly ClassicGroupState[] = nextClassicGroupStates[from]
  return next.includes(to)
}

/** An assignor (or Connect's protocol) that a member supports, with what it wants to tell the leader. */
export interface MemberProtocol {
  readonly name: string
  readonly metadata: Uint8Array
}

export interface ClassicMember {
  readonly memberId: string
  /** Static membership (KIP-345); null: a dynamic member. */
  readonly groupInstanceId: string | null
  readonly clientId: string
  /** As Kafka writes it: '/127.0.0.1'. */
  readonly clientHost: string
  readonly rebalanceTimeoutMs: number
  readonly sessionTimeoutMs: number
  /** In the member's order of preference. */
  readonly protocols: readonly MemberProtocol[]
  /** Of the current generation; empty until the leader has sent it. */
  readonly assignment: Uint8Array
  /** Has not been told its generation yet; may be dropped although it waits. */
  readonly isNew: boolean
  /** The JoinGroup that waits for the rebalance to complete. */
  readonly awaitingJoin: RequestId | undefined
  /** The SyncGroup that waits for the leader's. */
  readonly awaitingSync: RequestId | undefined
}

/** How long the first rebalance of an empty group still waits for more members. */
export interface InitialDelay {
  readonly delayMs: number
  readonly remainingMs: number
  /** Somebody joined since the delay began. */
  readonly extended: boolean
}

export interface ClassicGroup {
  readonly groupId: string
  readonly state: ClassicGroupState
  /** When it entered the state; -1: unknown (records of old brokers). */
  readonly stateTimestamp: number
  /**
   * 'consumer', 'connect', ...; undefined: nobody joined yet, or offsets are all there is (a simple group).
   */
  readonly protocolType: string | undefined
  readonly protocolName: string | undefined
  readonly generationId: number
  readonly leaderId: string | undefined
  readonly members: ReadonlyMap<string, ClassicMember>
  /** Member ids given out with MEMBER_ID_REQUIRED and not used yet. */
  readonly pendingJoins: PersistentMap<true>
  /** Members of the generation that have not sent SyncGroup yet. */
  readonly pendingSyncs: ReadonlySet<string>
  /** Only while PreparingRebalance after Empty. */
  readonly initialDelay: InitialDelay | undefined
  /** Topics that the members subscribe to; undefined: unknown, or no consumers. */
  readonly subscribedTopics: ReadonlySet<string> | undefined
}

/** Protocol type of Kafka's consumers. */
export const consumerProtocolType = 'consumer'

// One of each for all groups: tens of thousands of them may be empty.
const noMembers: ReadonlyMap<string, ClassicMember> = new Map()
const noPendingJoins: PersistentMap<true> = PersistentMap.empty()
const nobody: ReadonlySet<string> = new Set()

/** A group that has just come to be. */
export function emptyClassicGroup(groupId: string, stateTimestamp: number): ClassicGroup {
  return {
    groupId,
    state: 'Empty',
    stateTimestamp,
    protocolType: undefined,
    protocolName: undefined,
    generationId: 0,
    leaderId: undefined,
    members: noMembers,
    pendingJoins: noPendingJoins,
    pendingSyncs: nobody,
    initialDelay: undefined,
    subscribedTopics: undefined,
  }
}

/** Offsets without members: made by a commit, not by a join. */
export function isSimple(group: ClassicGroup): boolean {
  return group.protocolType === undefined && group.state === 'Empty' && group.pendingJoins.size === 0
}

/** Member id behind a group instance id. */
export function staticMemberId(group: ClassicGroup, groupInstanceId: string): string | undefined {
  for (const member of group.members.values()) {
    if (member.groupInstanceId === groupInstanceId) return member.memberId
  }
  return undefined
}

/** What a member told the leader for a protocol; empty when it does not support it. */
export function metadataOf(member: ClassicMember, protocolName: string | undefined): Uint8Array {
  return member.protocols.find((protocol) => protocol.name === protocolName)?.metadata ?? noBytes
}

/** Everybody answered the call to rejoin, and nobody who was given a member id is still to come. */
export function allMembersJoined(group: ClassicGroup): boolean {
  return group.pendingJoins.size === 0 && awaitingJoinCount(group) === group.members.size
}

/** Members whose JoinGroup waits. */
export function awaitingJoinCount(group: ClassicGroup): number {
  let count = 0
  for (const member of group.members.values()) if (member.awaitingJoin !== undefined) count++
  return count
}

/** The longest rebalance timeout of the members: how long a rebalance may take. */
export function rebalanceTimeoutMs(group: ClassicGroup): number {
  let longest = 0
  for (const member of group.members.values()) longest = Math.max(longest, member.rebalanceTimeoutMs)
  return longest
}

/** Same names and metadata in the same order. */
export function sameProtocols(one: readonly MemberProtocol[], other: readonly MemberProtocol[]): boolean {
  return (
    one.length === other.length &&
    one.every((protocol, index) => {
      const against = other[index]!
      return protocol.name === against.name && sameBytes(protocol.metadata, against.metadata)
    })
  )
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
