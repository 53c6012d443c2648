/**
 * Replays a partition's producers while its batches pass: yields the aborted transactions for the index, and compares
 * each producer snapshot with the state at its offset.
 */
import type { Disk } from '@samsa/host'
import { batchMagic } from '@samsa/record/record-batch'
import { logFileName } from '../core/file-names.js'
import { decodeProducerSnapshot, type ProducerSnapshotEntry } from '../core/producer-snapshot.js'
import { ProducerState } from '../core/producer-state.js'
import type { AbortedTransaction } from '../core/transaction-index.js'
import { readSmallFile } from '../shell/durable-file.js'
import type { PartitionFiles } from './partition-files.js'
import { compareProducerSnapshot } from './transaction-check.js'
import type { PartitionCheck, PartitionTarget } from './verify-partition.js'

const NEVER = Number.POSITIVE_INFINITY

export class ProducerCheck {
  readonly state = new ProducerState()
  /** Batches below it were not replayed. */
  readonly knownFrom: number
  #waiting: number[]

  constructor(
    private readonly disk: Disk,
    private readonly target: PartitionTarget,
    files: PartitionFiles,
  ) {
    const first = files.segments[0] ?? 0
    this.#waiting = files.snapshots.filter((offset) => offset > first)
    const before = files.snapshots.includes(first) ? this.#read(first) : undefined
    if (before !== undefined && 'entries' in before) this.state.restore(before.entries, 0, NEVER)
    this.knownFrom = first
  }

  /** Before the batch at `baseOffset` is applied: snapshots up to it are due. */
  reach(check: PartitionCheck, baseOffset: number): void {
    while (this.#waiting.length > 0 && (this.#waiting[0] as number) <= baseOffset)
      this.#compare(check, this.#waiting.shift() as number)
  }

  /** The aborted transaction that this batch ended, if it did. Throws CorruptRecord. */
  apply(bytes: Uint8Array, view: DataView, at: number): AbortedTransaction | undefined {
    if (batchMagic(view, at) !== 2) return undefined
    const completed = this.state.apply(bytes, view, at)
    return completed?.isAborted === true ? completed : undefined
  }

  /** All batches were told. */
  end(check: PartitionCheck, endOffset: number): void {
    this.reach(check, endOffset)
    for (const offset of this.#waiting) tell(check, offset, `the log ends at ${endOffset}`, 'removed', false)
  }

  #compare(check: PartitionCheck, offset: number): void {
    const read = this.#read(offset)
    if (read === undefined) return
    const repair = 'written anew from the batches'
    if ('problem' in read) return tell(check, offset, read.problem, repair, false)
    const { entries } = read
    for (const { message, unlessCompacted } of compareProducerSnapshot(
      offset,
      entries,
      this.state.snapshot(),
      this.knownFrom,
    ))
      tell(check, offset, message, repair, unlessCompacted)
  }

  #read(offset: number): { entries: ProducerSnapshotEntry[] } | { problem: string } | undefined {
    const bytes = readSmallFile(this.disk, `${this.target.path}/${logFileName(offset, 'snapshot')}`)
    return bytes === undefined ? undefined : decodeProducerSnapshot(bytes)
  }
}

function tell(
  check: PartitionCheck,
  offset: number,
  message: string,
  repair: string,
  unlessCompacted: boolean,
): void {
  const name = logFileName(offset, 'snapshot')
  const finding = {
    kind: 'producer-snapshot',
    severity: 'problem',
    file: `${check.target.name}/${name}`,
    offset,
    message,
    repair,
  } as const
  if (unlessCompacted) {
    check.unlessCompacted.push(finding)
    return
  }
  check.findings.add(finding)
  if (repair === 'removed') check.repairs.remove.push(name)
  else check.repairs.snapshots.add(offset)
}
