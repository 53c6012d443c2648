/**
 * How committed offsets go: OffsetDelete (KIP-496), deleted topics, age (KIP-211), and DeleteGroups, which
 * takes the group with them. Everything is a tombstone in the log.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { answer, nothing, type RequestId } from '../../../coordinator/decision.js'
import { type ClassicGroup, consumerProtocolType } from '../classic/classic-group.js'
import type { GroupDecision } from '../classic/group-turn.js'
import { isSubscribed } from '../classic/subscribed-topics.js'
import type { GroupRecord } from '../group-records.js'
import type { DeleteGroupReply, OffsetDeleteReply } from '../group-replies.js'
import type { GroupState } from '../group-state.js'
import { type CommittedOffset, offsetOf } from './group-offsets.js'

export interface PartitionOfTopic {
  readonly topic: string
  readonly partition: number
}

/** OffsetDelete: offsets of topics that the group still subscribes to stay. */
export function decideOffsetDelete(
  state: GroupState | undefined,
  partitions: readonly PartitionOfTopic[],
  request: RequestId,
): GroupDecision {
  const error = offsetDeleteError(state)
  if (error !== 'NONE' || state === undefined) return answer(request, offsetDeleteRefused(error))
  const records: GroupRecord[] = []
  const results = partitions.map(({ topic, partition }): KafkaErrorName => {
    if (state.classic !== undefined && isSubscribed(state.classic, topic)) return 'GROUP_SUBSCRIBED_TO_TOPIC'
    if (isKept(state, topic, partition)) records.push(tombstone(topic, partition))
    return 'NONE'
  })
  const reply: OffsetDeleteReply = { kind: 'offset-delete', error: 'NONE', partitions: results }
  return { ...nothing, records, replies: [{ to: request, reply }], because: removed(records.length, 'asked') }
}

/** An OffsetDelete that is refused as a whole. */
export function offsetDeleteRefused(error: KafkaErrorName): OffsetDeleteReply {
  return { kind: 'offset-delete', error, partitions: [] }
}

function offsetDeleteError(state: GroupState | undefined): KafkaErrorName {
  if (state === undefined) return 'GROUP_ID_NOT_FOUND'
  if (state.foreign !== undefined) return state.foreign.members === 0 ? 'NONE' : 'NON_EMPTY_GROUP'
  const { classic } = state
  if (classic === undefined || classic.state === 'Empty') return 'NONE'
  return classic.protocolType === consumerProtocolType ? 'NONE' : 'NON_EMPTY_GROUP'
}

/** DeleteGroups of one group: only an empty one goes, whatever its kind. */
export function decideDeleteGroup(state: GroupState | undefined, request: RequestId): GroupDecision {
  if (state === undefined) return answer(request, deleteGroupReply('GROUP_ID_NOT_FOUND'))
  const inUse = state.foreign !== undefined ? state.foreign.members > 0 : !isEmpty(state.classic)
  if (inUse) return answer(request, deleteGroupReply('NON_EMPTY_GROUP'))
  return {
    ...nothing,
    records: [
      ...allOffsets(state).map(({ topic, partition }) => tombstone(topic, partition)),
      ...ending(state),
    ],
    replies: [{ to: request, reply: deleteGroupReply('NONE') }],
    because: 'the group is deleted',
  }
}

/** The answer for one group of DeleteGroups. */
export function deleteGroupReply(error: KafkaErrorName): DeleteGroupReply {
  return { kind: 'delete-group', error }
}

/** Offsets of topics that exist no more are of no use to anybody. */
export function decideTopicsDeleted(state: GroupState, topics: ReadonlySet<string>): GroupDecision {
  const gone = allOffsets(state).filter(({ topic }) => topics.has(topic))
  if (gone.length === 0) return nothing
  const records = gone.map(({ topic, partition }) => tombstone(topic, partition))
  return { ...nothing, records, because: removed(records.length, 'their topics are deleted') }
}

/**
 * Removes offsets whose time is over, and the group when nothing is left and nobody is in it. The clock runs
 * - in an empty group of members: from when it became empty;
 * - in a stable group of consumers: for topics they do not subscribe to, from the commit;
 * - for offsets without a group: from the commit. Any other group keeps its offsets.
 */
export function decideExpiry(state: GroupState, retentionMs: number, now: number): GroupDecision {
  const { classic } = state
  if (classic === undefined || state.foreign !== undefined) return nothing
  const records: GroupRecord[] = []
  let kept = 0
  for (const [topic, partitions] of state.offsets) {
    for (const { partition, committed } of partitions) {
      const expired = isExpired(classic, topic, committed, retentionMs, now)
      if (expired && !isPending(state, topic, partition)) records.push(tombstone(topic, partition))
      else kept++
    }
  }
  const groupEnds =
    kept === 0 && state.pendingOffsets.size === 0 && isEmpty(classic) && nobodyExpected(classic)
  const because = removed(records.length, 'their retention is over')
  if (!groupEnds) return records.length === 0 ? nothing : { ...nothing, records, because }
  return { ...nothing, records: [...records, ...ending(state)], because: 'the group has expired' }
}

function isExpired(
  group: ClassicGroup,
  topic: string,
  committed: CommittedOffset,
  retentionMs: number,
  now: number,
): boolean {
  const since = ageBase(group, topic, committed)
  if (since === undefined) return false
  if (committed.expireTimestamp !== -1) return now >= committed.expireTimestamp
  return now - since >= retentionMs
}

function ageBase(group: ClassicGroup, topic: string, committed: CommittedOffset): number | undefined {
  if (group.protocolType === undefined) return committed.commitTimestamp
  if (group.state === 'Empty') {
    return group.stateTimestamp === -1 ? committed.commitTimestamp : group.stateTimestamp
  }
  const known = group.state === 'Stable' && group.subscribedTopics !== undefined
  return known && !isSubscribed(group, topic) ? committed.commitTimestamp : undefined
}

function isEmpty(classic: ClassicGroup | undefined): boolean {
  return classic === undefined || classic.state === 'Empty'
}

function nobodyExpected(classic: ClassicGroup): boolean {
  return classic.pendingJoins.size === 0
}

/** Tombstones of the group itself. */
function ending(state: GroupState): GroupRecord[] {
  const { foreign } = state
  if (foreign === undefined) return [{ kind: 'group', metadata: null }]
  return endingOfForeign(foreign)
}

/** Tombstones for all that a group of another kind left behind. */
export function endingOfForeign(foreign: NonNullable<GroupState['foreign']>): GroupRecord[] {
  const { type } = foreign
  return [...foreign.keys.values()].map((key) => ({ kind: 'foreign', type, key, member: false, live: false }))
}

function allOffsets(state: GroupState): PartitionOfTopic[] {
  const all = new Map<string, PartitionOfTopic>()
  for (const offsets of [state.offsets, ...state.pendingOffsets.values()]) {
    for (const [topic, partitions] of offsets) {
      for (const { partition } of partitions) all.set(`${topic}-${partition}`, { topic, partition })
    }
  }
  return [...all.values()]
}

function isKept(state: GroupState, topic: string, partition: number): boolean {
  return offsetOf(state.offsets, topic, partition) !== undefined || isPending(state, topic, partition)
}

function isPending(state: GroupState, topic: string, partition: number): boolean {
  for (const pending of state.pendingOffsets.values()) {
    if (offsetOf(pending, topic, partition) !== undefined) return true
  }
  return false
}

function tombstone(topic: string, partition: number): GroupRecord {
  return { kind: 'offset', topic, partition, committed: null }
}

function removed(count: number, why: string): string {
  return count === 0 ? '' : `${count} offsets are removed: ${why}`
}
