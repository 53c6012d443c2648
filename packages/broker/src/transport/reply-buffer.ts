/**
 * Replies of one connection on their way out: small ones written in place into one growing buffer, large byte
 * ranges kept by reference, all handed to the socket as one list of chunks. What was written may still be
 * patched (a failed disk turns an acknowledgement into an error) until the chunks are taken.
 */

interface Attached {
  /** The range comes before the byte at this place of the own buffer. */
  readonly at: number
  readonly bytes: Uint8Array
}

const firstBytes = 4096
const mostKeptBytes = 256 * 1024
const copiedBelow = 8 * 1024

/** Called once the reply's bytes have left, so that what it refers to may be reused. */
export type Release = () => void

/** See the file. */
export class ReplyBuffer {
  bytes: Uint8Array<ArrayBuffer>
  view: DataView
  /** Next place in the own buffer. */
  position = 0
  #attached: Attached[] = []
  #attachedBytes = 0
  #releases: Release[] = []
  #frameAt = 0
  #frameAttachedBytes = 0

  /** @param capacity of the own buffer, which grows as needed. */
  constructor(capacity = firstBytes) {
    this.bytes = new Uint8Array(capacity)
    this.view = new DataView(this.bytes.buffer)
  }

  /** Bytes in it, attached ones included. */
  get size(): number {
    return this.position + this.#attachedBytes
  }

  /**
   * Makes room and moves on; returns where the room begins. Read `bytes` and `view` after it, never before.
   */
  reserve(size: number): number {
    const at = this.position
    const end = at + size
    if (end > this.bytes.length) this.#grow(end)
    this.position = end
    return at
  }

  int8(value: number): void {
    const at = this.reserve(1)
    this.bytes[at] = value
  }

  int16(value: number): void {
    const at = this.reserve(2)
    this.view.setInt16(at, value)
  }

  int32(value: number): void {
    const at = this.reserve(4)
    this.view.setInt32(at, value)
  }

  int64(value: number): void {
    const at = this.reserve(8)
    setInt64(this.view, at, value)
  }

  uvarint(value: number): void {
    let at = this.reserve(5)
    let rest = value
    while (rest > 127) {
      this.bytes[at++] = (rest & 127) | 128
      rest >>>= 7
    }
    this.bytes[at++] = rest
    this.position = at
  }

  /** Copies a range. */
  copy(source: Uint8Array, start: number, end: number): void {
    const at = this.reserve(end - start)
    if (end - start < 64) {
      const bytes = this.bytes
      for (let from = start, to = at; from < end; ) bytes[to++] = source[from++] as number
    } else this.bytes.set(source.subarray(start, end), at)
  }

  /** Adds a range: a copy of a small one, a reference to a large one, which must then stay unchanged. */
  add(range: Uint8Array): void {
    if (range.length < copiedBelow) {
      this.copy(range, 0, range.length)
      return
    }
    this.#attached.push({ at: this.position, bytes: range })
    this.#attachedBytes += range.length
  }

  /** Runs once what was added has left. */
  onSent(release: Release): void {
    this.#releases.push(release)
  }

  /** Starts a frame: room for its size, then the response header. */
  beginFrame(correlationId: number, flexibleHeader: boolean): void {
    this.#frameAt = this.reserve(flexibleHeader ? 9 : 8)
    this.#frameAttachedBytes = this.#attachedBytes
    this.view.setInt32(this.#frameAt + 4, correlationId)
    if (flexibleHeader) this.bytes[this.#frameAt + 8] = 0
  }

  /** Ends the frame: its size is known now. */
  endFrame(): void {
    const size = this.position - this.#frameAt - 4 + this.#attachedBytes - this.#frameAttachedBytes
    this.view.setInt32(this.#frameAt, size)
  }

  /** Drops the frame under way, as if it had never begun. */
  dropFrame(): void {
    this.position = this.#frameAt
    while (this.#attachedBytes > this.#frameAttachedBytes) {
      this.#attachedBytes -= (this.#attached.pop() as Attached).bytes.length
    }
  }

  /** Moves all of another buffer behind what is here. */
  append(other: ReplyBuffer): void {
    const at = this.reserve(other.position)
    this.bytes.set(other.bytes.subarray(0, other.position), at)
    for (const part of other.#attached) this.#attached.push({ at: at + part.at, bytes: part.bytes })
    this.#attachedBytes += other.#attachedBytes
    this.#releases.push(...other.#releases)
  }

  /** All of it, in order, for one write. */
  chunks(): Uint8Array[] {
    if (this.#attached.length === 0) return [this.bytes.subarray(0, this.position)]
    const chunks: Uint8Array[] = []
    let from = 0
    for (const part of this.#attached) {
      if (part.at > from) chunks.push(this.bytes.subarray(from, part.at))
      chunks.push(part.bytes)
      from = part.at
    }
    if (this.position > from) chunks.push(this.bytes.subarray(from, this.position))
    return chunks
  }

  /** Those to run once the chunks have left; the buffer forgets them. */
  takeReleases(): Release[] {
    const releases = this.#releases
    if (releases.length > 0) this.#releases = []
    return releases
  }

  /** Empty again, in the same memory: only once the chunks have left. */
  reset(): void {
    this.position = 0
    this.#attached.length = 0
    this.#attachedBytes = 0
    if (this.bytes.length > mostKeptBytes) {
      this.bytes = new Uint8Array(firstBytes)
      this.view = new DataView(this.bytes.buffer)
    }
  }

  #grow(needed: number): void {
    const next = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    next.set(this.bytes.subarray(0, this.position))
    this.bytes = next
    this.view = new DataView(next.buffer)
  }
}

/** A safe integer as 64 bits. */
export function setInt64(view: DataView, at: number, value: number): void {
  const high = Math.floor(value / 4294967296)
  view.setInt32(at, high)
  view.setUint32(at + 4, value - high * 4294967296)
}
