/**
 * A log that grows by chance: producers of every kind, transactions that commit, abort or stay open, all
 * codecs, formats 0 to 2, segments of any size. Remembers the truth: what each batch means, how transactions
 * ended, what a log would know of its producers.
 */
import { concatBytes } from '@samsa/record/bytes'
import type { CodecName } from '@samsa/record/codec-name'
import type { AbortedTransaction } from '../../transaction-index.js'
import type { LastOfProducer } from '../clean-batch.js'
import type { Chance } from './chance.js'
import { type MemorySegment, memorySegment } from './clean-in-memory.js'
import { type PlainBatch, type PlainRecord, writeBatch, writeMarker } from './plain-batch.js'

interface OpenTransaction {
  readonly id: number
  firstOffset: number
}

interface Producer {
  readonly id: number
  readonly isTransactional: boolean
  epoch: number
  sequence: number
  open: OpenTransaction | undefined
}

const codecs: readonly CodecName[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']

export class GeneratedLog {
  /** Milliseconds; moves on with what is written. */
  now = 1_700_000_000_000
  /** All that was ever written and not cleaned away: kept up by the test. */
  batches: PlainBatch[] = []
  /** The active one is the last. */
  segments: MemorySegment[] = []
  readonly aborted = new Set<number>()
  readonly lastOfProducers = new Map<number, LastOfProducer>()
  readonly #producers: Producer[]
  readonly #keys: number
  readonly #usesAppendTime: boolean
  readonly #codecs: readonly CodecName[]
  readonly #segmentBatches: number
  #magic: 0 | 1 | 2
  #nextOffset: number
  #transactions = 0
  #leaderEpoch = 0

  constructor(readonly chance: Chance) {
    this.#keys = chance.between(1, 30)
    this.#usesAppendTime = chance.isTrue(25)
    this.#codecs = chance.isTrue(40) ? ['none'] : chance.isTrue(50) ? codecs : [chance.pick(codecs)]
    this.#segmentBatches = chance.between(1, 12)
    this.#magic = chance.isTrue(20) ? chance.pick([0, 1] as const) : 2
    this.#nextOffset = chance.isTrue(20) ? chance.between(1, 5_000_000_000) : 0
    this.#producers = Array.from({ length: chance.between(0, 5) }, (_, index) => ({
      id: 1000 + index,
      isTransactional: chance.isTrue(60),
      epoch: 0,
      sequence: 0,
      open: undefined,
    }))
    this.segments = [memorySegment(this.#nextOffset, new Uint8Array(0), [], this.now)]
  }

  get logEndOffset(): number {
    return this.#nextOffset
  }

  /** First offset of the earliest transaction that has not ended; the log end when all have. */
  get lastStableOffset(): number {
    const begun = this.#producers.flatMap(({ open }) => (open === undefined ? [] : [open.firstOffset]))
    return Math.min(this.#nextOffset, ...begun)
  }

  /** Writes some batches, new segments in between. */
  grow(count: number): void {
    const { chance } = this
    if (this.#magic < 2 && chance.isTrue(50)) this.#magic = (this.#magic + 1) as 1 | 2
    if (chance.isTrue(20)) this.#leaderEpoch++
    for (let left = count; left > 0; left--) {
      this.now += chance.below(1000)
      const producer = this.#magic < 2 || chance.isTrue(30) ? undefined : chance.pick(this.#producers)
      if (producer?.open !== undefined && chance.isTrue(40)) this.#endTransaction(producer)
      else if (producer?.isTransactional && chance.isTrue(3)) this.#endTransaction(producer)
      else this.#writeData(producer)
      if (chance.below(this.#segmentBatches) === 0) this.roll()
    }
  }

  /** Ends all open transactions, so that nothing holds back the cleaner. */
  settle(): void {
    for (const producer of this.#producers) if (producer.open !== undefined) this.#endTransaction(producer)
  }

  /** Begins a new active segment unless the active one is empty. */
  roll(): void {
    if (this.segments.at(-1)?.baseOffset === this.#nextOffset) return
    this.segments.push(memorySegment(this.#nextOffset, new Uint8Array(0), [], this.now))
  }

  /** The log has forgotten a producer. */
  forgetSomeone(): void {
    const producer = this.#producers.length === 0 ? undefined : this.chance.pick(this.#producers)
    if (producer !== undefined && producer.open === undefined) this.lastOfProducers.delete(producer.id)
  }

  #writeData(producer: Producer | undefined): void {
    const { chance } = this
    if (producer !== undefined && chance.isTrue(5) && producer.open === undefined) {
      producer.epoch++
      producer.sequence = 0
    }
    if (producer?.isTransactional) {
      producer.open ??= { id: this.#transactions++, firstOffset: this.#nextOffset }
    }
    const codec = chance.pick(this.#codecs)
    const magic = this.#magic
    const isSingle = magic < 2 && (codec === 'none' || codec === 'zstd')
    const count = isSingle || chance.isTrue(30) ? 1 : chance.between(1, 8)
    const records = Array.from({ length: count }, (_, index) => this.#record(this.#nextOffset + index))
    this.#append(
      writeBatch({
        magic,
        codec: magic < 2 && codec === 'zstd' ? 'none' : codec,
        appendTime: this.#usesAppendTime ? this.now : -1,
        producerId: producer?.id ?? -1,
        producerEpoch: producer?.epoch ?? -1,
        baseSequence: producer?.sequence ?? -1,
        leaderEpoch: this.#leaderEpoch,
        transaction: producer?.open?.id ?? -1,
        records,
      }),
    )
    this.#nextOffset += count
    if (producer === undefined) return
    producer.sequence = (producer.sequence + count) & 0x7fffffff
    const lastDataOffset = this.#nextOffset - 1
    this.lastOfProducers.set(producer.id, { lastDataOffset, producerEpoch: producer.epoch })
  }

  #record(offset: number): PlainRecord {
    const { chance } = this
    const timestamp = chance.isTrue(2) && this.#magic === 2 ? -1 : this.now - chance.below(5000)
    const key = chance.isTrue(2) ? null : chance.isTrue(3) ? '' : `key ${chance.below(this.#keys)}`
    const value = chance.isTrue(20) ? null : `value of ${offset}${'.'.repeat(chance.below(20))}`
    return { offset, timestamp: this.#magic === 0 ? -1 : timestamp, key, value }
  }

  #endTransaction(producer: Producer): void {
    const { chance } = this
    const type = chance.isTrue(40) ? 'ABORT' : 'COMMIT'
    const { open } = producer
    const offset = this.#nextOffset++
    // Transactions of version 2 raise the epoch with every marker.
    if (chance.isTrue(50)) {
      producer.epoch++
      producer.sequence = 0
    }
    producer.open = undefined
    this.#append(
      writeMarker({
        type,
        offset,
        timestamp: this.now,
        producerId: producer.id,
        producerEpoch: producer.epoch,
        leaderEpoch: this.#leaderEpoch,
        transaction: open?.id ?? this.#transactions++,
      }),
    )
    const known = this.lastOfProducers.get(producer.id)
    const isSame = known?.producerEpoch === producer.epoch
    const lastDataOffset = isSame ? known.lastDataOffset : -1
    this.lastOfProducers.set(producer.id, { lastDataOffset, producerEpoch: producer.epoch })
    if (type === 'COMMIT' || open === undefined) return
    this.aborted.add(open.id)
    this.#noteAborted({
      producerId: producer.id,
      firstOffset: open.firstOffset,
      lastOffset: offset,
      lastStableOffset: this.lastStableOffset,
    })
  }

  #append(batch: PlainBatch): void {
    this.batches.push(batch)
    const active = this.segments.at(-1) as MemorySegment
    const bytes = concatBytes([active.bytes, batch.bytes as Uint8Array])
    this.segments[this.segments.length - 1] = memorySegment(
      active.baseOffset,
      bytes,
      active.aborted,
      this.now,
    )
  }

  #noteAborted(entry: AbortedTransaction): void {
    const active = this.segments.at(-1) as MemorySegment
    const aborted = [...active.aborted, entry]
    this.segments[this.segments.length - 1] = memorySegment(
      active.baseOffset,
      active.bytes,
      aborted,
      this.now,
    )
  }
}
