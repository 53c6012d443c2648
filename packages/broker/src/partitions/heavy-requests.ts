/**
 * Requests that name so much that a few of them in a row would keep everybody else waiting: one is served at a
 * time, and between two of them whatever else came in. Bounded by their bytes; beyond the bound a request is
 * not taken, and its door serves it at once.
 */
import type { Host } from '@samsa/host'

const mostWaitingBytes = 32 * 1024 * 1024

/** See the file. */
export class HeavyRequests {
  readonly #waiting: { readonly bytes: number; readonly serve: () => void }[] = []
  #waitingBytes = 0

  constructor(private readonly host: Host) {}

  takes(bytes: number): boolean {
    return this.#waitingBytes + bytes <= mostWaitingBytes
  }

  /** `serve` is called in a later turn, in the order of the calls; it must not throw. */
  add(bytes: number, serve: () => void): void {
    this.#waiting.push({ bytes, serve })
    this.#waitingBytes += bytes
    if (this.#waiting.length === 1) this.#later()
  }

  #later(): void {
    this.host.timers.after(0, () => {
      this.#waiting[0]?.serve()
      this.#waitingBytes -= this.#waiting.shift()?.bytes ?? 0
      if (this.#waiting.length > 0) this.#later()
    })
  }
}
