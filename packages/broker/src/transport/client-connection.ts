/**
 * One client's connection: bytes in, frames to dispatch, replies out in the order of the requests.
 *
 * Bounded: it stops reading while replies wait to leave, while too many requests wait for their answers, and
 * while there is no memory for a frame in pieces. Refuses: what is inside a frame. A violation ends this
 * connection alone, with one log line.
 */
import type { Connection, Receiver } from '@samsa/host'
import { FrameReader } from '@samsa/protocol/frame'
import type { ConnectionFacts } from '../handler.js'
import type { FrameBudget, FrameHolder } from './frame-memory.js'
import { type Release, ReplyBuffer } from './reply-buffer.js'
import type { Flushable, Turn } from './turn.js'

const mostWaitingRequests = 100
/** Of the buffer of a reply that waits for others: there may be a hundred on each of thousands of connections. */
const waitingReplyBytes = 256
/** Handed to the socket and not taken by the kernel: beyond it, nothing more is answered. */
const mostUnsentBytes = 1024 * 1024
/** Answered within one turn. */
const mostTurnBytes = 4 * 1024 * 1024

/** What connections need of their broker. */
export interface ConnectionServices {
  /** False while the broker starts: connections are accepted and wait. */
  open: boolean
  readonly turn: Turn
  readonly budget: FrameBudget
  /** Handles a frame; `bytes` is borrowed until the call returns (appends: until they are written). */
  frame(connection: ClientConnection, bytes: Uint8Array, start: number, end: number): void
  /** A line for the operator: why this connection was ended by us. */
  refused(connection: ClientConnection, reason: string): void
  closed(connection: ClientConnection): void
}

/** A reply that is not there yet; those of later requests wait behind it. */
export interface PendingReply {
  readonly buffer: ReplyBuffer
  done: boolean
}

/** A request that waits for something other than its own work. */
export interface Cancellable {
  /** Answers now, with what there is. */
  end(): void
  /** Never answers. */
  cancel(): void
}

/** See the file. */
export class ClientConnection implements Receiver, Flushable, FrameHolder {
  clientSoftwareName = 'unknown'
  clientSoftwareVersion = 'unknown'
  lastActive: number
  /** Requests whose answers wait, in order. */
  readonly #waiting: PendingReply[] = []
  #heavy: PendingReply | undefined
  readonly #reader: FrameReader
  readonly #memory: ReturnType<FrameBudget['lender']>
  readonly #waits = new Set<Cancellable>()
  #out = new ReplyBuffer()
  #unsent: Release[] = []
  #flushing = false
  #backlog = false
  #paused = false
  #ended = false
  #endedAt = Number.POSITIVE_INFINITY
  /** Ended by us, and the socket not yet told. */
  #closing = false

  constructor(
    readonly facts: ConnectionFacts,
    private readonly socket: Connection,
    private readonly services: ConnectionServices,
    maxFrameBytes: number,
  ) {
    this.lastActive = services.turn.monotonic
    this.#memory = services.budget.lender(this)
    const listener = (bytes: Uint8Array, start: number, end: number): boolean => {
      services.frame(this, bytes, start, end)
      return !this.#saturated
    }
    this.#reader = new FrameReader(maxFrameBytes, listener, this.#memory)
  }

  /** No more replies can be sent. */
  get ended(): boolean {
    return this.#ended
  }

  /** Monotonic milliseconds; infinity while it lives. */
  get endedAt(): number {
    return this.#endedAt
  }

  /** Answers that are still owed. */
  get waitingRequests(): number {
    return this.#waiting.length
  }

  /** Replies are still on their way to the kernel. */
  get sending(): boolean {
    return this.#out.size > 0 || this.socket.pendingBytes > 0
  }

  /** Starts to receive. */
  start(): void {
    // Paused first: a socket that has started may have bytes under way already, and nothing serves them yet.
    if (!this.services.open) this.#setPaused(true)
    this.socket.start(this)
  }

  receive(bytes: Uint8Array): void {
    if (this.#ended) return
    const { turn } = this.services
    turn.beginReceive()
    try {
      this.lastActive = turn.monotonic
      this.#reader.feed(bytes)
      this.#afterFeed()
    } finally {
      // A socket is not closed from within its own callback.
      turn.endReceive(this, !this.#ended)
    }
  }

  want(): Uint8Array | undefined {
    return this.#reader.want()
  }

  drained(): void {
    this.#backlog = false
    this.#release()
    this.#goOn()
  }

  closed(): void {
    this.#end()
    // Only now does the socket let go of what it was given.
    this.#unsent.push(...this.#out.takeReleases())
    this.#release()
    this.services.closed(this)
  }

  /**
   * Where the next reply is written, at once and whole; it leaves with this turn, in the order of the
   * requests.
   */
  reply(): ReplyBuffer {
    if (this.#waiting.length === 0) {
      this.#flushLater()
      return this.#out
    }
    const pending: PendingReply = { buffer: new ReplyBuffer(waitingReplyBytes), done: true }
    this.#waiting.push(pending)
    return pending.buffer
  }

  /**
   * Keeps the place of a reply that comes later through `complete`. `heavy`: the request is large, and no more
   * is read before it is answered.
   */
  replyLater(heavy = false): PendingReply {
    const pending: PendingReply = { buffer: new ReplyBuffer(waitingReplyBytes), done: false }
    this.#waiting.push(pending)
    if (heavy) this.#heavy = pending
    return pending
  }

  /** The reply is written into its buffer now. */
  complete(pending: PendingReply): void {
    pending.done = true
    if (this.#heavy === pending) this.#heavy = undefined
    if (this.#ended || this.#waiting[0] !== pending) return
    // Acknowledgements written ahead must not move before their appends are written.
    this.services.turn.writeAll()
    let count = 0
    for (const reply of this.#waiting) {
      if (!reply.done) break
      this.#out.append(reply.buffer)
      count += 1
    }
    this.#waiting.splice(0, count)
    this.#flushLater()
  }

  /** Something that waits on this client's behalf: cancelled when the connection ends. */
  remember(waiting: Cancellable): void {
    this.#waits.add(waiting)
  }

  forget(waiting: Cancellable): void {
    this.#waits.delete(waiting)
  }

  /** Answers now what waits for data: the broker stops. */
  endWaits(): void {
    for (const waiting of [...this.#waits]) waiting.end()
  }

  /** Sends what was replied. Called by the turn, after its writes. */
  flush(): void {
    this.#flushing = false
    if (this.#closing) {
      if (this.#out.size > 0) this.socket.write(this.#out.chunks())
      this.socket.close()
      this.#closing = false
    }
    if (this.#ended) return
    const out = this.#out
    if (out.size > 0) {
      const room = this.socket.write(out.chunks())
      this.#unsent.push(...out.takeReleases())
      if (this.socket.pendingBytes === 0) {
        out.reset()
        this.#release()
      } else this.#out = new ReplyBuffer()
      this.#backlog = !room || this.socket.pendingBytes > mostUnsentBytes
    }
    this.#goOn()
  }

  /** Ends the connection because of what the client did; the reason becomes one log line. */
  refuse(reason: string): void {
    if (this.#ended) return
    this.services.refused(this, reason)
    this.close()
  }

  /** Ends the connection: nothing more is read, replies written so far still leave with this turn. */
  close(): void {
    if (this.#ended) return
    this.#end()
    this.#closing = true
    this.#flushLater()
  }

  /** Ends the connection and gives up what its client has not taken: it may never do so. */
  abort(): void {
    this.#end()
    this.#closing = false
    this.socket.close(new Error('its client takes no answers'))
  }

  memoryReturned(): void {
    this.#goOn()
  }

  evict(): void {
    this.refuse('its half-sent request stood still while others needed the memory')
  }

  get #saturated(): boolean {
    return (
      this.#ended ||
      !this.services.open ||
      this.#backlog ||
      this.#waiting.length >= mostWaitingRequests ||
      this.#heavy !== undefined ||
      this.#out.size >= mostTurnBytes
    )
  }

  #afterFeed(): void {
    this.services.turn.writeBorrowed()
    if (this.#ended) return
    this.#reader.settle()
    const refused = this.#reader.refusedSize
    if (refused !== undefined) {
      this.refuse(`a frame claims ${refused} bytes, which socket.request.max.bytes does not allow`)
      return
    }
    if (this.#reader.starved) this.services.budget.wait(this)
    this.#setPaused(this.#saturated || this.#reader.holding || this.#reader.starved)
  }

  /** Something that held reading back may be over. */
  #goOn(): void {
    if (!this.#paused || this.#ended || this.#saturated) return
    if (this.#reader.holding) {
      this.#reader.proceed()
      this.#afterFeed()
      return
    }
    if (!this.#reader.feedable()) {
      this.services.budget.wait(this)
      return
    }
    this.#setPaused(false)
  }

  #setPaused(paused: boolean): void {
    if (paused === this.#paused) return
    this.#paused = paused
    if (paused) this.socket.pause()
    else this.socket.resume()
  }

  #flushLater(): void {
    if (this.#flushing) return
    this.#flushing = true
    this.services.turn.flushLater(this)
  }

  #release(): void {
    if (this.#unsent.length === 0) return
    for (const release of this.#unsent) release()
    this.#unsent = []
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#endedAt = this.services.turn.monotonic
    // What was staged may lie in the reader's buffer: it is written before the buffer goes back.
    this.services.turn.writeBorrowed()
    this.#reader.release()
    this.#memory.close()
    for (const { buffer } of this.#waiting) this.#unsent.push(...buffer.takeReleases())
    this.#waiting.length = 0
    for (const waiting of this.#waits) waiting.cancel()
    this.#waits.clear()
  }
}
