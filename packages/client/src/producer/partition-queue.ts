/**
 * The batches of one partition, in order: waiting ones, the last of which may still grow, and those in
 * flight. A batch that has to be sent again goes back to its place, and until it is acknowledged it is the
 * only one in flight: so records never change their order.
 */
import { advanceSequence, PartitionSequence } from '../core/sequence.js'
import { BatchBuilder, type EncodedRecord } from './batch-builder.js'
import type { RecordMetadata } from './producer-record.js'

/** A caller who awaits one record. */
export interface Waiter {
  readonly resolve: (metadata: RecordMetadata) => void
  readonly reject: (error: Error) => void
  /** Place in the batch. */
  readonly index: number
  readonly timestamp: number
  readonly keySize: number
  readonly valueSize: number
}

export class Batch {
  readonly waiters: Waiter[] = []
  /** Monotonic times at which the records came, when somebody wants to know. */
  readonly queuedAt: number[] = []
  /** Sum of keys, values and headers. */
  payloadBytes = 0
  /** What it takes of `buffer.memory`. */
  reservedBytes = 0
  baseSequence = -1
  attempts = 0
  /** An attempt ended without an answer that says whether the broker has stored it. */
  uncertain = false
  /** Monotonic time before which it is not sent again. */
  notBefore = 0
  closed = false
  /** Distance to the next batch's order. */
  orderStep = 1
  readonly #done: (() => void)[] = []

  constructor(
    readonly topic: string,
    readonly partition: number,
    /** Ascending over the batches of a partition; halves of a batch have fractions. */
    public order: number,
    /** Monotonic. */
    readonly createdAt: number,
    readonly builder: BatchBuilder,
  ) {}

  get recordCount(): number {
    return this.builder.recordCount
  }

  /** Runs once the batch is acknowledged or given up. */
  whenDone(run: () => void): void {
    this.#done.push(run)
  }

  done(): void {
    for (const run of this.#done) run()
  }

  /** Two batches of its records. */
  halves(): readonly [Batch, Batch] {
    const middle = this.recordCount >> 1
    const builders = this.builder.split(middle)
    const make = (at: 0 | 1) => {
      const batch = new Batch(this.topic, this.partition, this.order, this.createdAt, builders[at])
      const inHalf = (index: number) => (at === 0 ? index < middle : index >= middle)
      const from = at === 0 ? 0 : middle
      for (const waiter of this.waiters) {
        if (inHalf(waiter.index)) batch.waiters.push({ ...waiter, index: waiter.index - from })
      }
      batch.queuedAt.push(...this.queuedAt.filter((_, index) => inHalf(index)))
      batch.payloadBytes = at === 0 ? this.payloadBytes >> 1 : this.payloadBytes - (this.payloadBytes >> 1)
      batch.reservedBytes =
        at === 0 ? this.reservedBytes >> 1 : this.reservedBytes - (this.reservedBytes >> 1)
      if (this.baseSequence >= 0) batch.baseSequence = advanceSequence(this.baseSequence, from)
      batch.attempts = this.attempts
      batch.uncertain = this.uncertain
      batch.closed = true
      return batch
    }
    const [first, second] = [make(0), make(1)]
    second.order = this.order + this.orderStep / 2
    first.orderStep = second.orderStep = this.orderStep / 2
    return [first, second]
  }
}

export class PartitionQueue {
  readonly waiting: Batch[] = []
  readonly inFlight = new Set<Batch>()
  readonly sequence = new PartitionSequence()
  #order = 0

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly batchBytes: number,
  ) {}

  get empty(): boolean {
    return this.waiting.length === 0 && this.inFlight.size === 0
  }

  /** Adds a record to the last batch or a new one. `started`: the batch is new. */
  append(record: EncodedRecord, size: number, now: number): { batch: Batch; started: boolean } {
    let batch = this.waiting.at(-1)
    let started = false
    if (batch !== undefined && !batch.closed && batch.builder.sizeInBytes + size > this.batchBytes) {
      batch.closed = true
    }
    if (batch === undefined || batch.closed) {
      batch = new Batch(this.topic, this.partition, this.#order++, now, new BatchBuilder(0))
      this.waiting.push(batch)
      started = true
    }
    batch.builder.append(record)
    batch.reservedBytes += size
    if (batch.builder.sizeInBytes >= this.batchBytes) batch.closed = true
    return { batch, started }
  }

  /** The next batch to send, or undefined. `flushing` sends also what is neither full nor old enough. */
  sendable(now: number, lingerMs: number, flushing: boolean): Batch | undefined {
    const head = this.waiting[0]
    if (head === undefined || head.recordCount === 0 || now < head.notBefore) return undefined
    if (head.attempts > 0) return this.inFlight.size === 0 ? head : undefined
    for (const other of this.inFlight) if (other.attempts > 1) return undefined
    const due = head.closed || this.waiting.length > 1 || flushing || now - head.createdAt >= lingerMs
    return due ? head : undefined
  }

  /** When `sendable` may say otherwise without anything else happening; Infinity when never. */
  dueAt(lingerMs: number): number {
    const head = this.waiting[0]
    if (head === undefined) return Number.POSITIVE_INFINITY
    if (head.attempts > 0) return this.inFlight.size === 0 ? head.notBefore : Number.POSITIVE_INFINITY
    return head.createdAt + lingerMs
  }

  /** Takes the head for sending. */
  take(batch: Batch): void {
    this.waiting.shift()
    batch.closed = true
    batch.attempts++
    this.inFlight.add(batch)
  }

  /** Puts a batch that failed back to its place. */
  putBack(batch: Batch, notBefore: number): void {
    this.inFlight.delete(batch)
    batch.notBefore = notBefore
    const place = this.waiting.findIndex((other) => other.order > batch.order)
    this.waiting.splice(place < 0 ? this.waiting.length : place, 0, batch)
  }

  /**
   * The broker finds the batch too large: its halves take its place, and its numbers. Halves of halves follow
   * until they fit, or until a single record does not.
   */
  split(batch: Batch): void {
    this.inFlight.delete(batch)
    const halves = batch.halves()
    let left = halves.length
    for (const half of halves) {
      half.whenDone(() => {
        if (--left === 0) batch.done()
      })
      this.putBack(half, 0)
    }
  }

  /** Whether a waiting batch may have been stored. */
  get uncertain(): boolean {
    return this.waiting.some((batch) => batch.uncertain)
  }

  /** Whether no other batch precedes this one. */
  isFirst(batch: Batch): boolean {
    for (const other of this.inFlight) if (other.order < batch.order) return false
    return this.waiting.every((other) => other.order >= batch.order)
  }

  /** The batches behind this one, sent or not. */
  after(batch: Batch): Batch[] {
    return [...this.inFlight, ...this.waiting].filter((other) => other.order > batch.order)
  }
}
