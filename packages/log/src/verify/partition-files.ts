/**
 * What lies in a partition's folder, sorted: segments, snapshots, leftovers of deletions and compactions, the small
 * files, and what is nobody's. Pure.
 */
import { type LogFileKind, parseLogFileName } from '../core/file-names.js'
import { planLoading } from '../core/loading-plan.js'

export interface PartitionFiles {
  /** Base offsets, ascending. */
  readonly segments: readonly number[]
  readonly snapshots: readonly number[]
  readonly has: (baseOffset: number, kind: LogFileKind) => boolean
  readonly hasEpochs: boolean
  readonly hasMetadata: boolean
  /** What the next start removes. */
  readonly leftovers: readonly string[]
  /** A finished compaction that the next start puts in place. */
  readonly swaps: readonly string[]
  readonly unknown: readonly string[]
}

const SMALL_FILES = new Set(['leader-epoch-checkpoint', 'partition.metadata'])
/** Of KRaft's own log. */
const METADATA_LOG_FILES = /^(quorum-state|\d{20}-\d{10}\.checkpoint)$/

export function sortPartitionFiles(names: readonly string[]): PartitionFiles {
  const plan = planLoading(names)
  const all = new Set(names)
  const isHalfWritten = (name: string): boolean =>
    name.endsWith('.tmp') && parseLogFileName(name) === undefined
  const known = (name: string): boolean =>
    parseLogFileName(name) !== undefined ||
    SMALL_FILES.has(name) ||
    METADATA_LOG_FILES.test(name) ||
    isHalfWritten(name)
  return {
    segments: plan.segments,
    snapshots: plan.snapshots,
    has: (baseOffset, kind) => all.has(`${baseOffset.toString().padStart(20, '0')}.${kind}`),
    hasEpochs: all.has('leader-epoch-checkpoint'),
    hasMetadata: all.has('partition.metadata'),
    leftovers: [...plan.remove, ...names.filter(isHalfWritten)],
    swaps: plan.swapFiles,
    unknown: names.filter((name) => !known(name)),
  }
}
