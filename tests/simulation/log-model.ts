/**
 * What a log must hold, written down beside it: every value tried, how far writes and flushes were confirmed, how far
 * records were deleted. `findings` compares it with the log found after a start; `settle` then takes what is there.
 */
import type { PartitionLog } from '@samsa/log'
import { recordsOf } from '@samsa/record'

const decoder = new TextDecoder()

export class LogModel {
  /** Values by offset, as far as any write was tried. */
  #tried: string[] = []
  /** `write` returned: a killed process loses nothing below. */
  written = 0
  /** `flush` resolved: nothing below is ever lost. */
  flushed = 0
  /** Records below were deleted. */
  deletedTo = 0
  folderIsDurable = false

  constructor(readonly name: string) {}

  get end(): number {
    return this.#tried.length
  }

  tried(values: readonly string[]): void {
    this.#tried.push(...values)
  }

  truncated(end: number): void {
    this.#tried = this.#tried.slice(0, end)
    this.written = Math.min(this.written, end)
    this.flushed = Math.min(this.flushed, end)
  }

  /** The log that was found after a power loss, a kill or a clean stop. */
  async findings(
    log: PartitionLog | undefined,
    after: 'killed' | 'power-lost' | 'stopped',
  ): Promise<string[]> {
    const mustHave = after === 'power-lost' ? this.flushed : this.written
    if (log === undefined) return mustHave > 0 || this.folderIsDurable ? [`${this.name} is gone`] : []
    const wrong: string[] = []
    const { logStartOffset, logEndOffset } = log
    if (logEndOffset < mustHave)
      wrong.push(`${this.name}: ends at ${logEndOffset}, ${mustHave} was safe (${after})`)
    if (logEndOffset > this.end)
      wrong.push(`${this.name}: ends at ${logEndOffset}, only ${this.end} was ever written`)
    if (logStartOffset > this.deletedTo)
      wrong.push(`${this.name}: starts at ${logStartOffset}, asked was ${this.deletedTo}`)
    let expected = logStartOffset
    for (let offset = logStartOffset; offset < logEndOffset; ) {
      const read = await log.read(offset, 10_000, logEndOffset, true)
      if (read.error !== '') return [...wrong, `${this.name}: read at ${offset} said ${read.error}`]
      for (const record of recordsOf(read.bytes)) {
        if (record.offset < offset) continue
        const value = decoder.decode((record.value ?? new Uint8Array(0)).subarray(0, 40)).split('.')[0]
        if (record.offset !== expected || value !== this.#tried[expected]) {
          wrong.push(
            `${this.name}: at ${expected} should be ${this.#tried[expected]}, is ${value} at ${record.offset}`,
          )
        }
        expected = record.offset + 1
      }
      if (read.nextOffset <= offset)
        return [...wrong, `${this.name}: nothing more to read at ${offset} of ${logEndOffset}`]
      offset = read.nextOffset
    }
    return wrong
  }

  /** From now on what was found is what is there. */
  settle(log: PartitionLog): void {
    this.truncated(log.logEndOffset)
    this.written = log.logEndOffset
    this.deletedTo = Math.max(this.deletedTo, log.logStartOffset)
  }
}
