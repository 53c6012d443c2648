/**
 * OffsetCommit: who may commit, and what is written. Whether topics and partitions exist is the caller's
 * question; what arrives here is to be stored. Kafka counts the characters of the metadata, not its bytes.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { answer, type RequestId } from '../../../coordinator/decision.js'
import type { ClassicGroup } from '../classic/classic-group.js'
import { type GroupDecision, GroupTurn } from '../classic/group-turn.js'
import { memberOfGenerationError } from '../classic/validate-member.js'
import type { GroupRecord, OffsetToCommit } from '../group-records.js'
import type { OffsetCommitReply } from '../group-replies.js'
import type { GroupSettings } from '../group-settings.js'
import type { ForeignGroup, GroupState } from '../group-state.js'

/** An OffsetCommit request, free of API versions. */
export interface OffsetCommit {
  readonly groupId: string
  /** -1: no member of the group (a simple consumer, an operator). */
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly offsets: readonly OffsetOfPartition[]
  /** Answers GROUP_ID_NOT_FOUND where older versions answered ILLEGAL_GENERATION. */
  readonly knowsGroupNotFound: boolean
}

export interface OffsetOfPartition {
  readonly topic: string
  readonly partition: number
  readonly commit: OffsetToCommit
}

/** See the file. */
export function decideOffsetCommit(
  state: GroupState | undefined,
  commit: OffsetCommit,
  request: RequestId,
  settings: GroupSettings,
  now: number,
): GroupDecision {
  const error = commitError(state, commit)
  if (error !== 'NONE') return answer(request, offsetCommitRefused(error))
  const records: GroupRecord[] = []
  const partitions = commit.offsets.map(({ topic, partition, commit: committed }): KafkaErrorName => {
    if (committed.metadata.length > settings.offsetMetadataMaxBytes) return 'OFFSET_METADATA_TOO_LARGE'
    records.push({ kind: 'offset', topic, partition, committed })
    return 'NONE'
  })
  const reply: OffsetCommitReply = { kind: 'offset-commit', error: 'NONE', partitions }
  const timers = state?.classic === undefined ? [] : sessionRenewal(state.classic, commit, settings, now)
  return { records, soft: [], replies: [{ to: request, reply }], timers, because: '' }
}

/** A commit that is refused as a whole. */
export function offsetCommitRefused(error: KafkaErrorName): OffsetCommitReply {
  return { kind: 'offset-commit', error, partitions: [] }
}

function commitError(state: GroupState | undefined, commit: OffsetCommit): KafkaErrorName {
  if (state?.foreign !== undefined) return foreignCommitError(state.foreign, commit)
  if (state?.classic !== undefined) return classicCommitError(state.classic, commit)
  if (commit.generationId < 0) return 'NONE'
  return commit.knowsGroupNotFound ? 'GROUP_ID_NOT_FOUND' : 'ILLEGAL_GENERATION'
}

function classicCommitError(group: ClassicGroup, commit: OffsetCommit): KafkaErrorName {
  const { generationId, memberId, groupInstanceId } = commit
  if (generationId < 0 && group.state === 'Empty') return 'NONE'
  if (generationId < 0 && memberId === '' && groupInstanceId === null) return 'UNKNOWN_MEMBER_ID'
  const error = memberOfGenerationError(group, memberId, groupInstanceId, generationId)
  if (error !== 'NONE') return error
  // The member knows the new generation, but not yet what it is to consume.
  return group.state === 'CompletingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE'
}

/**
 * Members of other kinds of groups are not known here; an operator may set the offsets of one without
 * members.
 */
function foreignCommitError(group: ForeignGroup, commit: OffsetCommit): KafkaErrorName {
  if (group.type === 'share') return 'GROUP_ID_NOT_FOUND'
  return commit.generationId < 0 && group.members === 0 ? 'NONE' : 'UNKNOWN_MEMBER_ID'
}

/** A commit proves that the member lives, as a heartbeat does. */
function sessionRenewal(
  group: ClassicGroup,
  commit: OffsetCommit,
  settings: GroupSettings,
  now: number,
): GroupDecision['timers'] {
  const member = group.members.get(commit.memberId)
  if (member === undefined || (group.state !== 'Stable' && group.state !== 'PreparingRebalance')) return []
  const turn = new GroupTurn(group, settings, now)
  turn.renewSession(member)
  return turn.decision().timers
}
