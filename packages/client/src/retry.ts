/**
 * Trying again until it works, the error is final, or the time is up (KIP-580 pauses). The last error becomes
 * the cause of the TimeoutError.
 */
import type { Host } from '@samsa/host'
import { type Backoff, backoffMs } from './core/backoff.js'
import { ClientError, TimeoutError } from './errors.js'

/** Resolves after `ms`. */
export function pause(host: Host, ms: number): Promise<void> {
  return new Promise((resolve) => {
    host.timers.after(ms, resolve)
  })
}

/** A deadline on the monotonic clock. */
export class Deadline {
  readonly #at: number

  constructor(
    private readonly host: Host,
    readonly timeoutMs: number,
  ) {
    this.#at = host.clock.monotonic() + timeoutMs
  }

  get leftMs(): number {
    return Math.max(0, this.#at - this.host.clock.monotonic())
  }

  get passed(): boolean {
    return this.leftMs === 0
  }
}

/** A number uniform over [0, 1). */
export function chance(host: Host): number {
  return host.random.uint32() / 0x1_0000_0000
}

/**
 * @param what names the work in the TimeoutError.
 * @param run is given the number of attempts that failed before.
 */
export async function retrying<T>(
  host: Host,
  backoff: Backoff,
  deadline: Deadline,
  what: string,
  run: (failures: number) => Promise<T>,
): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await run(failures)
    } catch (error) {
      if (!(error instanceof ClientError) || !error.retriable) throw error
      const ms = backoffMs(backoff, failures + 1, chance(host))
      if (deadline.leftMs <= ms) {
        const message = `${what} did not succeed within ${deadline.timeoutMs} ms: ${error.message}`
        throw new TimeoutError(message, { cause: error })
      }
      await pause(host, ms)
    }
  }
}

/** Rejects with a TimeoutError when `work` has not settled in time; the work itself goes on. */
export function within<T>(host: Host, timeoutMs: number, what: string, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = host.timers.after(timeoutMs, () => {
      reject(new TimeoutError(`${what} did not succeed within ${Math.round(timeoutMs)} ms`))
    })
    const settled = () => timer.cancel()
    work.then(resolve, reject).finally(settled)
  })
}
