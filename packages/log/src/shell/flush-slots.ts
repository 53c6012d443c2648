/**
 * How many logs of a directory are flushed at a time on behalf of those who wait for it. Several: their syncs share
 * the file system's own commit. Fewer than the thread pool has threads (4): a read of a cold place must not wait for
 * the device's slowest call. Those who come meanwhile share the next flush.
 */
const AT_ONCE = 3

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
