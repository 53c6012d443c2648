/**
 * What happens once per turn of the event loop instead of once per request: staged appends are written (one
 * writev per partition), then those who wait for them are woken, then replies leave (one write per
 * connection). The order is the promise: no reply leaves before the appends it acknowledges are written.
 *
 * A turn ends when all sockets that were readable have been read, so that many clients share writes; at once
 * where there is nobody to share with, which spares a client with one request under way the wait. Its next request
 * is then waited for awake for a moment, since a sleeping process is slow to wake.
 */
import type { Host } from '@samsa/host'

/** Something with appends that are staged and not yet written. */
export interface StagedWriter {
  /** Writes what is staged. Does not throw: a failed disk is dealt with inside. */
  writeStaged(): void
  /** After all writes of the turn: wakes those who wait for new data. */
  afterWrite(): void
}

/** Something with replies to send. */
export interface Flushable {
  flush(): void
}

/** See the file. One per broker. */
export class Turn {
  /** Wall clock, as of the first use in this turn. */
  #now = 0
  #monotonic = 0
  #clockRead = false
  #scheduled = false
  #receiving = false
  /** Receives in this turn, and who alone received in the last turn that had any. */
  #receives = 0
  #receiver: object | undefined
  #lone: object | undefined
  #staged: StagedWriter[] = []
  #borrowed: StagedWriter[] = []
  #written: StagedWriter[] = []
  #flushes: Flushable[] = []

  /** @param pollMs how long to wait awake for the next request of a client that is alone (samsa.poll.us). */
  constructor(
    private readonly host: Host,
    private readonly pollMs: number,
  ) {}

  /** Wall-clock milliseconds, read once per turn. */
  get now(): number {
    this.#readClock()
    return this.#now
  }

  /** Monotonic milliseconds, read once per turn. */
  get monotonic(): number {
    this.#readClock()
    return this.#monotonic
  }

  /** True: there are appends that are not written yet. */
  get dirty(): boolean {
    return this.#staged.length > 0
  }

  /** `writer` has its first staged append. */
  stage(writer: StagedWriter): void {
    this.#staged.push(writer)
    this.#schedule()
  }

  /** What `writer` staged lies in borrowed bytes: it is written before the receive buffer is used again. */
  stageBorrowed(writer: StagedWriter): void {
    this.#borrowed.push(writer)
  }

  /** Replies are sent at the end of this turn. Call once per flush. */
  flushLater(flushable: Flushable): void {
    this.#flushes.push(flushable)
    this.#schedule()
  }

  /** Resolves in the next turn: long work lets others be served between its parts. */
  next(): Promise<void> {
    return new Promise((resolve) => this.host.timers.endOfTurn(resolve))
  }

  /** Before received bytes are reused: writes what refers to them. */
  writeBorrowed(): void {
    const borrowed = this.#borrowed
    if (borrowed.length === 0) return
    for (const writer of borrowed) writer.writeStaged()
    borrowed.length = 0
  }

  /** Writes all that is staged now, for a request that must see it. */
  writeAll(): void {
    const staged = this.#staged
    if (staged.length === 0) return
    this.#staged = []
    this.#borrowed.length = 0
    for (const writer of staged) {
      writer.writeStaged()
      this.#written.push(writer)
    }
  }

  /** Bytes are about to be handled; `endReceive` follows and sees to the end of the turn. */
  beginReceive(): void {
    this.#receiving = true
  }

  /** `receiver` has handled what it received. `mayEnd`: this may be the end of the turn. */
  endReceive(receiver: object, mayEnd: boolean): void {
    this.#receiving = false
    this.#receives += 1
    this.#receiver = receiver
    const alone = this.#receives === 1 && receiver === this.#lone && !this.#scheduled
    if (mayEnd && alone) {
      this.#end()
      if (this.pollMs > 0) this.host.timers.stayAwake(this.pollMs)
    } else this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled || this.#receiving) return
    this.#scheduled = true
    this.host.timers.endOfTurn(() => {
      this.#scheduled = false
      this.#end()
    })
  }

  #end(): void {
    if (this.#receives > 0) this.#lone = this.#receives === 1 ? this.#receiver : undefined
    this.#receives = 0
    // Those who are woken may append again: until nothing is left, all of it belongs to this turn.
    while (this.#staged.length > 0 || this.#written.length > 0) {
      this.writeAll()
      const written = this.#written
      this.#written = []
      for (const writer of written) writer.afterWrite()
    }
    const flushes = this.#flushes
    this.#flushes = []
    for (const flushable of flushes) {
      // A flush may let another connection go on, whose acknowledgements then wait for these writes.
      this.writeAll()
      flushable.flush()
    }
    this.#clockRead = false
  }

  #readClock(): void {
    if (this.#clockRead) return
    this.#clockRead = true
    this.#now = this.host.clock.wall()
    this.#monotonic = this.host.clock.monotonic()
    this.#schedule()
  }
}
