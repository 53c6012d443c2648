/**
 * Node's timers behind `Timers`. Two of Node's habits are mended here: a delay above 2^31-1 ms fires at once,
 * and a timer may fire up to a millisecond early because the loop rounds its time. Refuses negative delays by
 * treating them as 0. `endOfTurn` is `setImmediate`: it runs once the sockets that were readable have been read.
 */
import type { Timer, Timers } from '../timers.js'

const longestDelayMs = 2 ** 31 - 1

class NodeTimer implements Timer {
  #handle: NodeJS.Timeout | undefined
  readonly #deadline: number
  readonly #run: () => void

  constructor(ms: number, run: () => void) {
    this.#deadline = performance.now() + ms
    this.#run = run
    this.#arm(ms)
  }

  cancel(): void {
    clearTimeout(this.#handle)
    this.#handle = undefined
  }

  #arm(ms: number): void {
    this.#handle = setTimeout(() => this.#fire(), Math.min(Math.ceil(ms), longestDelayMs))
  }

  #fire(): void {
    const early = this.#deadline - performance.now()
    if (early > 0) {
      this.#arm(early)
      return
    }
    this.#handle = undefined
    this.#run()
  }
}

/** Ends the wait of the loop for as long as it is set: each turn asks the sockets and goes on. */
class Wakefulness {
  #until = 0
  #polling = false

  extend(ms: number): void {
    this.#until = performance.now() + ms
    if (this.#polling) return
    this.#polling = true
    setImmediate(this.#poll)
  }

  readonly #poll = (): void => {
    this.#polling = performance.now() < this.#until
    if (this.#polling) setImmediate(this.#poll)
  }
}

/** One per host. */
export function nodeTimers(): Timers {
  const wakefulness = new Wakefulness()
  return {
    after: (ms, run) => new NodeTimer(Math.max(0, ms), run),
    endOfTurn: (run) => {
      setImmediate(run)
    },
    stayAwake: (ms) => wakefulness.extend(ms),
  }
}
