/** Byte streams, as every host must keep them. */
import { expect, it } from 'vitest'
import type { Host } from '../host.js'
import { type Connection, type Listener, NetworkError } from '../network.js'
import type { ContractSubject } from './host-contract.js'

/** What a test saw of one end of a connection. */
class Seen {
  count = 0
  readonly #chunks: Uint8Array[] = []
  closed = false
  reason: Error | undefined
  readonly whenClosed: Promise<void>
  /** Called besides, when set. */
  onReceive: (() => void) | undefined
  onDrained: (() => void) | undefined
  #close: () => void = () => {}
  readonly #waiting: { count: number; resolve: () => void }[] = []

  constructor() {
    this.whenClosed = new Promise((resolve) => {
      this.#close = resolve
    })
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#chunks)
  }

  receive(bytes: Uint8Array): void {
    expect(this.closed).toBe(false)
    expect(Buffer.isBuffer(bytes)).toBe(false)
    this.#chunks.push(bytes.slice())
    this.count += bytes.length
    this.onReceive?.()
    for (const wait of this.#waiting) if (this.count >= wait.count) wait.resolve()
  }

  onClosed(reason?: Error): void {
    expect(this.closed).toBe(false)
    this.closed = true
    this.reason = reason
    this.#close()
  }

  until(count: number): Promise<void> {
    if (this.count >= count) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ count, resolve }))
  }
}

function receiver(seen: Seen) {
  return {
    receive: (bytes: Uint8Array) => seen.receive(bytes),
    closed: (reason?: Error) => seen.onClosed(reason),
    drained: () => seen.onDrained?.(),
  }
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const pattern = (size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 9)) & 255)

interface Pair {
  readonly listener: Listener
  readonly client: Connection
  readonly server: Connection
  readonly atClient: Seen
  readonly atServer: Seen
}

async function connectPair({ network }: Host): Promise<Pair> {
  const atClient = new Seen()
  const atServer = new Seen()
  let accepted: (connection: Connection) => void = () => {}
  const acceptance = new Promise<Connection>((resolve) => {
    accepted = resolve
  })
  const listener = await network.listen({ host: '127.0.0.1', port: 0 }, (connection) => {
    connection.start(receiver(atServer))
    accepted(connection)
  })
  const client = network.connect({ host: '127.0.0.1', port: listener.port })
  await new Promise<void>((resolve) => client.start({ ...receiver(atClient), connected: resolve }))
  return { listener, client, server: await acceptance, atClient, atServer }
}

export function networkContract(subject: ContractSubject): void {
  streamContract(subject)
  flowContract(subject)
  failureContract(subject)
}

function streamContract(subject: ContractSubject): void {
  it('chunks written on one side arrive in order on the other, both ways, and a close flushes first', () =>
    subject.run(async (host) => {
      const { listener, client, server, atClient, atServer } = await connectPair(host)
      client.write([bytes(1, 2), bytes(3)])
      client.write([bytes(4)])
      await atServer.until(4)
      const large = pattern(3_000_000)
      server.write([large.subarray(0, 10), large.subarray(10)])
      server.close()
      await Promise.all([atClient.whenClosed, atServer.whenClosed])
      expect([...atServer.bytes]).toEqual([1, 2, 3, 4])
      expect(Buffer.compare(atClient.bytes, large)).toBe(0)
      expect(atClient.reason).toBeUndefined()
      await listener.close()
    }))

  it('writes made before the connection is up are kept', () =>
    subject.run(async (host) => {
      const atServer = new Seen()
      const listener = await host.network.listen({ host: '', port: 0 }, (connection) =>
        connection.start(receiver(atServer)),
      )
      const client = host.network.connect({ host: 'localhost', port: listener.port })
      client.start(receiver(new Seen()))
      expect(client.write([bytes(8, 9)])).toBe(true)
      expect(client.pendingBytes).toBe(2)
      client.close()
      await atServer.whenClosed
      expect([...atServer.bytes]).toEqual([8, 9])
      await listener.close()
    }))

  it('a lent buffer receives exactly the bytes that follow, and then the shared one is used again', () =>
    subject.run(async (host) => {
      const lent = new Uint8Array(50_000)
      let filled = 0
      const atServer = new Seen()
      const listener = await host.network.listen({ host: '127.0.0.1', port: 0 }, (connection) =>
        connection.start({
          ...receiver(atServer),
          want: () => (atServer.count > 0 && filled < lent.length ? lent.subarray(filled) : undefined),
          receive: (received) => {
            if (received.buffer === lent.buffer) filled += received.length
            else atServer.receive(received)
          },
        }),
      )
      const client = host.network.connect({ host: '127.0.0.1', port: listener.port })
      const atClient = new Seen()
      await new Promise<void>((resolve) => client.start({ ...receiver(atClient), connected: resolve }))
      client.write([bytes(1)])
      await atServer.until(1)
      const sent = pattern(50_003)
      client.write([sent])
      await atServer.until(4)
      expect(filled).toBe(50_000)
      expect(Buffer.compare(lent, sent.subarray(0, 50_000))).toBe(0)
      expect([...atServer.bytes]).toEqual([1, ...sent.subarray(50_000)])
      client.close()
      await atServer.whenClosed
      await listener.close()
    }))

  it('each end knows the addresses', () =>
    subject.run(async (host) => {
      const { listener, client, server, atServer } = await connectPair(host)
      expect(client.peer.remotePort).toBe(listener.port)
      expect(server.peer.localPort).toBe(listener.port)
      expect(server.peer.remotePort).toBe(client.peer.localPort)
      client.close()
      await atServer.whenClosed
      await listener.close()
    }))
}

function flowContract(subject: ContractSubject): void {
  it(
    'a paused receiver gets nothing, its sender is told to stop, and drained tells when all has left',
    () =>
      subject.run(async (host) => {
        const { listener, client, server, atClient, atServer } = await connectPair(host)
        server.pause()
        const atClientDrained = new Promise<void>((resolve) => {
          atClient.onDrained = resolve
        })
        const chunk = pattern(1_000_000)
        let written = 0
        while (written < 40 && client.write([chunk])) written += 1
        written += 1
        expect(written).toBeLessThan(40)
        expect(client.pendingBytes).toBeGreaterThan(0)
        expect(atServer.count).toBe(0)
        server.resume()
        await atClientDrained
        expect(client.pendingBytes).toBe(0)
        await atServer.until(written * chunk.length)
        expect(atServer.count).toBe(written * chunk.length)
        client.close()
        await atServer.whenClosed
        await listener.close()
      }),
    60_000,
  )

  it('a connection that is paused before it starts gets nothing until it is resumed', () =>
    subject.run(async (host) => {
      let resumed = false
      let early = 0
      const got = new Promise<void>((resolve) => {
        void host.network
          .listen({ host: '127.0.0.1', port: 0 }, (connection) => {
            connection.pause()
            connection.start({
              receive: () => {
                if (!resumed) early += 1
                connection.close()
              },
              closed: () => undefined,
            })
            host.timers.after(5, () => {
              resumed = true
              connection.resume()
            })
          })
          .then((listener) => {
            const client = host.network.connect({ host: '127.0.0.1', port: listener.port })
            client.start({ receive: () => undefined, closed: () => void listener.close().then(resolve) })
            client.write([pattern(100)])
          })
      })
      await got
      expect(early).toBe(0)
    }))

  it('a receiver may pause itself while it receives', () =>
    subject.run(async (host) => {
      const { listener, client, server, atServer } = await connectPair(host)
      let paused = 0
      atServer.onReceive = () => {
        expect(paused).toBe(0)
        paused += 1
        server.pause()
        host.timers.after(1, () => {
          paused = 0
          server.resume()
        })
      }
      client.write([pattern(2_000)])
      await atServer.until(2_000)
      client.close()
      await atServer.whenClosed
      await listener.close()
    }))
}

function failureContract(subject: ContractSubject): void {
  it('nobody listening is a refusal, told once through closed', () =>
    subject.run(async (host) => {
      const listener = await host.network.listen({ host: '127.0.0.1', port: 0 }, () => {})
      await listener.close()
      const seen = new Seen()
      const client = host.network.connect({ host: '127.0.0.1', port: listener.port })
      client.start(receiver(seen))
      client.write([bytes(1)])
      await seen.whenClosed
      expect(seen.reason).toBeInstanceOf(NetworkError)
      expect((seen.reason as NetworkError).kind).toBe('refused')
      expect(client.write([bytes(1)])).toBe(false)
      client.close()
    }))

  it('a close with a reason resets the stream', () =>
    subject.run(async (host) => {
      const { listener, client, atClient, atServer } = await connectPair(host)
      const reason = new Error('enough')
      client.close(reason)
      client.close(reason)
      await Promise.all([atClient.whenClosed, atServer.whenClosed])
      expect(atClient.reason).toBe(reason)
      expect((atServer.reason as NetworkError).kind).toBe('reset')
      await listener.close()
    }))

  it('a port in use is refused, and a listener that closed frees it', () =>
    subject.run(async (host) => {
      const first = await host.network.listen({ host: '127.0.0.1', port: 0 }, () => {})
      await expect(
        host.network.listen({ host: '127.0.0.1', port: first.port }, () => {}),
      ).rejects.toMatchObject({
        kind: 'address-in-use',
      })
      await first.close()
      const second = await host.network.listen({ host: '127.0.0.1', port: first.port }, () => {})
      expect(second.port).toBe(first.port)
      await second.close()
    }))

  it('a connection that is closed by its acceptor at once ends on the other side', () =>
    subject.run(async (host) => {
      const listener = await host.network.listen({ host: '127.0.0.1', port: 0 }, (connection) =>
        connection.close(),
      )
      const seen = new Seen()
      host.network.connect({ host: '127.0.0.1', port: listener.port }).start(receiver(seen))
      await seen.whenClosed
      expect(seen.count).toBe(0)
      await listener.close()
    }))
}
