/**
 * Records that wait for metadata of their topic or for memory, in the order they came. Each waits for
 * `max.block.ms` at most.
 */
import type { Host, Timer } from '@samsa/host'
import { TimeoutError } from '../errors.js'

interface Blocked {
  readonly append: () => boolean
  readonly reject: (error: Error) => void
  readonly timer: Timer
}

export class BlockedRecords {
  readonly #topics = new Map<string, Blocked[]>()
  #idle: (() => void)[] = []
  #memory: (() => void)[] = []

  constructor(
    private readonly host: Host,
    private readonly maxBlockMs: number,
  ) {}

  has(topic: string): boolean {
    return this.#topics.size > 0 && this.#topics.has(topic)
  }

  /** `append` returns false while it still cannot; what it throws is the record's failure. */
  add(topic: string, append: () => boolean, reject: (error: Error) => void): void {
    const list = this.#topics.get(topic) ?? []
    const timer = this.host.timers.after(this.maxBlockMs, () => {
      list.splice(list.indexOf(blocked), 1)
      this.#settle(topic, list)
      reject(
        new TimeoutError(
          `No memory or metadata for a record of ${topic} within max.block.ms (${this.maxBlockMs} ms)`,
        ),
      )
    })
    const blocked = { append, reject, timer }
    list.push(blocked)
    this.#topics.set(topic, list)
  }

  retry(topic: string): void {
    const list = this.#topics.get(topic)
    while (list?.[0] !== undefined) {
      const { append, reject, timer } = list[0]
      try {
        if (!append()) return
      } catch (error) {
        reject(error as Error)
      }
      timer.cancel()
      list.shift()
    }
    if (list !== undefined) this.#settle(topic, list)
  }

  /** Memory was freed. */
  retryAll(): void {
    for (const topic of [...this.#topics.keys()]) this.retry(topic)
    const waiting = this.#memory
    this.#memory = []
    for (const resolve of waiting) resolve()
  }

  fail(topic: string, error: Error): void {
    const list = this.#topics.get(topic) ?? []
    for (const { reject, timer } of list.splice(0)) {
      timer.cancel()
      reject(error)
    }
    this.#settle(topic, list)
  }

  /** Resolves when memory was freed next. */
  memory(): Promise<void> {
    return new Promise((resolve) => this.#memory.push(resolve))
  }

  /** Resolves once nothing is blocked. */
  empty(): Promise<void> {
    if (this.#topics.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  close(error: Error): void {
    for (const topic of [...this.#topics.keys()]) this.fail(topic, error)
    this.retryAll()
  }

  #settle(topic: string, list: readonly Blocked[]): void {
    if (list.length === 0) this.#topics.delete(topic)
    if (this.#topics.size > 0) return
    const idle = this.#idle
    this.#idle = []
    for (const resolve of idle) resolve()
  }
}
