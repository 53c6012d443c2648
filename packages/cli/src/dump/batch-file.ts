/**
 * A file of batches, read in pieces: the batch at a position, whole, as long as the next one is not asked for. Ends
 * where Kafka's reader ends: at the file's end, or before a batch that is not all there.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { batchLength, LOG_OVERHEAD, MAGIC_POSITION, MIN_BATCH_SIZE } from '@samsa/record'
import { DumpFailure } from './dump-failure.js'

const WINDOW_BYTES = 256 * 1024

export interface BatchInFile {
  readonly bytes: Uint8Array
  readonly view: DataView
  /** Where it begins in `bytes`. */
  readonly at: number
  readonly size: number
}

export class BatchFile {
  readonly size: number
  readonly #descriptor: number
  #bytes = new Uint8Array(0)
  #view = new DataView(this.#bytes.buffer)
  #start = 0
  #length = 0

  /** @throws DumpFailure when there is no such file. */
  constructor(readonly path: string) {
    this.#descriptor = openForRead(path)
    this.size = fstatSync(this.#descriptor).size
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  /**
   * The batch at `position`, borrowed until the next call; undefined when it does not end before `end`.
   * @throws DumpFailure when what is there cannot be a batch.
   */
  batchAt(position: number, end: number): BatchInFile | undefined {
    if (position >= end - (MAGIC_POSITION + 1)) return undefined
    const head = this.#load(position, MAGIC_POSITION + 1)
    const length = batchLength(this.#view, head)
    if (length < MIN_BATCH_SIZE - LOG_OVERHEAD) {
      const least = MIN_BATCH_SIZE - LOG_OVERHEAD
      throw new DumpFailure(
        'org.apache.kafka.common.errors.CorruptRecordException',
        `Found record size ${length} smaller than minimum record overhead (${least}) in file ${this.path}.`,
      )
    }
    const size = length + LOG_OVERHEAD
    if (size > end - position) return undefined
    const at = this.#load(position, size)
    return { at, size, bytes: this.#bytes, view: this.#view }
  }

  /** Where in the window the bytes lie, which are read when they are not there. */
  #load(position: number, length: number): number {
    if (position >= this.#start && position + length <= this.#start + this.#length)
      return position - this.#start
    const want = Math.max(length, WINDOW_BYTES)
    if (this.#bytes.length < want || this.#bytes.length > 16 * Math.max(want, WINDOW_BYTES)) {
      this.#bytes = new Uint8Array(want)
      this.#view = new DataView(this.#bytes.buffer)
    }
    this.#start = position
    this.#length = readSync(this.#descriptor, this.#bytes, 0, this.#bytes.length, position)
    return 0
  }
}

function openForRead(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new DumpFailure('java.nio.file.NoSuchFileException', path)
    throw new DumpFailure('java.io.IOException', message)
  }
}

/** The first offset that a log file's name begins with. */
export function baseOffsetOf(name: string): number {
  const digits = name.split('.')[0] ?? ''
  if (!/^[+-]?\d+$/.test(digits))
    throw new DumpFailure('java.lang.NumberFormatException', `For input string: "${digits}"`)
  return Number(digits)
}

/** All of a small file. @throws DumpFailure when there is no such file. */
export function smallFile(path: string): Uint8Array {
  const descriptor = openForRead(path)
  try {
    const bytes = new Uint8Array(fstatSync(descriptor).size)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(descriptor)
  }
}
