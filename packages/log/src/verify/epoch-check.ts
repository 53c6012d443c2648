/**
 * A partition's leader-epoch-checkpoint against its batches. Pure. The file may know epochs in which nothing was
 * written; every batch must lie in the epoch that the file has for its offset.
 */
import { type EpochStart, LeaderEpochHistory } from '../core/leader-epoch-history.js'

export class EpochCheck {
  readonly problems: { readonly offset: number; readonly message: string }[] = []
  /** What the batches alone say. */
  readonly fromBatches = new LeaderEpochHistory()
  readonly #stored: LeaderEpochHistory
  #checked = -1
  #next = -1

  /** `logStartOffset` undefined: unknown; then the file may begin where it likes. */
  constructor(
    entries: readonly EpochStart[],
    private logStartOffset: number | undefined,
  ) {
    this.#stored = new LeaderEpochHistory(entries)
    this.logStartOffset ??= entries[0]?.startOffset ?? 0
    entries.forEach(({ epoch, startOffset }, index) => {
      const before = entries[index - 1]
      if (before !== undefined && (epoch <= before.epoch || startOffset <= before.startOffset))
        this.#tell(startOffset, `epoch ${epoch} from ${startOffset} is not above the one before it`)
    })
  }

  /** `epoch` is -1 for the old formats, which have none. */
  batch(firstOffset: number, lastOffset: number, epoch: number): void {
    const start = this.logStartOffset ?? 0
    // What deletion of records left behind before the log's start is nobody's business.
    if (epoch < 0 || lastOffset < start) return
    const baseOffset = Math.max(firstOffset, start)
    if (epoch > this.fromBatches.latestEpoch) this.fromBatches.assign(epoch, baseOffset)
    // Within one epoch of the file, batches of one epoch need one look.
    if (epoch === this.#checked && baseOffset < this.#next) return
    const stored = this.#stored.epochForOffset(baseOffset)
    if (stored !== epoch && epoch !== this.#checked)
      this.#tell(baseOffset, `the batch at ${baseOffset} is of epoch ${epoch}, the file says ${stored}`)
    this.#checked = epoch
    this.#next =
      this.#stored.entries.find(({ startOffset }) => startOffset > baseOffset)?.startOffset ??
      Number.POSITIVE_INFINITY
  }

  /** All batches were told. */
  end(logEndOffset: number): void {
    const last = this.#stored.entries.at(-1)
    if (last !== undefined && last.startOffset > logEndOffset)
      this.#tell(
        last.startOffset,
        `epoch ${last.epoch} begins at ${last.startOffset}, the log ends at ${logEndOffset}`,
      )
  }

  #tell(offset: number, message: string): void {
    this.problems.push({ offset, message })
  }
}
