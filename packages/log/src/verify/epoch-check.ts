/**
 * A partition's leader-epoch-checkpoint against its batches. Pure. The file may know epochs in which nothing was
 * written; every batch must lie in the epoch that the file has for its offset. Epochs never go back in a log, and no
 * checksum covers them: batches that break the order of the others have damaged ones, and the file is not to follow.
 */
import { type EpochStart, LeaderEpochHistory } from '../core/leader-epoch-history.js'

/** Neighbouring batches of one epoch. */
interface Run {
  readonly epoch: number
  readonly firstOffset: number
  /** Offset of its last batch. */
  lastOffset: number
  batches: number
}

export interface EpochProblem {
  readonly offset: number
  readonly message: string
  /** Of a batch, not of the file. */
  readonly isBatch: boolean
}

/** Beyond so many changes of epoch, damaged batches are not told from a damaged file. */
const MOST_RUNS = 2000

export class EpochCheck {
  readonly problems: EpochProblem[] = []
  readonly #stored: LeaderEpochHistory
  readonly #runs: Run[] = []
  readonly #start: number

  /** `logStartOffset` undefined: unknown; then the file may begin where it likes. */
  constructor(entries: readonly EpochStart[], logStartOffset: number | undefined) {
    this.#stored = new LeaderEpochHistory(entries)
    this.#start = logStartOffset ?? entries[0]?.startOffset ?? 0
    entries.forEach(({ epoch, startOffset }, index) => {
      const before = entries[index - 1]
      if (before !== undefined && (epoch <= before.epoch || startOffset <= before.startOffset))
        this.#tell(startOffset, `epoch ${epoch} from ${startOffset} is not above the one before it`)
    })
  }

  /** `epoch` is -1 for the old formats, which have none. */
  batch(firstOffset: number, lastOffset: number, epoch: number): void {
    // What deletion of records left behind before the log's start is nobody's business.
    if (epoch < 0 || lastOffset < this.#start) return
    const offset = Math.max(firstOffset, this.#start)
    const run = this.#runs.at(-1)
    if (run === undefined || run.epoch !== epoch) {
      this.#runs.push({ epoch, firstOffset: offset, lastOffset: offset, batches: 1 })
      return
    }
    run.lastOffset = offset
    run.batches++
  }

  /** All batches were told. */
  end(logEndOffset: number): void {
    const inOrder = orderedRuns(this.#runs)
    for (const run of this.#runs) {
      if (inOrder.has(run)) this.#compare(run)
      else {
        const message = `the batch at ${run.firstOffset} says epoch ${run.epoch}, which those around it rule out`
        this.problems.push({ offset: run.firstOffset, message, isBatch: true })
      }
    }
    const last = this.#stored.entries.at(-1)
    if (last !== undefined && last.startOffset > logEndOffset)
      this.#tell(
        last.startOffset,
        `epoch ${last.epoch} begins at ${last.startOffset}, the log ends at ${logEndOffset}`,
      )
  }

  /** What the file should say, by the batches alone. */
  get fromBatches(): readonly EpochStart[] {
    const history = new LeaderEpochHistory()
    for (const { epoch, firstOffset } of orderedRuns(this.#runs))
      if (epoch > history.latestEpoch) history.assign(epoch, firstOffset)
    return history.entries
  }

  #compare({ epoch, firstOffset, lastOffset }: Run): void {
    for (const offset of new Set([firstOffset, lastOffset])) {
      const stored = this.#stored.epochForOffset(offset)
      if (stored === epoch) continue
      this.#tell(offset, `the batch at ${offset} is of epoch ${epoch}, the file says ${stored}`)
      return
    }
  }

  #tell(offset: number, message: string): void {
    this.problems.push({ offset, message, isBatch: false })
  }
}

/** The runs with the most batches whose epochs never go back. */
function orderedRuns(runs: readonly Run[]): ReadonlySet<Run> {
  const goesBack = runs.some((run, index) => run.epoch < (runs[index - 1]?.epoch ?? -1))
  if (!goesBack || runs.length > MOST_RUNS) return new Set(runs)
  const best: { batches: number; before: number }[] = []
  runs.forEach((run, index) => {
    let before = -1
    for (let at = 0; at < index; at++) {
      if ((runs[at] as Run).epoch > run.epoch) continue
      if (before < 0 || (best[at]?.batches ?? 0) > (best[before]?.batches ?? 0)) before = at
    }
    best.push({ batches: run.batches + (best[before]?.batches ?? 0), before })
  })
  let at = best.reduce((most, each, index) => (each.batches > (best[most]?.batches ?? 0) ? index : most), 0)
  const kept: Run[] = []
  for (; at >= 0; at = best[at]?.before ?? -1) kept.push(runs[at] as Run)
  return new Set(kept.reverse())
}
