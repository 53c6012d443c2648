/**
 * Something to wait for: anything that changed since the last look, or the end of a time.
 */
import type { Host } from '@samsa/host'

/** What a timer can take; who waits longer looks again in between. */
const LONGEST_MS = 60_000

export class Signal {
  #raised = false
  #waiting: (() => void) | undefined

  constructor(private readonly host: Host) {}

  raise(): void {
    this.#raised = true
    this.#waiting?.()
  }

  /** Resolves when raised (also before the call), or after `ms`. Clears it. */
  wait(ms: number): Promise<void> {
    if (this.#raised) {
      this.#raised = false
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      const done = () => {
        timer.cancel()
        this.#waiting = undefined
        this.#raised = false
        resolve()
      }
      const timer = this.host.timers.after(Math.min(ms, LONGEST_MS), done)
      this.#waiting = done
    })
  }
}
