/**
 * What a partition's log must hold, written down beside it: the batches written, how far they are promised, and the
 * other contents with which a crash may let it come back (a truncation undone, a refused write that had arrived). After
 * each start `check-log.ts` compares; `settle` then takes what was found.
 */
import type { PartitionLog } from '@samsa/log'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { ExpectedProducers } from './expected-producers.js'
import type { ModelBatch } from './model-batch.js'

/** How the life before ended. */
export type Ending = 'killed' | 'power-lost' | 'stopped'

/** A content that the log may have. */
export interface History {
  /** Ascending; cleaned and deleted ones too. */
  readonly batches: readonly ModelBatch[]
  /** Where the log begins when there are none. */
  readonly base: number
}

/** How far a log was written when a flush began. */
export interface FlushMark {
  readonly end: number
  readonly firstSegmentOffset: number
  readonly cuts: number
}

interface Alternative extends History {
  /** false: only a power loss brings it back. */
  readonly afterKill: boolean
}

export class PartitionModel {
  #batches: ModelBatch[] = []
  #base = 0
  #staged: ModelBatch[] = []
  #producers: ExpectedProducers | undefined
  #others: Alternative[] = []
  /** Everything below is on the device. */
  flushed = 0
  /** Where the log may end meanwhile that is being cut; undefined: it is not. */
  #cutting: number | undefined
  /** Since a power cut amid a truncation. */
  #wasCutInPart = false
  /** Before the truncation. */
  #whole: readonly ModelBatch[] | undefined
  /** The highest log start that was ever asked for. */
  deletedTo = 0
  /**
   * The highest start that the log has had, and may have lost with the power. What a truncation then read anew, and
   * wrote snapshots of, begins there: producers and transactions from before may be unknown.
   */
  highestStart = 0
  /** Records below are gone for good: after a power loss, after a kill, after a clean stop. */
  readonly gone = { 'power-lost': 0, killed: 0, stopped: 0 }
  /** A power loss leaves the folder. */
  folderIsDurable = false
  /** Truncations, and a deletion: what was flushed before says nothing of what came after. */
  #cuts = 0
  /** Producers of which the log may know less than they wrote, until they begin a new epoch. */
  readonly forgotten = new Set<number>()
  /** Those that ever were: of their transactions the markers may have been lost. */
  readonly onceForgotten = new Set<number>()
  /** Where those began a new epoch: transactions from before may be unknown. */
  readonly renewed = new Map<number, number>()
  /** A crash within a full truncation left what the cleaner had measured by the records that went first. */
  isThinned = false
  /** As it was last set. */
  highWatermark = 0
  leaderEpoch = 0

  constructor(
    readonly name: string,
    readonly topicId: Uuid,
  ) {}

  get history(): History {
    return { batches: this.#batches, base: this.#base }
  }

  /** After the last batch written. */
  get end(): number {
    return endOf(this.history)
  }

  /** After the last batch staged. */
  get nextOffset(): number {
    const last = this.#staged.at(-1)
    return last === undefined ? this.end : last.lastOffset + 1
  }

  get batches(): readonly ModelBatch[] {
    return this.#batches
  }

  /** With those not yet written. */
  get producers(): ExpectedProducers {
    this.#producers ??= new ExpectedProducers([...this.#batches, ...this.#staged])
    return this.#producers
  }

  staged(batch: ModelBatch): void {
    const begins = batch.marker === undefined && batch.baseSequence === 0
    if (begins && this.forgotten.delete(batch.producerId))
      this.renewed.set(batch.producerId, batch.baseOffset)
    this.producers.apply(batch)
    this.#staged.push(batch)
  }

  /** What was staged is written. */
  wrote(): void {
    if (this.#staged.length === 0) return
    this.#batches = [...this.#batches, ...this.#staged]
    this.#staged = []
    // It took the place of what refused writes had left.
    this.#others = this.#others.map((other) => ({ ...other, afterKill: false }))
  }

  /** A write failed, or the machine went down before it returned: all or the first of its batches may be there. */
  writeFailed(): void {
    if (this.#staged.length === 0) return
    const batches = [...this.#batches, ...this.#staged]
    this.#others.push({ batches, base: this.#base, afterKill: true })
    this.#staged = []
    this.#producers = undefined
  }

  /** All from `offset` on is about to be cut off; it is where a batch begins. Then comes `cut` or a failure. */
  truncating(offset: number): void {
    this.#cuts += 1
    this.#others.push({ ...this.history, afterKill: true })
    this.#producers = undefined
    this.#cutting = offset
    this.#whole = this.#batches
    this.#batches = this.#batches.filter((batch) => batch.lastOffset < offset)
    this.flushed = Math.min(this.flushed, offset)
  }

  /** Everything is about to be dropped; the next record gets `offset`. Then comes `cut` or a failure. */
  truncatingFully(offset: number): void {
    this.#cuts += 1
    // Until the next flush the folder may come back with nothing in it, or with its last segments only.
    this.#others.push({ ...this.history, afterKill: true }, { batches: [], base: 0, afterKill: true })
    this.deletedTo = Math.max(this.deletedTo, offset, this.end)
    this.#producers = undefined
    this.#cutting = 0
    this.#whole = this.#batches
    this.#batches = []
    this.#base = offset
    this.isThinned = true
    this.flushed = 0
    for (const ending of ['power-lost', 'killed', 'stopped'] as const) this.gone[ending] = 0
  }

  /** The truncation did not begin: the log is as it was. */
  notCut(): void {
    const before = this.#others.find(({ batches }) => batches === this.#whole)
    if (before === undefined) return
    this.#others = this.#others.filter((other) => other !== before && other.batches.length > 0)
    this.#batches = [...before.batches]
    this.#base = before.base
    this.#producers = undefined
    this.#cutting = undefined
  }

  /** The truncation is done, on the device too. */
  cut(): void {
    this.#others = []
    this.#cutting = undefined
    if (this.#batches.length > 0) return
    this.isThinned = false
    this.highestStart = this.#base
  }

  /** The log is being deleted. */
  leaves(): void {
    this.#cuts += 1
  }

  /** What a flush that begins now will cover. */
  mark({ logEndOffset, firstSegmentOffset }: PartitionLog): FlushMark {
    return { end: logEndOffset, firstSegmentOffset, cuts: this.#cuts }
  }

  /** The flush that began then has ended well. */
  flushedTo({ end, firstSegmentOffset, cuts }: FlushMark): void {
    if (cuts !== this.#cuts) return
    this.flushed = Math.max(this.flushed, end)
    this.folderIsDurable = true
    this.gone['power-lost'] = Math.max(this.gone['power-lost'], firstSegmentOffset)
    // A refused write was cut off again, and may come back as long as nothing took its place; so may what a truncation
    // cut off that a kill kept from its end.
    this.#others = this.#others.filter((other) => other.afterKill || this.#agreesBelow(end, other))
  }

  #agreesBelow(end: number, other: History): boolean {
    const below = ({ baseOffset }: ModelBatch): boolean => baseOffset < end
    const ours = this.#batches.filter(below)
    const theirs = other.batches.filter(below)
    return ours.length === theirs.length && ours.every((batch, index) => batch === theirs[index])
  }

  /**
   * What the log says of itself: its start, where a kill and where a clean stop would leave it at least; and how much
   * is on the device, where a power loss would.
   */
  observe(log: PartitionLog): void {
    if (this.#cutting === undefined)
      this.flushed = Math.max(this.flushed, Math.min(log.recoveryPoint, this.end))
    this.deletedTo = Math.max(this.deletedTo, log.logStartOffset)
    this.highestStart = Math.max(this.highestStart, log.logStartOffset)
    this.gone.killed = Math.max(this.gone['power-lost'], log.firstSegmentOffset)
    this.gone.stopped = log.logStartOffset
  }

  /** Contents that may be found after that ending, the expected one first. */
  possible(after: Ending): readonly History[] {
    if (after === 'stopped') return [this.history]
    const others = this.#others.filter(({ afterKill }) => afterKill || after === 'power-lost')
    return [this.history, ...others]
  }

  /** What must be there after that ending. */
  mustHave(after: Ending): number {
    const least = after === 'power-lost' ? this.flushed : this.end
    return Math.min(least, this.#cutting ?? least)
  }

  /**
   * Power that fails amid a truncation may leave as the last segments some that the cleaner has emptied: then the log
   * ends, as Kafka's does, where the last of them begins, and readers wait there for the next record.
   */
  mayEndEmpty(after: Ending): boolean {
    return this.#wasCutInPart || (after === 'power-lost' && this.#cutting !== undefined)
  }

  /** From now on `history` up to the end of `log` is what is there. */
  settle(history: History, log: PartitionLog, after: Ending): void {
    const end = log.logEndOffset
    this.#wasCutInPart = this.mayEndEmpty(after)
    if (after !== 'power-lost') this.#keepOthers(history)
    else this.#others = []
    this.#batches = history.batches.filter((batch) => batch.lastOffset < end)
    // A log that lost records before its start begins anew there.
    const isAnew = log.logStartOffset === end && endOf({ batches: this.#batches, base: history.base }) < end
    if (isAnew) this.#batches = []
    this.#base = this.#batches.length === 0 ? end : history.base
    this.#staged = []
    this.#producers = undefined
    this.#cutting = undefined
    this.flushed = after === 'stopped' ? end : Math.min(this.flushed, end)
    if (after === 'stopped') {
      this.folderIsDurable = true
      this.gone['power-lost'] = Math.max(this.gone['power-lost'], log.logStartOffset)
      this.#others = []
    }
    this.observe(log)
  }

  /** A kill decides nothing about what the device has. */
  #keepOthers(chosen: History): void {
    if (chosen.batches !== this.#batches) {
      this.#others.push({ batches: this.#batches, base: this.#base, afterKill: false })
    }
    this.#others = this.#others.map((other) => ({ ...other, afterKill: false }))
  }
}

/** After the last batch of a history. */
export function endOf(history: History): number {
  const last = history.batches.at(-1)
  return last === undefined ? history.base : last.lastOffset + 1
}
