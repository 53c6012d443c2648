/**
 * Work of which one run is under way at a time. What is under way may have begun before what a caller means to be
 * covered by it: so all who come meanwhile share the next run.
 */

export class OneAtATime {
  #running: Promise<void> | undefined
  /** Begins when that has ended. */
  #next: Promise<void> | undefined

  constructor(private readonly work: () => Promise<void>) {}

  /** Nothing is under way or asked for. */
  get isIdle(): boolean {
    return this.#running === undefined && this.#next === undefined
  }

  /** Settles as the first run that begins from now on. */
  run(): Promise<void> {
    if (this.#next !== undefined) return this.#next
    if (this.#running === undefined) return this.#start()
    this.#next = this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined
        return this.#start()
      })
    return this.#next
  }

  #start(): Promise<void> {
    const running = this.work().finally(() => {
      if (this.#running === running) this.#running = undefined
    })
    this.#running = running
    return running
  }
}
