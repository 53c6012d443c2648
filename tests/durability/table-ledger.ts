/**
 * What the writers of a compacted topic did and were promised, key by key, and what two readings of the whole log may
 * differ in: a record may go, when a later one of its key is there, but none may come back and none may change.
 */
import type { RecordData } from '@samsa/record'

export interface TableWrite {
  readonly key: string
  /** Grows with every write of the writer. */
  readonly number: number
  readonly isTombstone: boolean
  /** Set by the acknowledgement. */
  offset?: number
}

/** As far as the table is concerned. */
export type TableRecord = Pick<RecordData, 'offset' | 'key' | 'value'>

export class TableLedger {
  readonly #writes = new Map<string, TableWrite[]>()
  /** Names by offset, of all that was ever acknowledged or read. */
  readonly #names = new Map<number, string>()
  #lastReading: { readonly offsets: ReadonlySet<number>; readonly end: number } | undefined

  /** Keys belong to one writer each. */
  tried(write: TableWrite): void {
    const writes = this.#writes.get(write.key) ?? []
    writes.push(write)
    this.#writes.set(write.key, writes)
  }

  get acknowledged(): number {
    let count = 0
    for (const writes of this.#writes.values()) {
      for (const { offset } of writes) if (offset !== undefined) count += 1
    }
    return count
  }

  /** A tombstone, or one is under way that takes it away: then it may be gone without a later record of its key. */
  mayBeGone(write: TableWrite): boolean {
    return write.isTombstone || isTakenAway(write, this.#writes.get(write.key) ?? [])
  }

  /** What is wrong with a reading of the log from its start to `end`. */
  findings(records: readonly TableRecord[], end: number): string[] {
    const wrong: string[] = []
    const last = new Map<string, TableRecord>()
    let before = -1
    for (const record of records) {
      const name = tableName(record)
      if (record.offset <= before) wrong.push(`offset ${record.offset} follows ${before}`)
      before = record.offset
      last.set(textOf(record.key), record)
      wrong.push(...this.#sameAsBefore(record.offset, name))
    }
    for (const [key, writes] of this.#writes) wrong.push(...keyFindings(key, writes, last.get(key)))
    wrong.push(...this.#returned(records, end))
    return wrong
  }

  /** An offset has one record for ever. */
  #sameAsBefore(offset: number, name: string): string[] {
    const before = this.#names.get(offset)
    this.#names.set(offset, name)
    return before === undefined || before === name ? [] : [`offset ${offset} held ${before}, holds ${name}`]
  }

  #returned(records: readonly TableRecord[], end: number): string[] {
    const earlier = this.#lastReading
    const offsets = new Set(records.map(({ offset }) => offset))
    this.#lastReading = { offsets, end }
    if (earlier === undefined) return []
    const wrong = [...offsets]
      .filter((offset) => offset < earlier.end && !earlier.offsets.has(offset))
      .map((offset) => `offset ${offset} was gone and is back`)
    if (end < earlier.end) wrong.push(`the log ended at ${earlier.end} and ends at ${end}`)
    return wrong
  }
}

/** The value that names a write; `size` bytes at most, and at least enough for the name. */
export function tableValue({ key, number }: TableWrite, size: number): Uint8Array {
  return new TextEncoder().encode(`${key}:${number}:`.padEnd(size, 'x'))
}

function tableName(record: TableRecord): string {
  const [key, number] = textOf(record.value).split(':')
  return record.value === null ? `a tombstone of ${textOf(record.key)}` : `${key}:${number}`
}

/** The latest acknowledged write of a key is there, or a later one; a tombstone may be gone, but never undone. */
function keyFindings(key: string, writes: readonly TableWrite[], last: TableRecord | undefined): string[] {
  const acked = writes.findLast(({ offset }) => offset !== undefined)
  if (acked === undefined) return []
  const promised = `${key}:${acked.number} was acknowledged at ${acked.offset}`
  if (last === undefined)
    return acked.isTombstone || isTakenAway(acked, writes) ? [] : [`${promised} and the key is gone`]
  // Also where a tombstone was promised: what it took away must not outlive it.
  if (last.offset < (acked.offset ?? -1)) return [`${promised} and the last of the key is at ${last.offset}`]
  if (last.offset > (acked.offset ?? -1)) return []
  const name = tableName(last)
  const wanted = acked.isTombstone ? `a tombstone of ${key}` : `${key}:${acked.number}`
  return name === wanted ? [] : [`${promised}, where ${name} is`]
}

function isTakenAway(write: TableWrite, writes: readonly TableWrite[]): boolean {
  return writes.some(({ number, isTombstone }) => isTombstone && number > write.number)
}

function textOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : new TextDecoder().decode(bytes.subarray(0, 60))
}
