/**
 * What was promised of transactions, partition by partition: one whose commit was acknowledged is seen whole, one whose
 * commit was sent may be seen whole or not at all, any other is never seen; and nothing is seen of what follows one that
 * is still open.
 */
import type { ConsumerRecord } from '@samsa/client/consumer/consumer-record'
import type { CommittedReading } from './read-partition.js'
import type { TableLedger, TableWrite } from './table-ledger.js'

/** Where a transaction got to. With -ing the marker was sent, and nobody knows whether it arrived. */
export type TransactionState = 'open' | 'committing' | 'aborting' | 'committed' | 'aborted'

export interface TransactionRecord {
  readonly topic: string
  /** In a compacted topic: what it writes. */
  readonly write?: TableWrite
  /** Set by the acknowledgement of its batch. */
  offset?: number
}

export interface Transaction {
  readonly name: string
  readonly producerId: number
  readonly producerEpoch: number
  /** Of the marker that ends it. */
  markerEpoch: number
  readonly transactionVersion: number
  readonly records: TransactionRecord[]
  state: TransactionState
}

/** The header that names a record's transaction. */
export const transactionHeader = 'transaction'

export class TransactionLedger {
  readonly #transactions = new Map<string, Transaction>()
  readonly #starts = new Map<string, number>()
  readonly #ends = new Map<string, number>()

  constructor(private readonly table: TableLedger) {}

  begun(transaction: Transaction): void {
    this.#transactions.set(transaction.name, transaction)
  }

  /** From now on what it wrote may count. */
  commitSent(transaction: Transaction): void {
    transaction.state = 'committing'
    for (const { write } of transaction.records) if (write !== undefined) this.table.tried(write)
  }

  /** Its marker was acknowledged in all its partitions. */
  ended(transaction: Transaction): void {
    transaction.state = transaction.state === 'committing' ? 'committed' : 'aborted'
    if (transaction.state === 'aborted') return
    for (const { write, offset } of transaction.records)
      if (write !== undefined && offset !== undefined) write.offset = offset
  }

  /** Those whose end nobody has acknowledged. */
  undecided(): Transaction[] {
    return [...this.#transactions.values()].filter(
      ({ state }) => state !== 'committed' && state !== 'aborted',
    )
  }

  count(state: TransactionState): number {
    return [...this.#transactions.values()].filter((each) => each.state === state).length
  }

  /** What is wrong with a reading of the topic. */
  findings(topic: string, reading: CommittedReading): string[] {
    const seen = new Map<string, ConsumerRecord[]>()
    for (const record of reading.records) {
      const name = nameOf(record)
      seen.set(name, [...(seen.get(name) ?? []), record])
    }
    const latest = latestOffsets(reading.records)
    const wrong = [...this.#rangeFindings(topic, reading), ...this.#stableFindings(topic, reading)]
    for (const name of seen.keys())
      if (!this.#transactions.has(name)) wrong.push(`records of ${name}, which nobody began`)
    for (const transaction of this.#transactions.values()) {
      const of = transaction.records.filter((record) => record.topic === topic)
      wrong.push(...this.#wholeness(transaction, of, seen.get(transaction.name) ?? [], { reading, latest }))
    }
    return wrong
  }

  #rangeFindings(topic: string, { start, end }: CommittedReading): string[] {
    const wrong: string[] = []
    const [startBefore, endBefore] = [this.#starts.get(topic) ?? 0, this.#ends.get(topic) ?? 0]
    if (start < startBefore) wrong.push(`the log started at ${startBefore} and starts at ${start}`)
    if (end < endBefore) wrong.push(`the log ended at ${endBefore} and ends at ${end}`)
    this.#starts.set(topic, start)
    this.#ends.set(topic, end)
    return wrong
  }

  /** The last stable offset is where the first open transaction begins, by the batches and by the ledger; or the end. */
  #stableFindings(topic: string, reading: CommittedReading): string[] {
    const { start, end, lastStableOffset, undecided, told } = reading
    const open = this.undecided().filter(({ state }) => state === 'open')
    const offsets = open.flatMap(({ records }) =>
      records.flatMap((record) => (record.topic === topic ? (record.offset ?? []) : [])),
    )
    const right = Math.max(start, Math.min(end, ...undecided, ...offsets))
    const wrong =
      lastStableOffset === right ? [] : [`the last stable offset is ${lastStableOffset}, not ${right}`]
    // What retention took the beginning of looks younger in the log than it is.
    const [there, known] = [undecided, told].map((list) =>
      list.filter((each) => each > start).sort(ascending),
    )
    if (told.every((each) => each >= start) && String(there) !== String(known))
      wrong.push(`transactions are open at ${there}, and the broker tells ${known}`)
    return wrong
  }

  #wholeness(
    { name, state }: Transaction,
    records: readonly TransactionRecord[],
    seen: readonly ConsumerRecord[],
    { reading, latest }: { readonly reading: CommittedReading; readonly latest: ReadonlyMap<string, number> },
  ): string[] {
    const mayBeSeen = state === 'committed' || state === 'committing'
    if (!mayBeSeen || seen.length === 0) {
      if (seen.length > 0) return [`${name} is ${state}, and is seen at ${seen[0]?.offset}`]
      if (state !== 'committed') return []
    }
    const offsets = new Set(seen.map(({ offset }) => offset))
    const missing = records.filter(
      ({ offset = -1, write }) =>
        offset >= reading.start &&
        offset < reading.lastStableOffset &&
        !offsets.has(offset) &&
        !this.#isSuperseded(offset, write, latest),
    )
    return missing.map(({ offset }) => `${name} is ${state}, and its record at ${offset} is gone`)
  }

  /** A tombstone may be gone, and what a later one took away, and what a later record of the key replaced. */
  #isSuperseded(offset: number, write: TableWrite | undefined, latest: ReadonlyMap<string, number>): boolean {
    if (write === undefined) return false
    return (latest.get(write.key) ?? -1) > offset || this.table.mayBeGone(write)
  }
}

function ascending(one: number, other: number): number {
  return one - other
}

function latestOffsets(records: readonly ConsumerRecord[]): Map<string, number> {
  const latest = new Map<string, number>()
  for (const { key, offset } of records) if (key !== null) latest.set(textOf(key), offset)
  return latest
}

function nameOf({ headers, offset }: ConsumerRecord): string {
  const header = headers.find(({ key }) => key === transactionHeader)
  return header?.value == null ? `the record at ${offset}` : textOf(header.value)
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
