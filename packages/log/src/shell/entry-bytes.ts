/**
 * Entries of one size, in memory until their file is written whole: an index that is built beside its place.
 */
import { viewOf } from '@samsa/record/bytes'

const BYTES_AT_FIRST = 4096

export class EntryBytes {
  #bytes = new Uint8Array(BYTES_AT_FIRST)
  #view = viewOf(this.#bytes)
  #length = 0

  constructor(private readonly entryBytes: number) {}

  /** All entries; valid until the next one. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** `put` writes the entry. */
  add(put: (view: DataView, at: number) => void): void {
    if (this.#length + this.entryBytes > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
      this.#view = viewOf(larger)
    }
    put(this.#view, this.#length)
    this.#length += this.entryBytes
  }
}
