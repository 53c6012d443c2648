/**
 * Clock and timers that stand still until a test moves them: a fake of the host for coordinators.
 */
import type { Clock, Timer, Timers } from '@samsa/host'

interface Due {
  readonly at: number
  readonly run: () => void
}

/** See the file. */
export class ManualTime implements Clock, Timers {
  #now: number
  #due: Due[] = []

  constructor(start = 1_000_000) {
    this.#now = start
  }

  wall(): number {
    return this.#now
  }

  monotonic(): number {
    return this.#now
  }

  after(ms: number, run: () => void): Timer {
    const due = { at: this.#now + ms, run }
    this.#due.push(due)
    return {
      cancel: () => {
        this.#due = this.#due.filter((other) => other !== due)
      },
    }
  }

  stayAwake(): void {}

  endOfTurn(run: () => void): void {
    this.after(0, run)
  }

  /** How many timers run. */
  get pending(): number {
    return this.#due.length
  }

  /** Milliseconds until the next timer; undefined when none runs. */
  get untilNext(): number | undefined {
    if (this.#due.length === 0) return undefined
    return Math.max(Math.min(...this.#due.map(({ at }) => at)) - this.#now, 0)
  }

  /** Moves on, running what comes due in the order of its time. */
  advance(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const next = this.#due.reduce<Due | undefined>(
        (first, due) => (due.at <= until && (first === undefined || due.at < first.at) ? due : first),
        undefined,
      )
      if (next === undefined) break
      this.#due = this.#due.filter((due) => due !== next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
    }
    this.#now = until
  }
}
