/**
 * TCP through Node's `net` behind `Network`. Owns the one receive buffer that all of this host's sockets read
 * into: 512 KB handed to the socket with `onread` instead of a fresh slab per read. A server's sockets come
 * without that option, so an accepted handle is moved to a socket made with it (see node-connection.ts).
 */
import { createServer, type Server, connect as tcpConnect } from 'node:net'
import type { LogSink } from '../log-sink.js'
import type { Connection, ConnectOptions, Listener, ListenOptions, Network } from '../network.js'
import { networkError } from './network-errors.js'
import { NodeConnection, type ReceiveBuffer } from './node-connection.js'

const receiveBufferSize = 512 * 1024
const defaultConnectTimeoutMs = 10_000
const keepAliveAfterMs = 60_000

export interface NodeNetworkOptions {
  /** 'shared-buffer' reads into one buffer through `onread`; 'data-events' is Node's plain way. */
  readonly receive?: 'shared-buffer' | 'data-events'
}

export class NodeNetwork implements Network {
  readonly #buffer: ReceiveBuffer | undefined

  constructor(
    private readonly log: LogSink,
    options: NodeNetworkOptions = {},
  ) {
    this.#buffer = options.receive === 'data-events' ? undefined : lazyBuffer()
  }

  listen(at: ListenOptions, accept: (connection: Connection) => void): Promise<Listener> {
    const server = createServer({
      pauseOnConnect: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveAfterMs,
    })
    server.on('connection', (socket) => accept(NodeConnection.accepted(socket, this.#buffer)))
    return new Promise((resolve, reject) => {
      const refuse = (error: Error): void => reject(networkError(`${at.host}:${at.port}`, error))
      server.once('error', refuse)
      server.listen(
        { ...(at.host === '' ? {} : { host: at.host }), port: at.port, backlog: at.backlog ?? 511 },
        () => {
          server.off('error', refuse)
          server.on('error', (error) =>
            this.log.write('error', 'A connection could not be accepted', { error }),
          )
          resolve(new NodeListener(server))
        },
      )
    })
  }

  connect(to: ConnectOptions): Connection {
    return NodeConnection.connecting(
      (onread) =>
        tcpConnect({
          host: to.host,
          port: to.port,
          keepAlive: true,
          keepAliveInitialDelay: keepAliveAfterMs,
          noDelay: true,
          ...onread,
        }),
      `${to.host}:${to.port}`,
      to.timeoutMs ?? defaultConnectTimeoutMs,
      this.#buffer,
    )
  }
}

class NodeListener implements Listener {
  readonly host: string
  readonly port: number

  constructor(private readonly server: Server) {
    const address = server.address()
    this.host = typeof address === 'object' && address !== null ? address.address : ''
    this.port = typeof address === 'object' && address !== null ? address.port : 0
  }

  /** The server's own 'close' waits for its connections; the listening socket itself closes at once. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close()
      setImmediate(resolve)
    })
  }
}

/** Allocated by the first connection: a program that only reads files never pays for it. */
function lazyBuffer(): ReceiveBuffer {
  let bytes: Uint8Array | undefined
  return () => {
    // Not a Buffer: receivers copy with `slice`, which on a Buffer would be a view.
    bytes ??= new Uint8Array(receiveBufferSize)
    return bytes
  }
}
