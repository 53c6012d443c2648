/**
 * A session of the embedded store: it lives until it is closed, since the store lives in the same process.
 */
import type { Random } from '@samsa/host'
import type { Session } from '../coordination-store.js'

export class EmbeddedSession implements Session {
  readonly id: string
  expired = false
  readonly #listeners: (() => void)[] = []
  #closing: Promise<void> | undefined

  constructor(
    random: Random,
    /** Removes the session's entries; resolves once nobody can see them any more. */
    private readonly end: (session: EmbeddedSession) => Promise<void>,
  ) {
    this.id = `${random.uint32().toString(16).padStart(8, '0')}${random.uint32().toString(16).padStart(8, '0')}`
  }

  onExpired(run: () => void): void {
    if (this.expired) run()
    else this.#listeners.push(run)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.expired = true
    await this.end(this)
    for (const listener of this.#listeners.splice(0)) listener()
  }
}
