/**
 * How many logs of a directory are flushed at a time on behalf of those who wait for it. Few: a device does
 * little more at once, those who come meanwhile share the next flush, and the thread pool stays free for reads.
 */
const AT_ONCE = 2

export class FlushSlots {
  #taken = 0
  readonly #waiting: (() => void)[] = []

  /** undefined: at once; else when the promise resolves. `free` follows in either case. */
  take(): Promise<void> | undefined {
    if (this.#taken < AT_ONCE) {
      this.#taken += 1
      return undefined
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  free(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#taken -= 1
    else next()
  }
}
