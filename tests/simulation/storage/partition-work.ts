/**
 * What a scenario does to one partition's log, each thing written down in the model before or after it, as a crash in
 * its middle demands. What must not happen is told to `fail`.
 */
import { DiskError, type Host } from '@samsa/host'
import type { SeededRandom } from '@samsa/host/simulated/seeded-random'
import type { AppendResult, PartitionLog } from '@samsa/log'
import { encodeModelBatch, type ModelBatch } from './model-batch.js'
import type { PartitionModel } from './partition-model.js'
import { batchesIn } from './read-log.js'
import type { StoragePlan } from './storage-plan.js'

const idempotent = [1, 2] as const
const transactional = [11, 12] as const
const keys = 7

export interface Surroundings {
  readonly plan: StoragePlan
  readonly random: SeededRandom
  readonly host: Host
  /** A number no other record has. */
  fresh(): string
  fail(what: string): void
}

export class PartitionWork {
  constructor(
    private readonly around: Surroundings,
    readonly model: PartitionModel,
    readonly log: PartitionLog,
  ) {}

  /** Stages a few batches and writes them. Throws DiskError. */
  append(): void {
    const { random } = this.around
    const { model, log } = this
    if (random.chance(0.02)) model.leaderEpoch += 1
    for (let batches = random.between(1, 4); batches > 0; batches -= 1) {
      if (!this.#appendOne(this.#draw())) break
    }
    try {
      log.write()
    } catch (error) {
      model.writeFailed()
      throw error
    }
    model.wrote()
    if (log.logEndOffset !== model.end) this.#fail(`ends at ${log.logEndOffset}, written was ${model.end}`)
    this.#advance()
    model.observe(log)
  }

  /** As a broker: what has to be flushed first is not shown before. Where truncations are played, replicas lag. */
  #advance(): void {
    const { plan, random } = this.around
    const { model, log } = this
    const safe = plan.flushesInGroups && log.flushDue ? log.recoveryPoint : log.logEndOffset
    if (!plan.truncates) log.advanceHighWatermark(Math.max(safe, log.highWatermark))
    else if (random.chance(0.3)) {
      const isAbove = ({ lastOffset }: ModelBatch) => lastOffset >= log.highWatermark && lastOffset < safe
      const above = model.batches.filter(isAbove)
      const batch = random.pick(above)
      if (batch !== undefined) log.advanceHighWatermark(batch.lastOffset + 1)
    }
    model.highWatermark = log.highWatermark
  }

  #appendOne(batch: ModelBatch): boolean {
    const { model, log } = this
    const result = this.#send(batch)
    if (result.error === 'KAFKA_STORAGE_ERROR') return false
    if (result.error !== '') this.#fail(`append of ${tell(batch)}: ${result.error} ${result.message}`)
    else if (result.duplicate) this.#fail(`append of ${tell(batch)} was taken for a duplicate`)
    else if (result.baseOffset !== batch.baseOffset) this.#fail(`${tell(batch)} got ${result.baseOffset}`)
    else model.staged(batch)
    return result.error === '' && log.staged > 0
  }

  #send(batch: ModelBatch): AppendResult {
    const { plan, random, host } = this.around
    const room = Math.max(0, plan.segmentBytes - 250) / batch.records.length
    const fill = random.below(Math.min(room, random.chance(0.1) ? 2_000 : 120))
    const origin = batch.marker === undefined ? 'client' : 'coordinator'
    const context = { origin, leaderEpoch: this.model.leaderEpoch, now: host.clock.wall() } as const
    return this.log.append(encodeModelBatch(batch, plan.codec, fill), context)
  }

  #draw(): ModelBatch {
    const { random } = this.around
    const chance = random.below(10)
    if (chance < 3) return this.#batch({})
    const producerId = random.pick(chance < 6 ? idempotent : transactional)
    const isTransactional = chance >= 6
    const known = this.model.producers.get(producerId)
    const isOpen = known.transactionFirstOffset >= 0 && !this.model.forgotten.has(producerId)
    if (isOpen && random.chance(0.3)) return this.#marker(producerId, known.epoch)
    const begins = !isOpen && (known.epoch < 0 || random.chance(0.05) || this.#isForgotten(producerId))
    const producerEpoch = begins ? known.epoch + 1 : known.epoch
    const baseSequence = begins ? 0 : known.lastSequence + 1
    return this.#batch({ producerId, producerEpoch, baseSequence, isTransactional })
  }

  /** Its data were deleted and a marker is all that is known, as in Kafka: it must begin a new epoch. */
  #isForgotten(producerId: number): boolean {
    if (this.model.forgotten.has(producerId)) return true
    if (this.model.producers.get(producerId).lastSequence < 0) return false
    const entry = [...this.log.producers()].find((one) => one.producerId === producerId)
    return entry !== undefined && entry.batches.length === 0
  }

  #marker(producerId: number, producerEpoch: number): ModelBatch {
    const { random, host } = this.around
    const offset = this.model.nextOffset
    return {
      baseOffset: offset,
      lastOffset: offset,
      leaderEpoch: this.model.leaderEpoch,
      records: [{ offset, timestamp: host.clock.wall(), key: null, value: null }],
      producerId,
      producerEpoch,
      baseSequence: -1,
      isTransactional: true,
      marker: random.pick(['COMMIT', 'ABORT']),
    }
  }

  #batch(given: Partial<ModelBatch>): ModelBatch {
    const { plan, random, host } = this.around
    const baseOffset = this.model.nextOffset
    const count = random.between(1, 4)
    const records = Array.from({ length: count }, (_, index) => {
      const hasKey = plan.compacts || random.chance(0.5)
      return {
        offset: baseOffset + index,
        timestamp: host.clock.wall() - random.below(40),
        key: hasKey ? `k${random.below(keys)}` : null,
        value: hasKey && random.chance(0.2) ? null : this.around.fresh(),
      }
    })
    return {
      baseOffset,
      lastOffset: baseOffset + count - 1,
      leaderEpoch: this.model.leaderEpoch,
      records,
      producerId: -1,
      producerEpoch: -1,
      baseSequence: -1,
      isTransactional: false,
      marker: undefined,
      ...given,
    }
  }

  /** A producer sends its last batch again, or one that it may not send yet. */
  retry(): void {
    const { random } = this.around
    const { model, log } = this
    const producerId = random.pick([...idempotent, ...transactional])
    const known = model.producers.get(producerId)
    const batch = known.lastBatch
    const isKnown = [...log.producers()].some(
      (entry) => entry.producerId === producerId && entry.batches.length > 0,
    )
    if (
      batch === undefined ||
      !isKnown ||
      model.forgotten.has(producerId) ||
      batch.baseOffset < log.logStartOffset
    )
      return
    if (random.chance(0.5)) {
      const result = this.#send(batch)
      if (result.error === 'KAFKA_STORAGE_ERROR') return
      const isRight = result.error === '' && result.duplicate && result.baseOffset === batch.baseOffset
      if (!isRight) this.#fail(`${tell(batch)} again: ${JSON.stringify(result)}`)
      return
    }
    const result = this.#send({ ...batch, baseSequence: known.lastSequence + 2 })
    if (result.error !== 'OUT_OF_ORDER_SEQUENCE_NUMBER' && result.error !== 'KAFKA_STORAGE_ERROR') {
      this.#fail(`${tell(batch)} out of order: ${JSON.stringify(result)}`)
    }
  }

  /** Rejects with DiskError. */
  async flush(): Promise<void> {
    const { model, log } = this
    const mark = model.mark(log)
    await log.flush()
    model.flushedTo(mark)
  }

  /**
   * A broker that promises only what is on the device (samsa.flush=group) acknowledges what was appended: after a flush
   * that others share, unless the log says that none is due. Never rejects.
   */
  async acknowledge(): Promise<void> {
    const { model, log } = this
    // What retention renamed since the last flush may come back where none is due.
    let mark = { ...model.mark(log), firstSegmentOffset: 0 }
    try {
      if (log.flushDue)
        await log.flushInTurn(() => {
          mark = model.mark(log)
        })
    } catch (error) {
      // No acknowledgement; whether the directory serves on is its own affair.
      if (!(error instanceof DiskError)) throw error
      return
    }
    model.flushedTo(mark)
    this.#advance()
  }

  deleteRecords(): void {
    const { model, log } = this
    const to = log.logStartOffset + this.around.random.below(1 + (log.highWatermark - log.logStartOffset) / 2)
    model.deletedTo = Math.max(model.deletedTo, to)
    const { error } = log.deleteRecordsBefore(to)
    if (error !== '') this.#fail(`deleting before ${to}: ${error}`)
    model.observe(log)
  }

  /** Throws DiskError. */
  retain(): void {
    const { model, log } = this
    const before = model.deletedTo
    // A crash in its middle may have deleted as much as was allowed.
    model.deletedTo = Math.max(before, log.highWatermark)
    log.enforceRetention(this.around.host.clock.wall())
    model.deletedTo = before
    model.observe(log)
  }

  /** Rejects with DiskError. */
  async truncate(): Promise<void> {
    const { random } = this.around
    const { model, log } = this
    // No follower cuts below the high watermark, and no cleaner goes beyond it: else the newest of a key would go.
    const least = Math.max(log.logStartOffset, log.highWatermark)
    const later = model.batches.filter((batch) => batch.baseOffset >= least)
    if (later.length === 0) return
    const { baseOffset } = random.pick(later.slice(-8))
    model.observe(log)
    model.truncating(baseOffset)
    await this.#cut(() => log.truncateTo(baseOffset))
    if (log.logEndOffset !== baseOffset) this.#fail(`truncated to ${baseOffset}, ends at ${log.logEndOffset}`)
  }

  /** Rejects with DiskError. */
  async truncateFully(): Promise<void> {
    const { model, log } = this
    const offset = this.around.random.below(2 * log.logEndOffset + 1)
    model.truncatingFully(offset)
    await this.#cut(() => log.truncateFullyAndStartAt(offset))
  }

  async #cut(work: () => Promise<void>): Promise<void> {
    const { model, log } = this
    const end = log.logEndOffset
    try {
      await work()
    } catch (error) {
      if (log.logEndOffset === end) model.notCut()
      throw error
    }
    model.cut()
    model.highWatermark = log.highWatermark
    model.observe(log)
  }

  /** Rejects with DiskError. */
  async read(): Promise<void> {
    const { model, log } = this
    const batch = this.around.random.pick(model.batches)
    if (batch === undefined || batch.baseOffset < log.logStartOffset) return
    const read = await log.read(batch.baseOffset, 1, log.logEndOffset, true)
    if (read.error !== '') return
    const found = batchesIn(read.bytes)[0]
    const isThere = log.logStartOffset <= batch.baseOffset && model.batches.includes(batch)
    if (isThere && !this.around.plan.compacts && found?.baseOffset !== batch.baseOffset) {
      this.#fail(`a read at ${batch.baseOffset} gave ${found?.baseOffset}`)
    }
  }

  #fail(what: string): void {
    this.around.fail(`${this.model.name}: ${what}`)
  }
}

function tell(batch: ModelBatch): string {
  const { producerId, producerEpoch, baseSequence, marker, baseOffset } = batch
  const who = producerId < 0 ? '' : ` of ${producerId}/${producerEpoch} sequence ${baseSequence}`
  return `${marker ?? 'batch'}${who} at ${baseOffset}`
}
