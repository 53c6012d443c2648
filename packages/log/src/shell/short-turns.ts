/**
 * Work on many logs one after the other, so that the event loop serves others in between.
 */
import type { Host } from '@samsa/host'

/** Milliseconds of such work, until others get their turn. */
const LONGEST_MS = 1

export class ShortTurns {
  #since: number

  constructor(private readonly host: Pick<Host, 'clock' | 'timers'>) {
    this.#since = host.clock.monotonic()
  }

  /** Others have had their turn once it resolves; undefined while it is not yet time for that. */
  rest(): Promise<void> | undefined {
    const { clock, timers } = this.host
    if (clock.monotonic() - this.#since < LONGEST_MS) return undefined
    return new Promise<void>((resolve) => timers.endOfTurn(resolve)).then(() => {
      this.#since = clock.monotonic()
    })
  }
}
