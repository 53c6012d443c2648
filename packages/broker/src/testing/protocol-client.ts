/**
 * A bare client for tests: encodes one request, sends it, decodes its answer. No metadata, no retries, any
 * version, on any host. Answers come in the order of the requests, as Kafka promises.
 */
import type { Connection, Host } from '@samsa/host'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { FrameReader } from '@samsa/protocol/frame'
import { decodeResponseHeader, encodeRequestHeader } from '@samsa/protocol/header'
import type { Draft, MessageType } from '@samsa/protocol/message-type'

interface Waiting {
  readonly decode: (bytes: Uint8Array) => void
  readonly fail: (reason: Error) => void
}

export class ProtocolClient {
  readonly #connection: Connection
  readonly #waiting: Waiting[] = []
  #correlationId = 0
  #closed: Error | undefined

  constructor(host: Host, port: number, address = '127.0.0.1') {
    const frames = new FrameReader(100_000_000, (bytes, start, end) => {
      this.#waiting.shift()?.decode(bytes.slice(start, end))
      return true
    })
    this.#connection = host.network.connect({ host: address, port })
    this.#connection.start({
      receive: (bytes) => frames.feed(bytes),
      closed: (reason) => {
        this.#closed = reason ?? new Error('the connection was closed')
        for (const { fail } of this.#waiting.splice(0)) fail(this.#closed)
      },
    })
  }

  /** Rejects when the connection ends first. */
  send<Q, R>(
    requestType: MessageType<Q>,
    responseType: MessageType<R>,
    apiVersion: number,
    request: Draft<Q>,
  ): Promise<R> {
    if (this.#closed !== undefined) return Promise.reject(this.#closed)
    this.#correlationId += 1
    const correlationId = this.#correlationId
    const writer = new ByteWriter()
    const size = writer.reserveInt32()
    const { apiKey } = requestType
    encodeRequestHeader(writer, { apiKey, apiVersion, correlationId, clientId: 'test' })
    requestType.encode(writer, request, apiVersion)
    writer.setInt32(size, writer.length - 4)
    return new Promise<R>((resolve, reject) => {
      const decode = (bytes: Uint8Array): void => {
        const reader = new ByteReader(bytes)
        if (decodeResponseHeader(reader, apiKey, apiVersion) !== correlationId) {
          return reject(new Error('answers out of order'))
        }
        resolve(responseType.decode(reader, apiVersion))
      }
      this.#waiting.push({ decode, fail: reject })
      this.#connection.write([writer.finishOne().slice()])
    })
  }

  close(): void {
    this.#connection.close()
  }
}
