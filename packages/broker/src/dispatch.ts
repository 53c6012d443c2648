/**
 * From a frame to its answer: header, handler, decode, run, encode. The only place that catches: what a
 * handler throws becomes UNKNOWN_SERVER_ERROR where the API can say it, and what cannot be read ends that
 * connection alone.
 */
import type { Host } from '@samsa/host'
import { apiByKey, apiKeys } from '@samsa/protocol/apis'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { DecodeError } from '@samsa/protocol/bytes/decode-error'
import { requestHeaderVersion, responseHeaderVersion } from '@samsa/protocol/header'
import type { Broker } from './broker.js'
import type { Call, Door, Handler, RawRequest } from './handler.js'
import type { RequestCounters } from './metrics/metrics.js'
import type { ClientConnection, PendingReply } from './transport/client-connection.js'
import type { ReplyBuffer } from './transport/reply-buffer.js'

const unknownServerError = -1
/**
 * What one request may name, in all its arrays together. An element costs up to 10 us, while everybody else
 * waits, and up to 4 KB until it is answered; a frame of 100 MB could hold millions.
 */
const mostElements = 50_000
/** Frames above this are read through before they are copied. */
const largeFrameBytes = 1024 * 1024
/** No version is flexible. */
const never = 32767

interface MutableRequest {
  connection: ClientConnection
  apiVersion: number
  correlationId: number
  clientIdAt: number
  reader: ByteReader
}

/** Where a request lies in what was received. */
interface Frame {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
}

/** A door that is open, with what each of its frames needs. */
interface OpenDoor {
  readonly serve: (request: RawRequest) => void
  readonly min: number
  readonly max: number
  readonly flexibleFrom: number
  readonly counters: RequestCounters
}

/** One request of a plain handler on its way. */
interface Errand {
  readonly handler: Handler
  readonly connection: ClientConnection
  readonly call: Call
  readonly request: unknown
  readonly startedAt: number
}

/** See the file. One per broker. */
export class Dispatch {
  readonly #handlers: (Handler | undefined)[] = []
  readonly #doors: (OpenDoor | undefined)[] = []
  readonly #reader = new ByteReader()
  readonly #writer = new ByteWriter()
  readonly #raw: MutableRequest

  constructor(
    private readonly broker: Broker,
    registry: readonly (Handler | Door)[],
  ) {
    for (const api of registry) {
      if ('open' in api) {
        this.#doors[api.apiKey] = {
          serve: api.open(broker),
          min: api.versions[0],
          max: api.versions[1],
          flexibleFrom: apiByKey(api.apiKey)?.flexibleFrom ?? never,
          counters: broker.metrics.request(api.apiKey),
        }
      } else this.#handlers[api.apiKey] = api
    }
    this.#reader.mostElements = mostElements
    this.#raw = {
      connection: undefined as unknown as ClientConnection,
      apiVersion: 0,
      correlationId: 0,
      clientIdAt: 0,
      reader: this.#reader,
    }
  }

  /**
   * Handles one frame. `bytes` is borrowed: appended ranges until the turn has written them, else until the
   * return.
   */
  frame(connection: ClientConnection, bytes: Uint8Array, start: number, end: number): void {
    const reader = this.#reader
    reader.reset(bytes, start, end)
    try {
      const apiKey = reader.int16()
      const apiVersion = reader.int16()
      const door = this.#doors[apiKey]
      if (door === undefined) {
        this.#plain(connection, apiKey, apiVersion, { bytes, start, end })
        return
      }
      if (apiVersion < door.min || apiVersion > door.max) {
        connection.refuse(`version ${apiVersion} of API ${apiKey} is not served`)
        return
      }
      const raw = this.#raw
      raw.connection = connection
      raw.apiVersion = apiVersion
      raw.correlationId = reader.int32()
      raw.clientIdAt = reader.position
      const clientIdLength = reader.int16()
      if (clientIdLength > 0) reader.skip(clientIdLength)
      if (apiVersion >= door.flexibleFrom) reader.skipTaggedFields()
      door.counters.requests += 1
      door.counters.requestBytes += end - start
      door.serve(raw)
    } catch (error) {
      requestFailed(this.broker.host, connection, error)
    }
  }

  /** What is kept of the frame is copied: its bytes are borrowed. */
  #plain(connection: ClientConnection, apiKey: number, apiVersion: number, frame: Frame): void {
    this.broker.turn.writeAll()
    const reader = this.#reader
    const correlationId = reader.int32()
    const handler = this.#handlers[apiKey]
    if (handler === undefined) {
      connection.refuse(`API ${apiKey} is not served`)
      return
    }
    if (apiVersion < handler.versions[0] || apiVersion > handler.versions[1]) {
      this.#unsupported(connection, handler, apiVersion, correlationId)
      return
    }
    const clientId = reader.nullableName() ?? ''
    if (requestHeaderVersion(apiKey, apiVersion) === 2) reader.skipTaggedFields()
    const { bytes, start, end } = frame
    const bodyAt = reader.position
    // What turns out to be no request at all is not worth its copy.
    if (end - start > largeFrameBytes) handler.requestType.decode(reader, apiVersion)
    const body = bytes.slice(bodyAt, end)
    reader.reset(body, 0, body.length)
    const errand: Errand = {
      handler,
      connection,
      call: { apiVersion, correlationId, clientId, connection: connection.facts },
      request: handler.requestType.decode(reader, apiVersion),
      startedAt: this.broker.turn.monotonic,
    }
    const counters = this.broker.metrics.request(apiKey)
    counters.requests += 1
    counters.requestBytes += end - start
    this.#run(errand)
  }

  /**
   * Kafka closes the connection, but answers ApiVersions in version 0 so that the client can choose again
   * (KIP-511).
   */
  #unsupported(
    connection: ClientConnection,
    handler: Handler,
    apiVersion: number,
    correlationId: number,
  ): void {
    if (handler.apiKey !== apiKeys.ApiVersions) {
      connection.refuse(`version ${apiVersion} of ${handler.name} is not served`)
      return
    }
    const call = { apiVersion: 0, correlationId, clientId: '', connection: connection.facts }
    const answer = handler.failed({}, 35, call)
    const out = connection.reply()
    this.#encode(out, handler, call, answer)
  }

  #run(errand: Errand): void {
    let answer: unknown
    try {
      answer = errand.handler.run(this.broker, errand.request, errand.call)
    } catch (error) {
      answer = this.#failed(errand, error)
    }
    if (!(answer instanceof Promise)) {
      this.#answer(errand, answer, undefined)
      return
    }
    const pending = errand.connection.replyLater()
    answer.then(
      (value) => this.#answer(errand, value, pending),
      (error: unknown) => this.#answer(errand, this.#failed(errand, error), pending),
    )
  }

  #failed(errand: Errand, error: unknown): unknown {
    this.#report(`${errand.handler.name} failed`, error)
    this.broker.metrics.request(errand.handler.apiKey).errors += 1
    return errand.handler.failed(errand.request, unknownServerError, errand.call)
  }

  #answer(errand: Errand, answer: unknown, pending: PendingReply | undefined): void {
    const { connection, handler, call } = errand
    if (connection.ended) return
    if (answer === undefined) {
      connection.refuse(`${handler.name} failed and cannot say so`)
      return
    }
    const out = pending?.buffer ?? connection.reply()
    if (!this.#encode(out, handler, call, answer)) {
      const failed = handler.failed(errand.request, unknownServerError, call)
      if (failed === undefined || !this.#encode(out, handler, call, failed)) {
        connection.refuse(`the answer of ${handler.name} cannot be written`)
        return
      }
    }
    this.broker.metrics.request(handler.apiKey).answered(this.broker.turn.monotonic - errand.startedAt)
    if (pending !== undefined) connection.complete(pending)
  }

  #encode(out: ReplyBuffer, handler: Handler, call: Call, answer: unknown): boolean {
    out.beginFrame(call.correlationId, responseHeaderVersion(handler.apiKey, call.apiVersion) === 1)
    const writer = this.#writer
    writer.reset()
    try {
      handler.responseType.encode(writer, answer as never, call.apiVersion)
    } catch (error) {
      this.#report(`The answer of ${handler.name} cannot be written`, error)
      writer.finish()
      out.dropFrame()
      return false
    }
    for (const chunk of writer.finish()) out.copy(chunk, 0, chunk.length)
    out.endFrame()
    return true
  }

  #report(message: string, error: unknown): void {
    report(this.broker.host, message, error)
  }
}

/** See `Broker.guard`. */
export function guardConnection(host: Host, connection: ClientConnection, work: () => void): void {
  try {
    work()
  } catch (error) {
    requestFailed(host, connection, error)
  }
}

function requestFailed(host: Host, connection: ClientConnection, error: unknown): void {
  if (error instanceof DecodeError) {
    connection.refuse(`a request cannot be read: ${error.message}`)
    return
  }
  report(host, 'A request failed', error)
  connection.refuse('its request failed')
}

function report(host: Host, message: string, error: unknown): void {
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
  host.log.write('error', message, { problem })
}
