/** What a check found that a repair of the partition can put right. */
import { parseLogFileName } from '../core/file-names.js'
import type { Finding } from './finding.js'

/** Bytes of a segment file to be taken out of it. `to` is where sound batches go on, or the file's end. */
export interface CutRegion {
  readonly from: number
  readonly to: number
}

export interface PartitionRepairs {
  /** Names in the folder. */
  readonly remove: string[]
  finishSwaps: boolean
  /** The torn end of the last segment. */
  tail: { readonly baseOffset: number; readonly region: CutRegion } | undefined
  /** Damage with sound batches behind it, by segment. */
  readonly corrupt: Map<number, CutRegion[]>
  /** Base offsets of segments whose offset and time index are built anew. */
  readonly indexes: Set<number>
  /** The same for the transaction index. */
  readonly transactionIndexes: Set<number>
  epochs: boolean
  /** Offsets of producer snapshots that are written anew. */
  readonly snapshots: Set<number>
  /** Takes note of a finding that was held back. */
  note(finding: Finding): void
}

export function newRepairs(): PartitionRepairs {
  const repairs: PartitionRepairs = {
    remove: [],
    finishSwaps: false,
    tail: undefined,
    corrupt: new Map(),
    indexes: new Set(),
    transactionIndexes: new Set(),
    epochs: false,
    snapshots: new Set(),
    note: ({ kind, file }) => {
      const name = parseLogFileName(file.slice(file.lastIndexOf('/') + 1))
      if (name === undefined) return
      if (kind === 'transaction-index') repairs.transactionIndexes.add(name.offset)
      if (kind === 'producer-snapshot') repairs.snapshots.add(name.offset)
    },
  }
  return repairs
}

/** Whether a repair has anything to do. */
export function needsRepair(repairs: PartitionRepairs, dropCorrupt: boolean): boolean {
  return (
    repairs.remove.length > 0 ||
    repairs.finishSwaps ||
    repairs.tail !== undefined ||
    (dropCorrupt && repairs.corrupt.size > 0) ||
    rebuilds(repairs)
  )
}

/** Whether files beside the segments are to be built anew. */
export function rebuilds(repairs: PartitionRepairs): boolean {
  const { indexes, transactionIndexes, epochs, snapshots } = repairs
  return epochs || indexes.size > 0 || transactionIndexes.size > 0 || snapshots.size > 0
}
