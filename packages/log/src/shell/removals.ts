/**
 * Work to be done after a delay (unlinking files readers may still hold); dropped at a stop, redone at the
 * next start.
 */
import { DiskError, type Host, type Timer } from '@samsa/host'

export class Removals {
  readonly #timers = new Set<Timer>()
  readonly #running = new Set<Promise<void>>()
  #stopped = false

  /** @param done files have gone: there may be room. */
  constructor(
    private readonly host: Host,
    private readonly done: () => void,
  ) {}

  later(delayMs: number, work: () => Promise<void>): void {
    if (this.#stopped) return
    const timer = this.host.timers.after(delayMs, () => {
      this.#timers.delete(timer)
      const running = this.#run(work)
      this.#running.add(running)
      void running.then(() => this.#running.delete(running))
    })
    this.#timers.add(timer)
  }

  /** A file that cannot be removed costs space, nothing else. */
  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      this.done()
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.host.log.write('warn', 'a removed file is still there', { error: error.message })
    }
  }

  /** Nothing runs after it resolves. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) timer.cancel()
    this.#timers.clear()
    await Promise.all(this.#running)
  }
}
