/**
 * A broker that answers as a test says: one listener, the topics it is told of, and a function for each API it speaks.
 * What a function is not there for, it does not offer.
 */
import type { Connection as Stream, Host } from '@samsa/host'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { FrameReader } from '@samsa/protocol/frame'
import { decodeRequestHeader, encodeResponseHeader, type RequestHeaderFields } from '@samsa/protocol/header'
import { apiVersionsResponse } from '@samsa/protocol/messages/api-versions-response'
import type { Draft, MessageType } from '@samsa/protocol/message-type'
import type { ApiCall } from '../api-call.js'
import { calls } from '../calls.js'

type Calls = typeof calls
type RequestOf<K extends keyof Calls> = Calls[K] extends ApiCall<infer Request, infer _> ? Request : never
type ResponseOf<K extends keyof Calls> = Calls[K] extends ApiCall<infer _, infer Response> ? Response : never

export type Answers = {
  readonly [K in keyof Calls]?: (request: RequestOf<K>) => Draft<ResponseOf<K>> | 'silent' | 'hang up'
}

export interface ScriptedBroker {
  readonly bootstrapServers: string
  close(): Promise<void>
}

type AnyAnswer = (request: unknown) => Draft<unknown> | 'silent' | 'hang up'

const NODE_ID = 1

/** @param topics by name, for each partition whether this broker leads it; the others have no leader. */
export async function scriptedBroker(
  host: Host,
  topics: Readonly<Record<string, readonly boolean[]>>,
  answers: Answers,
): Promise<ScriptedBroker> {
  const streams: Stream[] = []
  const metadata = () => ({
    brokers: [{ nodeId: NODE_ID, host: '127.0.0.1', port: listener.port }],
    controllerId: NODE_ID,
    topics: Object.entries(topics).map(([name, led]) => ({
      name,
      partitions: led.map((isLed, partitionIndex) => ({
        partitionIndex,
        leaderId: isLed ? NODE_ID : -1,
        leaderEpoch: 0,
      })),
    })),
  })
  const served = new Map<number, { call: ApiCall<unknown, unknown>; answer: AnyAnswer }>()
  for (const [name, answer] of Object.entries({ metadata, ...answers })) {
    const call = calls[name as keyof Calls] as unknown as ApiCall<unknown, unknown>
    served.set(call.request.apiKey, { call, answer: answer as AnyAnswer })
  }
  const offered = [...served.values()].map(({ call: { request, minVersion, maxVersion } }) => ({
    apiKey: request.apiKey,
    minVersion,
    maxVersion,
  }))
  const take = (stream: Stream, reader: ByteReader): void => {
    const header = decodeRequestHeader(reader)
    const { call, answer } = served.get(header.apiKey) ?? {}
    if (call === undefined || answer === undefined) {
      reply(stream, header, apiVersionsResponse, { apiKeys: offered })
      return
    }
    const said = answer(call.request.decode(reader, header.apiVersion))
    if (said === 'hang up') stream.close()
    else if (said !== 'silent') reply(stream, header, call.response, said)
  }
  const listener = await host.network.listen({ host: '127.0.0.1', port: 0 }, (stream) => {
    streams.push(stream)
    const frames = new FrameReader(1 << 20, (bytes, start, end) => {
      take(stream, new ByteReader(bytes, start, end))
      return true
    })
    stream.start({ receive: (bytes) => frames.feed(bytes), closed: () => undefined })
  })
  return {
    bootstrapServers: `127.0.0.1:${listener.port}`,
    async close() {
      for (const stream of streams) stream.close()
      await listener.close()
    },
  }
}

function reply<M>(
  stream: Stream,
  { apiKey, apiVersion, correlationId }: RequestHeaderFields,
  type: MessageType<M>,
  message: Draft<M>,
): void {
  const writer = new ByteWriter()
  const size = writer.reserveInt32()
  encodeResponseHeader(writer, apiKey, apiVersion, correlationId)
  type.encode(writer, message, apiVersion)
  writer.setInt32(size, writer.length - 4)
  stream.write(writer.finish())
}
