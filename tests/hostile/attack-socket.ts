/** A raw TCP connection to the broker that keeps no rule but its own: it need not read, nor end what it began. */
import { connect, type Socket } from 'node:net'

/** See the file. */
export class AttackSocket {
  readonly closed: Promise<void>
  isClosed = false
  receivedBytes = 0
  #waiting: ((frame: Uint8Array) => void) | undefined
  #fail: ((error: Error) => void) | undefined
  #partial = Buffer.alloc(0)
  #heard: (() => void) | undefined

  private constructor(readonly socket: Socket) {
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.isClosed = true
        this.#fail?.(new Error('the broker closed the connection'))
        this.#heard?.()
        resolve()
      })
    })
    socket.on('error', () => undefined)
    socket.setNoDelay(true)
  }

  /** `reads`: takes what the broker sends; otherwise it stays in the kernel's buffers. */
  static open(port: number, reads = true): Promise<AttackSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      const attacker = new AttackSocket(socket)
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        if (reads) socket.on('data', (chunk: Buffer) => attacker.#take(chunk))
        else socket.pause()
        resolve(attacker)
      })
    })
  }

  /** Queues bytes; a closed connection swallows them. */
  send(bytes: Uint8Array): void {
    if (!this.isClosed && this.socket.writable) this.socket.write(bytes)
  }

  /** Queues bytes and waits until the kernel has them all, the broker ended it, or `mostMs` went by. */
  async push(bytes: Uint8Array, mostMs = 5000): Promise<void> {
    if (this.isClosed || !this.socket.writable) return
    const written = new Promise<void>((resolve) => this.socket.write(bytes, () => resolve()))
    await within(Promise.race([written, this.closed]), mostMs)
  }

  /** True when the broker ended the connection in time. */
  async endedWithin(mostMs: number): Promise<boolean> {
    await within(this.closed, mostMs)
    return this.isClosed
  }

  /** True when anything was received, or the connection ended, in time. */
  async answeredWithin(bytes: number, mostMs: number): Promise<boolean> {
    const done = (): boolean => this.isClosed || this.receivedBytes >= bytes
    const until = performance.now() + mostMs
    while (!done() && performance.now() < until) {
      const heard = new Promise<void>((resolve) => {
        this.#heard = resolve
      })
      await within(heard, until - performance.now())
    }
    return done()
  }

  /** The next whole frame, without its size. */
  nextFrame(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) return reject(new Error('the broker closed the connection'))
      this.#waiting = resolve
      this.#fail = reject
      this.#deliver()
    })
  }

  /** Goes away without a word. */
  reset(): void {
    this.socket.resetAndDestroy()
  }

  #take(chunk: Buffer): void {
    this.receivedBytes += chunk.length
    if (this.#waiting !== undefined || this.#partial.length > 0) {
      this.#partial = Buffer.concat([this.#partial, chunk])
      this.#deliver()
    }
    this.#heard?.()
  }

  #deliver(): void {
    const partial = this.#partial
    if (this.#waiting === undefined || partial.length < 4) return
    const size = partial.readInt32BE(0)
    if (partial.length < 4 + size) return
    const frame = Uint8Array.from(partial.subarray(4, 4 + size))
    this.#partial = partial.subarray(4 + size)
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting(frame)
  }
}

/** Waits, but no longer than `ms`. */
export async function within(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms))
  })
  await Promise.race([promise, late])
  clearTimeout(timer)
}
