/**
 * Something to wait for: anything that changed since the last look, or the end of a time.
 */
import type { Host } from '@samsa/host'

/** What a timer can take; who waits longer looks again in between. */
const LONGEST_MS = 60_000

export class Signal {
  #raised = false
  readonly #waiting = new Set<() => void>()

  constructor(private readonly host: Host) {}

  raise(): void {
    this.#raised = this.#waiting.size === 0
    for (const wake of [...this.#waiting]) wake()
  }

  /** Resolves when raised (also since the last wait), or after `ms`. */
  wait(ms: number): Promise<void> {
    if (this.#raised) {
      this.#raised = false
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      const wake = () => {
        timer.cancel()
        this.#waiting.delete(wake)
        resolve()
      }
      const timer = this.host.timers.after(Math.min(ms, LONGEST_MS), wake)
      this.#waiting.add(wake)
    })
  }
}
