/**
 * Everything this coordinator keeps about one group id: its classic group, its committed offsets, offsets
 * of undecided transactions, and what other kinds of groups left in the log. Immutable. No group of another
 * kind is understood here; its records are remembered by key so that they can be listed, and deleted when
 * the group is.
 */
import { type ClassicGroup, emptyClassicGroup } from './classic/classic-group.js'
import { type GroupOffsets, noOffsets } from './offsets/group-offsets.js'

/** The kinds of groups beside the classic one. */
export type ForeignGroupType = 'consumer' | 'share' | 'streams'

/** A group of a kind that is served by another protocol (KIP-848, KIP-932, KIP-1071). */
export interface ForeignGroup {
  readonly type: ForeignGroupType
  /** Keys of its live records: bytes by their text in hexadecimal. */
  readonly keys: ReadonlyMap<string, Uint8Array>
  /** How many of them are members. */
  readonly members: number
}

/** See the file. */
export interface GroupState {
  readonly classic: ClassicGroup | undefined
  readonly foreign: ForeignGroup | undefined
  readonly offsets: GroupOffsets
  /** By producer id. */
  readonly pendingOffsets: ReadonlyMap<number, GroupOffsets>
}

/** What a group id that nobody used looks like. */
export const noGroup: GroupState = {
  classic: undefined,
  foreign: undefined,
  offsets: noOffsets,
  pendingOffsets: new Map(),
}

/**
 * The state as it is kept: undefined when there is nothing left, and a simple group where there are offsets
 * that no other group owns.
 */
export function settled(groupId: string, state: GroupState): GroupState | undefined {
  if (state.classic !== undefined || state.foreign !== undefined) return state
  if (state.offsets.size + state.pendingOffsets.size === 0) return undefined
  return { ...state, classic: emptyClassicGroup(groupId, -1) }
}
