/**
 * The network: byte streams only. Framing, protocol and TLS policy live above.
 */
export interface Network {
  /** Resolves once connections are accepted; port 0 lets the system choose. */
  listen(at: ListenOptions, accept: (connection: Connection) => void): Promise<Listener>
  /** Returns at once; writes are kept until connected. Failure arrives as `closed(reason)`. */
  connect(to: ConnectOptions): Connection
}

export interface ListenOptions {
  /** A name or address; '' listens on every interface (IPv6 dual-stack where there is one). */
  readonly host: string
  readonly port: number
  readonly backlog?: number
}

export interface Listener {
  /** The address bound: with port 0 in ListenOptions, the port the system chose. */
  readonly host: string
  readonly port: number
  /** Stops accepting; connections already accepted live on. */
  close(): Promise<void>
}

export interface ConnectOptions {
  readonly host: string
  readonly port: number
  /** Default 10 000 ms; then `closed` with a NetworkError of kind 'timeout'. */
  readonly timeoutMs?: number
}

export interface Connection {
  readonly peer: PeerInfo
  /**
   * Starts the flow of bytes; call once, in the turn that got the connection.
   */
  start(receiver: Receiver): void
  /**
   * Hands over the chunks, which the caller must not change until they have left (`drained`, or the close).
   * false: more than a bounded amount is waiting, so stop producing until `drained`.
   */
  write(chunks: readonly Uint8Array[]): boolean
  /** Bytes handed over that have not reached the kernel. 0: every chunk written so far may be reused. */
  readonly pendingBytes: number
  /** Stops `receive` (back-pressure); idempotent. Before `start`: nothing is received until `resume`. */
  pause(): void
  resume(): void
  /** Flushes what was written, then closes. With a reason: closes at once (reset). Idempotent. */
  close(reason?: Error): void
}

export interface Receiver {
  /**
   * `bytes` is borrowed: valid until `receive` returns. The simulator poisons it afterwards. A plain Uint8Array
   * (never a Buffer, whose `slice` does not copy), or a view of the buffer that `want` lent.
   */
  receive(bytes: Uint8Array): void
  /**
   * Asked before the next read (on Node: right after `receive`): a buffer to read into directly (the rest of a
   * partial frame), or undefined for the host's shared buffer. What was read arrives in `receive` as a view of it.
   */
  want?(): Uint8Array | undefined
  /** Everything handed to `write` has reached the kernel. */
  drained?(): void
  /** The stream came up (connect only; an accepted connection is up already). */
  connected?(): void
  /** The peer or the network ended it, or `close` was called. Once, the last call. */
  closed(reason?: Error): void
}

export interface PeerInfo {
  readonly remoteHost: string
  readonly remotePort: number
  readonly localHost: string
  readonly localPort: number
}

export type NetworkErrorKind =
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'unreachable'
  | 'address-in-use'
  | 'unknown-host'
  | 'denied'
  | 'other'

export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  constructor(
    readonly kind: NetworkErrorKind,
    readonly address: string,
    options?: { cause?: unknown; detail?: string },
  ) {
    super(`${address}: ${options?.detail ?? kind}`, { cause: options?.cause })
  }
}
