/**
 * What was promised of a topic whose beginning goes away by retention and DeleteRecords: from wherever the log starts,
 * every acknowledged record is there, at its offset, and the start never goes back.
 */
import type { RecordData } from '@samsa/record'

/** A partition read from its start to its high watermark. */
export interface Reading {
  readonly start: number
  readonly end: number
  readonly records: readonly RecordData[]
}

export class TrailLedger {
  readonly #acknowledged = new Map<number, string>()
  readonly #names = new Map<number, string>()
  #start = 0
  #end = 0

  get acknowledged(): number {
    return this.#acknowledged.size
  }

  written(offset: number, name: string): void {
    this.#acknowledged.set(offset, name)
  }

  /** It was seen to start there after a kill, or was told to and the checkpoint that says so has had its time. */
  startsAt(offset: number): void {
    this.#start = Math.max(this.#start, offset)
  }

  findings({ start, end, records }: Reading): string[] {
    const wrong: string[] = []
    if (start < this.#start) wrong.push(`the log started at ${this.#start} and starts at ${start}`)
    if (end < this.#end) wrong.push(`the log ended at ${this.#end} and ends at ${end}`)
    this.#end = end
    let next = start
    for (const record of records) {
      if (record.offset !== next) wrong.push(`offset ${record.offset} follows ${next - 1}`)
      next = record.offset + 1
      const name = trailName(record.value)
      const before = this.#names.get(record.offset) ?? this.#acknowledged.get(record.offset)
      if (before !== undefined && before !== name)
        wrong.push(`offset ${record.offset} held ${before}, holds ${name}`)
      this.#names.set(record.offset, name)
    }
    for (const [offset, name] of this.#acknowledged) {
      if (offset >= start && offset >= next) wrong.push(`${name} was acknowledged at ${offset} and is gone`)
    }
    return wrong
  }
}

/** A value that names its record, filled up to `size` bytes. */
export function trailValue(name: string, size: number): Uint8Array {
  return new TextEncoder().encode(`${name}|`.padEnd(size, 'x'))
}

function trailName(value: Uint8Array | null): string {
  const text = new TextDecoder().decode((value ?? new Uint8Array(0)).subarray(0, 60))
  return text.split('|')[0] ?? ''
}
