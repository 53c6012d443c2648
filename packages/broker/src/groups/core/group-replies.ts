/**
 * What the coordinator answers, free of API versions: handlers turn these into the response of the version
 * asked.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { GroupOffsets } from './offsets/group-offsets.js'

export interface JoinGroupReply {
  readonly kind: 'join'
  readonly error: KafkaErrorName
  readonly memberId: string
  readonly generationId: number
  readonly protocolType: string | null
  readonly protocolName: string | null
  readonly leader: string
  /** The leader is not to assign anew (KIP-814). */
  readonly skipAssignment: boolean
  /** For the leader only. */
  readonly members: readonly JoinedMember[]
}

export interface JoinedMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly metadata: Uint8Array
}

export interface SyncGroupReply {
  readonly kind: 'sync'
  readonly error: KafkaErrorName
  readonly protocolType: string | null
  readonly protocolName: string | null
  readonly assignment: Uint8Array
}

export interface HeartbeatReply {
  readonly kind: 'heartbeat'
  readonly error: KafkaErrorName
}

export interface LeaveGroupReply {
  readonly kind: 'leave'
  readonly error: KafkaErrorName
  /** In the order asked. */
  readonly members: readonly LeftMember[]
}

export interface LeftMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly error: KafkaErrorName
}

export interface OffsetCommitReply {
  readonly kind: 'offset-commit'
  /** Of the group as a whole; NONE when each partition has its own. */
  readonly error: KafkaErrorName
  /** In the order asked. */
  readonly partitions: readonly KafkaErrorName[]
}

export interface OffsetDeleteReply {
  readonly kind: 'offset-delete'
  readonly error: KafkaErrorName
  /** In the order asked. */
  readonly partitions: readonly KafkaErrorName[]
}

export interface OffsetsReply {
  readonly kind: 'offsets'
  readonly error: KafkaErrorName
  readonly offsets: GroupOffsets
  /** Offsets of undecided transactions, one value per producer. */
  readonly pending: readonly GroupOffsets[]
}

export interface DeleteGroupReply {
  readonly kind: 'delete-group'
  readonly error: KafkaErrorName
}

export type GroupReply =
  | JoinGroupReply
  | SyncGroupReply
  | HeartbeatReply
  | LeaveGroupReply
  | OffsetCommitReply
  | OffsetDeleteReply
  | OffsetsReply
  | DeleteGroupReply

/** No bytes at all. */
export const noBytes = new Uint8Array(0)

/** A JoinGroup that is refused. */
export function joinRefused(error: KafkaErrorName, memberId = ''): JoinGroupReply {
  return {
    kind: 'join',
    error,
    memberId,
    generationId: -1,
    protocolType: null,
    protocolName: null,
    leader: '',
    skipAssignment: false,
    members: [],
  }
}

/** A SyncGroup that is refused. */
export function syncRefused(error: KafkaErrorName): SyncGroupReply {
  return { kind: 'sync', error, protocolType: null, protocolName: null, assignment: noBytes }
}
