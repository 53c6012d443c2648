/**
 * The one path by which a group changes: a record, appended a moment ago or read back, or a change of
 * memory. Pure; the same records in the same order always give the same group.
 */
import { type ClassicGroup, isSimple } from './classic/classic-group.js'
import { classicGroupOf } from './classic/group-metadata-record.js'
import type { ForeignRecord, GroupRecord, OffsetToCommit } from './group-records.js'
import { type ForeignGroup, type GroupState, noGroup, settled } from './group-state.js'
import {
  type CommittedOffset,
  type GroupOffsets,
  noOffsets,
  offsetOf,
  withOffset,
  withoutOffset,
} from './offsets/group-offsets.js'
import type { RecordPlace } from '../../coordinator/state-machine.js'

/** The classic group with what only lives in memory. Its durable part is what the records before it made. */
export interface GroupSoft {
  readonly kind: 'classic'
  readonly classic: ClassicGroup
}

/** The group after a record. */
export function applyGroupRecord(
  groupId: string,
  state: GroupState | undefined,
  record: GroupRecord,
  place: RecordPlace,
): GroupState | undefined {
  const group = state ?? noGroup
  switch (record.kind) {
    case 'offset': {
      const { topic, partition, committed } = record
      if (committed === null) return settled(groupId, offsetRemoved(group, topic, partition))
      return settled(groupId, offsetCommitted(group, topic, partition, committed, place))
    }
    case 'group': {
      const { metadata } = record
      const classic = metadata === null ? undefined : classicGroupOf(groupId, metadata)
      return settled(groupId, { ...group, classic })
    }
    case 'foreign':
      return settled(groupId, foreignChanged(group, record))
  }
}

/** The group after a change of memory. */
export function applyGroupSoft(state: GroupState | undefined, soft: GroupSoft): GroupState {
  return { ...(state ?? noGroup), classic: soft.classic }
}

/** Commits or forgets the offsets that a producer's transaction held back. */
export function endGroupTransaction(
  groupId: string,
  state: GroupState,
  producerId: number,
  committed: boolean,
): GroupState | undefined {
  const ofProducer = state.pendingOffsets.get(producerId)
  if (ofProducer === undefined) return state
  const pendingOffsets = new Map(state.pendingOffsets)
  pendingOffsets.delete(producerId)
  let { offsets } = state
  if (committed) {
    for (const [topic, partitions] of ofProducer) {
      for (const { partition, committed: pending } of partitions) {
        // A plain commit that came later in the log stays.
        const present = offsetOf(offsets, topic, partition)
        if (present !== undefined && present.recordOffset > pending.recordOffset) continue
        offsets = withOffset(offsets, topic, partition, pending)
      }
    }
  }
  return settled(groupId, { ...state, offsets, pendingOffsets })
}

function offsetCommitted(
  group: GroupState,
  topic: string,
  partition: number,
  committed: OffsetToCommit,
  place: RecordPlace,
): GroupState {
  const offset: CommittedOffset = { ...committed, recordOffset: place.offset }
  if (place.producerId < 0) {
    return { ...group, offsets: withOffset(group.offsets, topic, partition, offset) }
  }
  const pending = group.pendingOffsets.get(place.producerId) ?? noOffsets
  const pendingOffsets = new Map(group.pendingOffsets)
  pendingOffsets.set(place.producerId, withOffset(pending, topic, partition, offset))
  return { ...group, pendingOffsets }
}

function offsetRemoved(group: GroupState, topic: string, partition: number): GroupState {
  const pendingOffsets = new Map<number, GroupOffsets>()
  for (const [producerId, pending] of group.pendingOffsets) {
    const rest = withoutOffset(pending, topic, partition)
    if (rest.size > 0) pendingOffsets.set(producerId, rest)
  }
  return { ...group, pendingOffsets, offsets: withoutOffset(group.offsets, topic, partition) }
}

function foreignChanged(group: GroupState, record: ForeignRecord): GroupState {
  const before: ForeignGroup = group.foreign ?? { type: record.type, keys: new Map(), members: 0 }
  const name = hexadecimal(record.key)
  if (before.keys.has(name) === record.live) return group
  const keys = new Map(before.keys)
  if (record.live) keys.set(name, record.key)
  else keys.delete(name)
  const members = before.members + (record.member ? (record.live ? 1 : -1) : 0)
  const foreign: ForeignGroup | undefined = keys.size === 0 ? undefined : { type: record.type, keys, members }
  // Offsets may come first in a compacted log; they made a simple group of what is none.
  const simple = group.classic !== undefined && isSimple(group.classic)
  return { ...group, foreign, classic: foreign !== undefined && simple ? undefined : group.classic }
}

function hexadecimal(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}
