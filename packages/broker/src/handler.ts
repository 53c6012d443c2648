/**
 * The contract between dispatch and the code that answers one API: request type, response type, version range
 * and the function that answers, in one value per API. The registry (handlers/index.ts) is a list of these
 * values, and ApiVersions answers from that list, so an API is advertised exactly when it is served.
 *
 * Refuses: knowledge of sockets and frames (transport), of correlation ids and order of replies (dispatch).
 */
import type { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import type { Draft, MessageType } from '@samsa/protocol/message-type'
import type { Broker } from './broker.js'
import type { ClientConnection } from './transport/client-connection.js'

/** Facts about the connection a request came through. One object per connection: may be kept. */
export interface ConnectionFacts {
  /** Unique in this broker's life. */
  readonly id: number
  /** The client's address, without port. */
  readonly peerHost: string
  readonly peerPort: number
  /**
   * Where the client reached this broker: the local end of its socket. What is advertised when nothing is
   * configured.
   */
  readonly localHost: string
  readonly localPort: number
  /** The listener's name as in `listeners`, e.g. `PLAINTEXT`. */
  readonly listenerName: string
  /** From ApiVersions v3+; 'unknown' until then. */
  clientSoftwareName: string
  clientSoftwareVersion: string
}

/** Facts about one request, beside its body. */
export interface Call {
  readonly apiVersion: number
  readonly correlationId: number
  /** '' when the client sent null. */
  readonly clientId: string
  readonly connection: ConnectionFacts
}

/** What a handler returns. Rejections and throws become UNKNOWN_SERVER_ERROR in dispatch, with a log line. */
export type Answer<R> = Draft<R> | Promise<Draft<R>>

/** What ApiVersions tells of an API. */
export interface ServedApi {
  readonly apiKey: number
  readonly name: string
  /** Lowest and highest version served, both inclusive. */
  readonly versions: readonly [number, number]
  /** Lowest version advertised when it differs from the lowest served (Produce: KAFKA-18659). */
  readonly advertisedFrom: number
  /** False: served, and not told of (Kafka without a receiver of client metrics). */
  readonly advertised: boolean
}

/** One API as it is served. Make one with `handler()`. */
export interface Handler extends ServedApi {
  readonly requestType: MessageType<unknown>
  readonly responseType: MessageType<unknown>
  run(broker: Broker, request: unknown, call: Call): unknown
  /** The answer when `run` failed, or undefined: then the connection is closed. */
  failed(request: unknown, errorCode: number, call: Call): unknown
}

/**
 * A request whose body is not decoded yet: the same object for each request, so nothing of it may be kept.
 */
export interface RawRequest {
  readonly connection: ClientConnection
  readonly apiVersion: number
  readonly correlationId: number
  /** Where the header's client id begins in the reader's bytes: few requests need it as text. */
  readonly clientIdAt: number
  /**
   * At the body. Its bytes are borrowed until `serve` returns; appended ones until the turn has written them.
   */
  readonly reader: ByteReader
}

/**
 * An API on the hot path (Produce, Fetch): it reads and answers frames itself, without promises and drafts.
 */
export interface Door extends ServedApi {
  /** Called once per broker; the function it returns serves each request and may throw DecodeError. */
  open(broker: Broker): (request: RawRequest) => void
}

/** How an API differs from the plain case. */
export interface HandlerOptions<Q, R> {
  /** Lowest and highest version served, both inclusive. */
  readonly versions: readonly [number, number]
  readonly advertisedFrom?: number
  readonly advertised?: boolean
  /**
   * The answer when the handler throws. Default: a response of defaults with its top-level `errorCode` set;
   * where the response has none, the connection is closed.
   */
  readonly failed?: (request: Q, errorCode: number, call: Call) => Draft<R>
}

/**
 * Binds an API to the code that answers it.
 *
 * The decoded request owns its bytes: it may be kept after `run` returned. Answers of one connection leave in
 * the order of its requests, however long a promise takes; other connections never wait for it.
 */
export function handler<Q, R>(
  requestType: MessageType<Q>,
  responseType: MessageType<R>,
  options: HandlerOptions<Q, R>,
  run: (broker: Broker, request: Q, call: Call) => Answer<R>,
): Handler {
  const failed =
    options.failed ?? ((_request: Q, errorCode: number) => failedByDefault(responseType, errorCode))
  return {
    apiKey: requestType.apiKey,
    name: requestType.name.replace(/Request$/, ''),
    versions: options.versions,
    advertisedFrom: options.advertisedFrom ?? options.versions[0],
    advertised: options.advertised ?? true,
    requestType: requestType as MessageType<unknown>,
    responseType: responseType as MessageType<unknown>,
    run: run as Handler['run'],
    failed: failed as Handler['failed'],
  }
}

function failedByDefault<R>(responseType: MessageType<R>, errorCode: number): Draft<R> | undefined {
  const answer = responseType.create() as { errorCode?: number }
  if (answer.errorCode === undefined) return undefined
  answer.errorCode = errorCode
  return answer as Draft<R>
}
