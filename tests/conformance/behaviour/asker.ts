/**
 * Asks a broker over a plain socket, one request at a time, and tells what came back: a message, a closed
 * connection, or nothing. Knows framing and headers, and no more of clients.
 */
import { connect, type Socket } from 'node:net'
import { apiKeys } from '@samsa/protocol/apis'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { FrameReader } from '@samsa/protocol/frame'
import { decodeResponseHeader, encodeRequestHeader } from '@samsa/protocol/header'
import type { MessageType } from '@samsa/protocol/message-type'
import { allMessages } from '@samsa/protocol/messages/all-messages'
import type { Json } from './facts.js'

export type Reply =
  | { readonly kind: 'message'; readonly message: Json }
  | { readonly kind: 'closed' }
  | { readonly kind: 'nothing' }

/** Longer than any fetch here waits. */
const patienceMs = 3000
const types = new Map(allMessages.map((type) => [type.name, type]))

export class Asker {
  #socket: Socket | undefined
  #waiting: ((frame: Uint8Array | undefined) => void) | undefined

  constructor(private readonly bootstrapServer: string) {}

  async ask(api: string, version: number, message: Json): Promise<Reply> {
    const request = types.get(`${api}Request`) as MessageType<Json>
    const response = types.get(`${api}Response`) as MessageType<Json>
    const writer = new ByteWriter()
    const apiKey = request.apiKey
    encodeRequestHeader(writer, { apiKey, apiVersion: version, correlationId: 77, clientId: 'conformance' })
    request.encode(writer, message, version)
    const frame = await this.exchange(writer.finishOne())
    if (typeof frame === 'string') return { kind: frame }
    const reader = new ByteReader(frame)
    decodeResponseHeader(reader, apiKey, version)
    return { kind: 'message', message: response.decode(reader, version) }
  }

  /** Sends a whole frame's content; the answer's content. */
  async exchange(content: Uint8Array): Promise<Uint8Array | 'closed' | 'nothing'> {
    const socket = this.#socket ?? this.#connect()
    const size = new Uint8Array(4)
    new DataView(size.buffer).setInt32(0, content.length)
    let patience: NodeJS.Timeout | undefined
    const frame = new Promise<Uint8Array | 'closed' | 'nothing'>((resolve) => {
      this.#waiting = (received) => resolve(received ?? 'closed')
      patience = setTimeout(() => resolve('nothing'), patienceMs)
    })
    socket.write(Buffer.concat([size, content]))
    const reply = await frame
    clearTimeout(patience)
    if (typeof reply === 'string') this.close()
    return reply
  }

  /** What the broker serves, by API key. */
  async versions(): Promise<Map<number, readonly [number, number]>> {
    const reply = await this.ask('ApiVersions', 3, {
      clientSoftwareName: 'conformance',
      clientSoftwareVersion: '1',
    })
    if (reply.kind !== 'message') throw new Error('no answer to ApiVersions')
    const keys = reply.message.apiKeys as { apiKey: number; minVersion: number; maxVersion: number }[]
    return new Map(keys.map((each) => [each.apiKey, [each.minVersion, each.maxVersion] as const]))
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = undefined
  }

  #connect(): Socket {
    const cut = this.bootstrapServer.lastIndexOf(':')
    const socket = connect(Number(this.bootstrapServer.slice(cut + 1)), this.bootstrapServer.slice(0, cut))
    const reader = new FrameReader(1 << 28, (bytes, start, end) => {
      this.#waiting?.(bytes.slice(start, end))
      return true
    })
    socket.setNoDelay(true)
    socket.on('data', (bytes) => reader.feed(new Uint8Array(bytes)))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      this.#waiting?.(undefined)
    })
    this.#socket = socket
    return socket
  }
}

export function apiKeyOf(api: string): number {
  return /^\d+$/.test(api) ? Number(api) : ((apiKeys as Record<string, number>)[api] as number)
}
