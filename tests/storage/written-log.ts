/**
 * A log of Samsa's together with what its readers must see of it, noted from what was written and not from what is
 * read: so that another program's view can be held against it.
 */
import type { AppendContext, PartitionLog } from '@samsa/log'
import { encodeEndTransactionMarker } from '@samsa/record/control-record'
import { type BatchOptions, encodeBatch, type NewRecord } from '@samsa/record/encode-batch'
import type { Isolation, ShownRecord } from './storage-driver.js'

interface Entry {
  readonly shown: ShownRecord
  readonly transaction: Transaction | undefined
}

interface Transaction {
  readonly firstOffset: number
  outcome: 'open' | 'committed' | 'aborted'
}

export class WrittenLog {
  #entries: Entry[] = []
  readonly #open = new Map<number, Transaction>()
  #leaderEpoch = 0

  constructor(
    readonly log: PartitionLog,
    private readonly now: number,
  ) {}

  /** From now on another leadership. */
  elect(leaderEpoch: number): void {
    this.#leaderEpoch = leaderEpoch
    this.log.assignEpoch(leaderEpoch)
  }

  /** One batch, as a client's Produce would bring it. */
  append(records: readonly NewRecord[], options: BatchOptions = {}): void {
    const bytes = encodeBatch(records, options)
    const result = this.#append(bytes, 'client')
    const transaction = options.isTransactional === true ? this.#transaction(options, result) : undefined
    const appendTime = result.logAppendTime
    this.#note(records, result.baseOffset, transaction, appendTime)
  }

  /** Bytes as a leader of long ago would have sent them: written as they are. */
  replicate(bytes: Uint8Array, records: readonly NewRecord[]): void {
    const baseOffset = this.log.logEndOffset
    this.#append(bytes, 'replication')
    this.#note(records, baseOffset, undefined, -1)
  }

  /** What a coordinator writes of its own, such as commits of a group. */
  appendAsCoordinator(records: readonly NewRecord[]): void {
    const { baseOffset } = this.#append(encodeBatch(records), 'coordinator')
    this.#note(records, baseOffset, undefined, -1)
  }

  end(type: 'COMMIT' | 'ABORT', producerId: number, producerEpoch: number): void {
    const facts = { timestamp: this.now, producerId, producerEpoch }
    this.#append(encodeEndTransactionMarker({ type, coordinatorEpoch: 3 }, facts), 'coordinator')
    const transaction = this.#open.get(producerId)
    if (transaction !== undefined) transaction.outcome = type === 'COMMIT' ? 'committed' : 'aborted'
    this.#open.delete(producerId)
  }

  async truncateTo(offset: number): Promise<void> {
    await this.log.truncateTo(offset)
    this.#entries = this.#entries.filter(({ shown }) => shown[0] < offset)
  }

  deleteBefore(offset: number): void {
    this.log.advanceHighWatermark(this.log.logEndOffset)
    const { error } = this.log.deleteRecordsBefore(offset)
    if (error !== '') throw new Error(`${this.log.topic}: ${error}`)
  }

  /** Everything that a reader from the beginning gets. */
  expected(isolation: Isolation): ShownRecord[] {
    const open = [...this.#open.values()].map(({ firstOffset }) => firstOffset)
    const end = isolation === 'read_committed' ? Math.min(...open, this.log.logEndOffset) : Infinity
    return this.#entries
      .filter(({ shown }) => shown[0] >= this.log.logStartOffset && shown[0] < end)
      .filter(({ transaction }) => isolation === 'read_uncommitted' || transaction?.outcome !== 'aborted')
      .map(({ shown }) => shown)
  }

  /**
   * Compaction left only these offsets. Returns what it must not have taken: the last record of a key that no abort
   * undid, unless it is a tombstone or lies where nothing was cleaned.
   */
  survived(offsets: ReadonlySet<number>): string[] {
    const latest = new Map<string, ShownRecord>()
    for (const { shown, transaction } of this.#entries) {
      if (transaction?.outcome !== 'aborted') latest.set(shown[2] ?? '', shown)
    }
    this.#entries = this.#entries.filter(({ shown }) => offsets.has(shown[0]))
    return [...latest.values()]
      .filter(([offset, , , value]) => value !== null && !offsets.has(offset))
      .map(([offset]) => `${this.log.topic}: compaction took the latest value at ${offset}`)
  }

  #transaction(options: BatchOptions, { baseOffset }: { baseOffset: number }): Transaction {
    const producerId = options.producerId ?? -1
    const transaction = this.#open.get(producerId) ?? { firstOffset: baseOffset, outcome: 'open' as const }
    this.#open.set(producerId, transaction)
    return transaction
  }

  #append(bytes: Uint8Array, origin: AppendContext['origin']) {
    const context = { origin, leaderEpoch: this.#leaderEpoch, now: this.now, transactionVerified: true }
    const result = this.log.append(bytes, context)
    if (result.error !== '') throw new Error(`${this.log.topic}: ${result.error} ${result.message}`)
    this.log.write()
    return result
  }

  #note(
    records: readonly NewRecord[],
    baseOffset: number,
    transaction: Transaction | undefined,
    appendTime: number,
  ): void {
    for (const [index, { timestamp, key, value, headers }] of records.entries()) {
      const shown: ShownRecord = [
        baseOffset + index,
        appendTime === -1 ? timestamp : appendTime,
        base64(key),
        base64(value),
        (headers ?? []).map((header) => [header.key, base64(header.value)] as const),
      ]
      this.#entries.push({ shown, transaction })
    }
  }
}

function base64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('base64')
}
