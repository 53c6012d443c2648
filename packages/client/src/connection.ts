/**
 * One connection to a broker: requests leave in order, as many as the callers like before the first answer;
 * answers find their request by correlation id. The versions are negotiated first (KIP-35, KIP-511). A
 * request whose time is up ends the connection, since what follows on it would wait for the same answer.
 *
 * Refuses: retrying. A broken connection fails what was under way, and its owner makes another.
 */
import { type Host, NetworkError, type Connection as Stream } from '@samsa/host'
import { apiKeys } from '@samsa/protocol/apis'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { FrameReader } from '@samsa/protocol/frame'
import { decodeResponseHeader, encodeRequestHeader } from '@samsa/protocol/header'
import { apiVersionsRequest } from '@samsa/protocol/messages/api-versions-request'
import { type ApiVersionsResponse, apiVersionsResponse } from '@samsa/protocol/messages/api-versions-response'
import type { Draft } from '@samsa/protocol/message-type'
import { type ApiCall, type BrokerVersions, chooseVersion } from './api-call.js'
import type { HostAndPort } from './config/client-options.js'
import { type ClientError, ClosedError, ConnectionError, KafkaError, TimeoutError } from './errors.js'

interface ConnectionOptions {
  readonly clientId: string
  /** Default time for a request, milliseconds. */
  readonly requestTimeoutMs: number
  readonly connectTimeoutMs: number
}

interface Pending {
  readonly apiKey: number
  readonly version: number
  readonly name: string
  readonly keepsBytes: boolean
  readonly answer: (reader: ByteReader) => void
  readonly fail: (error: Error) => void
  readonly cancelTimer: () => void
}

const MAX_FRAME_BYTES = 0x7fffffff
const VERSIONS_VERSION = 4

export class Connection {
  readonly address: string
  readonly #stream: Stream
  readonly #pending = new Map<number, Pending>()
  readonly #frames: FrameReader
  readonly #ownBuffers = new WeakSet<ArrayBufferLike>()
  #nextCorrelationId = 0
  #drained: (() => void)[] = []
  #versions: BrokerVersions = new Map()
  #features: ApiVersionsResponse | undefined
  #closed: Error | undefined
  #lastUsed: number

  private constructor(
    private readonly host: Host,
    at: HostAndPort,
    private readonly options: ConnectionOptions,
  ) {
    this.address = at.host.includes(':') ? `[${at.host}]:${at.port}` : `${at.host}:${at.port}`
    this.#lastUsed = host.clock.monotonic()
    const memory = { take: (size: number) => this.#ownBuffer(size), give: () => undefined }
    this.#frames = new FrameReader(
      MAX_FRAME_BYTES,
      (bytes, start, end) => this.#frame(bytes, start, end),
      memory,
    )
    this.#stream = host.network.connect({ ...at, timeoutMs: options.connectTimeoutMs })
    this.#stream.start({
      receive: (bytes) => this.#receive(bytes),
      want: () => this.#frames.want(),
      drained: () => this.#runDrained(),
      closed: (reason) => this.#end(this.#reason(reason)),
    })
  }

  /**
   * Connects and negotiates the versions. Rejects with ConnectionError or TimeoutError. `started` is given the
   * connection at once, to close it before it is open.
   */
  static async open(
    host: Host,
    at: HostAndPort,
    options: ConnectionOptions,
    started: (connection: Connection) => void = () => undefined,
  ): Promise<Connection> {
    const connection = new Connection(host, at, options)
    started(connection)
    try {
      await connection.#negotiate()
    } catch (error) {
      connection.close()
      throw error
    }
    return connection
  }

  get closed(): boolean {
    return this.#closed !== undefined
  }

  /** Requests that wait for their answers. */
  get inFlight(): number {
    return this.#pending.size
  }

  /** Monotonic time of the last request. */
  get lastUsed(): number {
    return this.#lastUsed
  }

  /** Bytes of requests that have not left. */
  get pendingBytes(): number {
    return this.#stream.pendingBytes
  }

  /** Runs once when they have left, or the connection has ended. */
  whenDrained(run: () => void): void {
    this.#drained.push(run)
  }

  get versions(): BrokerVersions {
    return this.#versions
  }

  /** The broker's whole answer about versions and features. */
  get apiVersions(): ApiVersionsResponse | undefined {
    return this.#features
  }

  /**
   * Sends a request in the highest version both sides know. `build` gets that version.
   * Rejects with ConnectionError, TimeoutError, UnsupportedVersionError, or EncodeError.
   */
  request<Request, Response>(
    call: ApiCall<Request, Response>,
    build: Draft<Request> | ((version: number) => Draft<Request>),
    options: { readonly timeoutMs?: number; readonly atLeast?: number } = {},
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      const version = chooseVersion(call, this.#versions, options.atLeast)
      const draft =
        typeof build === 'function' ? (build as (version: number) => Draft<Request>)(version) : build
      const answer = (reader: ByteReader) => resolve(call.response.decode(reader, version))
      this.#send(call, version, draft, { timeoutMs: options.timeoutMs, answer, fail: reject })
    })
  }

  /** Sends a request that has no answer (Produce with acks=0). Throws when the connection has ended. */
  sendOneWay<Request>(call: ApiCall<Request, unknown>, build: (version: number) => Draft<Request>): void {
    const version = chooseVersion(call, this.#versions)
    this.#write(call, version, build(version), this.#nextCorrelationId++ & 0x7fffffff)
  }

  /** Ends the connection; what waits for an answer fails with `reason`, a ClosedError by default. */
  close(reason: ClientError = new ClosedError(`connection to ${this.address} closed`)): void {
    this.#end(reason)
  }

  #send<Request>(
    call: ApiCall<Request, unknown>,
    version: number,
    draft: Draft<Request>,
    wait: {
      timeoutMs: number | undefined
      answer: (reader: ByteReader) => void
      fail: (error: Error) => void
    },
  ): void {
    const correlationId = this.#nextCorrelationId++ & 0x7fffffff
    this.#write(call, version, draft, correlationId)
    const { name, apiKey } = call.request
    const timeoutMs = wait.timeoutMs ?? this.options.requestTimeoutMs
    const timer = this.host.timers.after(timeoutMs, () => {
      this.#end(new TimeoutError(`${name} to ${this.address} was not answered within ${timeoutMs} ms`))
    })
    const { answer, fail } = wait
    const cancelTimer = () => timer.cancel()
    this.#pending.set(correlationId, {
      apiKey,
      version,
      name,
      keepsBytes: call.keepsBytes,
      answer,
      fail,
      cancelTimer,
    })
  }

  #write<Request>(
    call: ApiCall<Request, unknown>,
    version: number,
    draft: Draft<Request>,
    correlationId: number,
  ) {
    if (this.#closed !== undefined) throw this.#closed
    const writer = new ByteWriter()
    const size = writer.reserveInt32()
    const { apiKey } = call.request
    encodeRequestHeader(writer, {
      apiKey,
      apiVersion: version,
      correlationId,
      clientId: this.options.clientId,
    })
    call.request.encode(writer, draft, version)
    writer.setInt32(size, writer.length - 4)
    this.#lastUsed = this.host.clock.monotonic()
    this.#stream.write(writer.finish())
  }

  #ownBuffer(size: number): Uint8Array {
    const buffer = new Uint8Array(size)
    this.#ownBuffers.add(buffer.buffer)
    return buffer
  }

  #receive(bytes: Uint8Array): void {
    this.#frames.feed(bytes)
    const refused = this.#frames.refusedSize
    if (refused !== undefined && this.#closed === undefined) {
      this.#end(
        new ConnectionError(
          this.address,
          `${this.address} sent a frame of ${refused} bytes: not a Kafka broker?`,
        ),
      )
    }
  }

  #frame(bytes: Uint8Array, start: number, end: number): boolean {
    try {
      this.#answer(bytes, start, end)
    } catch (cause) {
      this.#end(
        new ConnectionError(this.address, `${this.address} sent an answer that cannot be read`, { cause }),
      )
    }
    return this.#closed === undefined
  }

  #answer(bytes: Uint8Array, start: number, end: number): void {
    const correlationId = new ByteReader(bytes, start, end).int32()
    const pending = this.#pending.get(correlationId)
    if (pending === undefined) throw new Error(`correlation id ${correlationId} belongs to no request`)
    // What is kept must not lie in the receive buffer, which the next read overwrites.
    const keep = pending.keepsBytes && !this.#ownBuffers.has(bytes.buffer)
    const reader = keep ? new ByteReader(bytes.slice(start, end)) : new ByteReader(bytes, start, end)
    decodeResponseHeader(reader, pending.apiKey, pending.version)
    this.#pending.delete(correlationId)
    pending.cancelTimer()
    try {
      pending.answer(reader)
    } catch (error) {
      pending.fail(error as Error)
      throw error
    }
  }

  async #negotiate(): Promise<void> {
    let answer = await this.#askVersions(VERSIONS_VERSION)
    if (answer.errorCode === new KafkaError('UNSUPPORTED_VERSION').code) {
      const range = answer.apiKeys.find((api) => api.apiKey === apiKeys.ApiVersions)
      answer = await this.#askVersions(Math.min(range?.maxVersion ?? 0, VERSIONS_VERSION))
    }
    const error = KafkaError.of(answer.errorCode)
    if (error !== undefined) throw error
    this.#features = answer
    this.#versions = new Map(answer.apiKeys.map((api) => [api.apiKey, api]))
  }

  /** A broker that does not know the version answers in version 0, whatever was asked. */
  #askVersions(version: number): Promise<ApiVersionsResponse> {
    const call = {
      request: apiVersionsRequest,
      response: apiVersionsResponse,
      minVersion: 0,
      maxVersion: version,
      keepsBytes: false,
    }
    const draft = { clientSoftwareName: 'samsa', clientSoftwareVersion: '0.1.0' }
    return new Promise((resolve, reject) => {
      const answer = (reader: ByteReader) => {
        const start = reader.position
        const unsupported = reader.int16() === 35
        reader.position = start
        resolve(apiVersionsResponse.decode(reader, unsupported ? 0 : version))
      }
      const timeoutMs = Math.min(this.options.requestTimeoutMs, this.options.connectTimeoutMs)
      this.#send(call, version, version < 3 ? {} : draft, { timeoutMs, answer, fail: reject })
    })
  }

  #reason(reason: Error | undefined): Error {
    if (reason instanceof NetworkError) {
      return new ConnectionError(this.address, `${this.address}: ${reason.kind}`, { cause: reason })
    }
    return new ConnectionError(this.address, `${this.address} closed the connection`, { cause: reason })
  }

  #end(error: Error): void {
    if (this.#closed !== undefined) return
    this.#closed = error
    this.#stream.close(error instanceof ClosedError ? undefined : error)
    this.#frames.release()
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    for (const { cancelTimer, fail } of pending) {
      cancelTimer()
      fail(error)
    }
    this.#runDrained()
  }

  #runDrained(): void {
    const waiting = this.#drained
    this.#drained = []
    for (const run of waiting) run()
  }
}
