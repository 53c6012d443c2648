/**
 * One TCP stream behind `Connection`. Owns the reading trick (bytes go straight into the host's shared buffer, or
 * into the buffer the receiver lends for the rest of a frame) and the truth about what has left: Node completes
 * most writes within the call, and `pendingBytes` is what it could not. Falls back to 'data' events when a
 * socket's handle does not take a buffer. Refuses writes after the close, silently: `closed` tells.
 */
import { type OnReadOpts, Socket } from 'node:net'
import { type Connection, NetworkError, type PeerInfo, type Receiver } from '../network.js'
import { networkError } from './network-errors.js'

/** Gives the host's one receive buffer. */
export type ReceiveBuffer = () => Uint8Array

/** Above this many bytes waiting, `write` asks its caller to stop. */
const mostPendingBytes = 1024 * 1024

type Opener = (onread: { onread?: OnReadOpts }) => Socket

export class NodeConnection implements Connection {
  #socket: Socket
  #receiver: Receiver | undefined
  #peer: PeerInfo | undefined
  readonly #shared: ReceiveBuffer | undefined
  /** What the socket reads into now; a lent buffer until its frame is whole. */
  #target: Uint8Array | undefined
  #address: string
  #connectTimer: NodeJS.Timeout | undefined
  #paused = false
  #closing = false
  #closed = false
  #owesDrained = false
  #reason: Error | undefined

  private constructor(
    open: (connection: NodeConnection) => Socket,
    address: string,
    shared: ReceiveBuffer | undefined,
  ) {
    this.#shared = shared
    this.#address = address
    this.#socket = open(this)
  }

  /** A connection on a socket that a server accepted and paused. */
  static accepted(socket: Socket, shared: ReceiveBuffer | undefined): NodeConnection {
    const connection = new NodeConnection(() => socket, '', shared)
    connection.#address = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}`
    socket.on('error', (error) => connection.#fail(error))
    return connection
  }

  /** A connection under way: `open` starts it. */
  static connecting(
    open: Opener,
    address: string,
    timeoutMs: number,
    shared: ReceiveBuffer | undefined,
  ): NodeConnection {
    const connection = new NodeConnection(
      (self) => open(shared === undefined ? {} : { onread: self.#onRead(shared) }),
      address,
      shared,
    )
    connection.#connectTimer = setTimeout(() => {
      connection.close(
        new NetworkError('timeout', address, { detail: `no connection within ${timeoutMs} ms` }),
      )
    }, timeoutMs)
    connection.#listen(shared !== undefined)
    connection.#socket.once('connect', () => {
      clearTimeout(connection.#connectTimer)
      if (!connection.#closing) connection.#receiver?.connected?.()
    })
    return connection
  }

  get peer(): PeerInfo {
    if (this.#peer !== undefined) return this.#peer
    const { remoteAddress, remotePort, localAddress, localPort } = this.#socket
    const peer = {
      remoteHost: remoteAddress ?? '',
      remotePort: remotePort ?? 0,
      localHost: localAddress ?? '',
      localPort: localPort ?? 0,
    }
    if (remoteAddress !== undefined) this.#peer = peer
    return peer
  }

  get pendingBytes(): number {
    return this.#closed ? 0 : this.#socket.writableLength
  }

  start(receiver: Receiver): void {
    this.#receiver = receiver
    if (this.#connectTimer !== undefined) return
    if (this.#closing) {
      this.#socket.once('close', () => this.#finish())
      return
    }
    const moved = this.#moveToOwnBuffer()
    this.#listen(moved)
    if (!this.#paused) this.#socket.resume()
  }

  write(chunks: readonly Uint8Array[]): boolean {
    if (this.#closing) return false
    const socket = this.#socket
    const last = chunks.length - 1
    if (last < 0) return socket.writableLength < mostPendingBytes
    if (last > 0) socket.cork()
    for (let i = 0; i < last; i += 1) socket.write(chunks[i] as Uint8Array)
    socket.write(chunks[last] as Uint8Array, this.#onWritten)
    if (last > 0) socket.uncork()
    const pending = socket.writableLength
    if (pending > 0) this.#owesDrained = true
    return pending < mostPendingBytes
  }

  pause(): void {
    this.#paused = true
    this.#socket.pause()
  }

  resume(): void {
    this.#paused = false
    if (this.#receiver !== undefined) this.#socket.resume()
  }

  close(reason?: Error): void {
    if (this.#closing && (reason === undefined || this.#closed)) return
    this.#closing = true
    this.#reason ??= reason
    clearTimeout(this.#connectTimer)
    const socket = this.#socket
    if (reason !== undefined) {
      if (socket.connecting || socket.destroyed) socket.destroy()
      else socket.resetAndDestroy()
      return
    }
    if (socket.connecting && socket.writableLength === 0) {
      socket.destroy()
      return
    }
    // The peer's end must be seen even when nobody reads any more; bytes that still come are dropped.
    socket.resume()
    socket.destroySoon()
  }

  /** True when the socket now reads into our buffer; false leaves it on 'data' events. */
  #moveToOwnBuffer(): boolean {
    const shared = this.#shared
    const original = this.#socket as Socket & {
      _handle: { useUserBuffer?: unknown; reading?: boolean } | null
    }
    const handle = original._handle
    if (shared === undefined || handle === null || typeof handle?.useUserBuffer !== 'function') return false
    const options = { handle, onread: this.#onRead(shared), pauseOnCreate: true }
    this.peer
    this.#socket = new Socket(options as unknown as ConstructorParameters<typeof Socket>[0])
    // Two sockets must not own one handle: the first is now an empty shell for the collector.
    original._handle = null
    original.removeAllListeners()
    return true
  }

  #onRead(shared: ReceiveBuffer): OnReadOpts {
    let afterRead = false
    return {
      buffer: () => {
        const target = this.#receiver?.want?.() ?? shared()
        // After a read, giving none keeps the buffer there was, which spares a call into the handle. Node also
        // asks when it sets up a handle (once per address tried), and then it must get one.
        const keep = afterRead && target === this.#target
        afterRead = false
        this.#target = target
        return keep ? (undefined as unknown as Uint8Array) : target
      },
      callback: (count, bytes) => {
        afterRead = true
        if (!this.#closing) this.#receiver?.receive(count === bytes.length ? bytes : bytes.subarray(0, count))
        return true
      },
    }
  }

  #listen(ownBuffer: boolean): void {
    const socket = this.#socket
    socket.on('error', (error) => this.#fail(error))
    socket.once('close', () => this.#finish())
    if (!ownBuffer)
      socket.on('data', (slab: Buffer) =>
        this.#receiveEvent(new Uint8Array(slab.buffer, slab.byteOffset, slab.length)),
      )
  }

  /** The plain way: the slab is Node's, so a lent buffer costs a copy. */
  #receiveEvent(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length) {
      if (this.#closing) return
      if (at > 0 && this.#socket.isPaused()) {
        this.#socket.unshift(bytes.subarray(at))
        return
      }
      const lent = this.#receiver?.want?.()
      if (lent === undefined) {
        this.#receiver?.receive(at === 0 ? bytes : bytes.subarray(at))
        return
      }
      const count = Math.min(lent.length, bytes.length - at)
      lent.set(bytes.subarray(at, at + count))
      at += count
      this.#receiver?.receive(count === lent.length ? lent : lent.subarray(0, count))
    }
  }

  readonly #onWritten = (error?: Error | null): void => {
    if (error || !this.#owesDrained || this.#closed || this.#socket.writableLength > 0) return
    this.#owesDrained = false
    this.#receiver?.drained?.()
  }

  #fail(error: Error): void {
    this.#reason ??= networkError(this.#address, error)
  }

  #finish(): void {
    if (this.#closed) return
    this.#closed = true
    this.#closing = true
    clearTimeout(this.#connectTimer)
    this.#receiver?.closed(this.#reason)
  }
}
