/**
 * Memory in which a pass rewrites one batch after the other. Buffers of their own would be thousands a second for the
 * collector, whose threads free them while the pass takes new ones, each waiting for the other.
 */

export class RewriteRoom {
  #plain = new Uint8Array(0)
  #packed = new Uint8Array(0)

  /** Room for `length` bytes of records, until the next call. What is in it is left over. */
  plain(length: number): Uint8Array {
    if (length > this.#plain.length) this.#plain = new Uint8Array(length * 2)
    return this.#plain.subarray(0, length)
  }

  /** As `plain`, beside it. */
  packed(length: number): Uint8Array {
    if (length > this.#packed.length) this.#packed = new Uint8Array(length * 2)
    return this.#packed.subarray(0, length)
  }
}
