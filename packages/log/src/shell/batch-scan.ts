/**
 * Walks the batches of a file in chunks, in order, each whole in memory when it is visited. The driver
 * reads (now or later); this knows what to read next. Stops at the end, at what is no whole batch, or when
 * the visitor says so.
 */
import type { DiskFile } from '@samsa/host'
import { CorruptRecord } from '@samsa/record/corrupt-record'
import { batchSizeInBytes, wholeBatchSize } from '@samsa/record/record-batch'

const CHUNK_BYTES = 256 * 1024

/**
 * Called with the batch at `at` of `bytes`, which lies at `position` of the file. '' to go on, else why to
 * stop.
 */
export type BatchVisitor = (
  bytes: Uint8Array,
  view: DataView,
  at: number,
  position: number,
  size: number,
) => string

export class BatchScan {
  #buffer: Uint8Array
  #view: DataView
  #filled = 0
  /** Place in the file of the buffer's first byte. */
  #position: number
  /** Why the scan ended before `end`; '' when it did not. */
  problem = ''
  /** After the last batch visited. */
  validTo: number
  #stopped = false

  constructor(
    from: number,
    private readonly end: number,
    private readonly visit: BatchVisitor,
    chunkBytes = CHUNK_BYTES,
  ) {
    this.#position = from
    this.validTo = from
    this.#buffer = new Uint8Array(Math.max(0, Math.min(chunkBytes, end - from)))
    this.#view = new DataView(this.#buffer.buffer)
  }

  /** What to read next; undefined when the scan is over. */
  next(): { into: Uint8Array; position: number } | undefined {
    if (this.#stopped) return undefined
    const position = this.#position + this.#filled
    const into = this.#buffer.subarray(
      this.#filled,
      this.#filled + Math.min(this.end - position, this.#buffer.length),
    )
    if (into.length > 0) return { into, position }
    if (this.#filled > 0) this.#stop('cut short')
    return undefined
  }

  accept(count: number): void {
    if (count === 0) {
      this.#stop('the file ends early')
      return
    }
    this.#filled += count
    let at = 0
    while (!this.#stopped && at < this.#filled) {
      const size = this.#sizeAt(at)
      if (size === 0) break
      const problem = this.#visited(at, size)
      if (problem !== '') {
        this.#stop(problem)
        return
      }
      at += size
      this.validTo = this.#position + at
    }
    this.#shift(at)
  }

  #visited(at: number, size: number): string {
    try {
      return this.visit(this.#buffer, this.#view, at, this.#position + at, size)
    } catch (error) {
      if (error instanceof CorruptRecord) return error.reason
      throw error
    }
  }

  #sizeAt(at: number): number {
    try {
      return wholeBatchSize(this.#view, at, this.#filled)
    } catch (error) {
      if (!(error instanceof CorruptRecord)) throw error
      this.#stop(error.reason)
      return 0
    }
  }

  /** Drops what was visited; makes room for the rest of a batch larger than the buffer. */
  #shift(at: number): void {
    if (this.#stopped) return
    this.#buffer.copyWithin(0, at, this.#filled)
    this.#filled -= at
    this.#position += at
    const need = this.#filled >= 12 ? batchSizeInBytes(this.#view, 0) : 0
    if (need <= this.#buffer.length) return
    if (need > this.end - this.#position) {
      this.#stop('cut short')
      return
    }
    const larger = new Uint8Array(need)
    larger.set(this.#buffer.subarray(0, this.#filled))
    this.#buffer = larger
    this.#view = new DataView(larger.buffer)
  }

  #stop(problem: string): void {
    this.#stopped = true
    this.problem = problem
  }
}

/** Runs the scan with synchronous reads. */
export function scanNow(file: DiskFile, scan: BatchScan): void {
  for (let want = scan.next(); want !== undefined; want = scan.next())
    scan.accept(file.read(want.into, want.position))
}

/** Runs the scan without ever blocking the event loop on the device. */
export async function scanLater(held: { readonly file: DiskFile }, scan: BatchScan): Promise<void> {
  for (let want = scan.next(); want !== undefined; want = scan.next()) {
    scan.accept(await held.file.readLater(want.into, want.position))
  }
}
