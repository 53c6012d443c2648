/**
 * The fingerprint of a run: every event, disk write and delivered byte is folded into one hash. Two runs of a
 * seed are the same run exactly when their hashes are equal. Optionally tells each line to a listener.
 */
export class Trace {
  #low = 0x811c9dc5
  #high = 0x01000193
  #lines = 0

  constructor(private readonly listener?: (line: string) => void) {}

  /** Sixteen hexadecimal digits. */
  get hash(): string {
    return (this.#high >>> 0).toString(16).padStart(8, '0') + (this.#low >>> 0).toString(16).padStart(8, '0')
  }

  get lines(): number {
    return this.#lines
  }

  record(atMicros: number, who: string, what: string, detail: number): void {
    this.#lines += 1
    this.#fold(atMicros)
    this.#fold(detail)
    this.#foldText(who)
    this.#foldText(what)
    this.listener?.(`${(atMicros / 1000).toFixed(3).padStart(12)} ${who.padEnd(8)} ${what} ${detail}`)
  }

  #fold(value: number): void {
    this.#low = Math.imul(this.#low ^ (value >>> 0), 0x01000193)
    this.#high = Math.imul(this.#high ^ (value / 2 ** 32) ^ this.#low, 0x85ebca6b)
    this.#high ^= this.#high >>> 15
  }

  #foldText(text: string): void {
    for (let i = 0; i < text.length; i += 1) this.#low = Math.imul(this.#low ^ text.charCodeAt(i), 0x01000193)
  }
}

/** A 32-bit digest of bytes: for the trace, not for integrity. */
export function digest(bytes: Uint8Array): number {
  let hash = 0x811c9dc5 ^ bytes.length
  for (let i = 0; i < bytes.length; i += 1) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
  return hash >>> 0
}
