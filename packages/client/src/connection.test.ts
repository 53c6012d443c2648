import type { Connection as Stream, Listener } from '@samsa/host'
import { createNodeHost } from '@samsa/host/node/node-host'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { FrameReader } from '@samsa/protocol/frame'
import { decodeRequestHeader, encodeResponseHeader, type RequestHeaderFields } from '@samsa/protocol/header'
import { apiVersionsResponse } from '@samsa/protocol/messages/api-versions-response'
import { metadataResponse } from '@samsa/protocol/messages/metadata-response'
import type { Draft, MessageType } from '@samsa/protocol/message-type'
import { afterEach, expect, test } from 'vitest'
import { calls } from './calls.js'
import { Connection } from './connection.js'

const host = createNodeHost()
const opened: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

type Answer = (header: RequestHeaderFields, stream: Stream) => void

/** A peer that answers requests as the test says. */
async function peer(answer: Answer): Promise<Listener> {
  const listener = await host.network.listen({ host: '127.0.0.1', port: 0 }, (stream) => {
    const frames = new FrameReader(1 << 20, (bytes, start, end) => {
      answer(decodeRequestHeader(new ByteReader(bytes, start, end)), stream)
      return true
    })
    stream.start({ receive: (bytes) => frames.feed(bytes), closed: () => undefined })
  })
  opened.push(listener)
  return listener
}

function reply<M>(
  stream: Stream,
  header: RequestHeaderFields,
  type: MessageType<M>,
  message: Draft<M>,
  version: number,
) {
  const writer = new ByteWriter()
  const size = writer.reserveInt32()
  encodeResponseHeader(writer, header.apiKey, version, header.correlationId)
  type.encode(writer, message, version)
  writer.setInt32(size, writer.length - 4)
  stream.write(writer.finish())
}

async function connect(to: Listener, requestTimeoutMs = 5000): Promise<Connection> {
  const options = { clientId: 'test', requestTimeoutMs, connectTimeoutMs: 5000 }
  const connection = await Connection.open(host, { host: to.host, port: to.port }, options)
  opened.push(connection)
  return connection
}

const ranges = {
  apiKeys: [
    { apiKey: 3, minVersion: 0, maxVersion: 9 },
    { apiKey: 18, minVersion: 0, maxVersion: 2 },
  ],
}

test('a broker that knows only older ApiVersions versions is asked again in one of those', async () => {
  const asked: number[] = []
  const listener = await peer((header, stream) => {
    asked.push(header.apiVersion)
    if (header.apiVersion > 2) reply(stream, header, apiVersionsResponse, { ...ranges, errorCode: 35 }, 0)
    else reply(stream, header, apiVersionsResponse, ranges, header.apiVersion)
  })
  const connection = await connect(listener)
  expect(asked).toEqual([4, 2])
  expect(connection.versions.get(3)).toMatchObject({ maxVersion: 9 })
})

function versionsThen(answer: Answer): Promise<Listener> {
  return peer((header, stream) => {
    if (header.apiKey === 18) reply(stream, header, apiVersionsResponse, ranges, header.apiVersion)
    else answer(header, stream)
  })
}

test('answers find their requests, whatever their order', async () => {
  const waiting: RequestHeaderFields[] = []
  const listener = await versionsThen((header, stream) => {
    waiting.unshift(header)
    if (waiting.length < 3) return
    for (const one of waiting) {
      reply(stream, one, metadataResponse, { controllerId: one.correlationId }, one.apiVersion)
    }
  })
  const connection = await connect(listener)
  const answers = await Promise.all([1, 2, 3].map(() => connection.request(calls.metadata, { topics: [] })))
  const ids = answers.map(({ controllerId }) => controllerId)
  expect(ids).toEqual([...ids].sort((a, b) => a - b))
})

test('a request without an answer in time fails, and so does the connection', async () => {
  const listener = await versionsThen(() => undefined)
  const connection = await connect(listener)
  const asked = connection.request(calls.metadata, { topics: [] }, { timeoutMs: 20 })
  const other = connection.request(calls.metadata, { topics: [] })
  await expect(asked).rejects.toMatchObject({ name: 'TimeoutError', retriable: true })
  await expect(other).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(connection.closed).toBe(true)
})

test('a connection that ends fails what waits', async () => {
  const listener = await versionsThen((_, stream) => stream.close())
  const connection = await connect(listener)
  await expect(connection.request(calls.metadata, { topics: [] })).rejects.toMatchObject({
    name: 'ConnectionError',
  })
})

test('a peer that is no broker is told from its answer', async () => {
  const listener = await peer((_, stream) =>
    stream.write([new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n')]),
  )
  await expect(connect(listener, 300)).rejects.toMatchObject({ retriable: true })
  const negative = await peer((_, stream) => stream.write([new Uint8Array([255, 255, 255, 255])]))
  await expect(connect(negative)).rejects.toThrow(/not a Kafka broker/)
})

test('an answer nobody asked for ends the connection', async () => {
  const listener = await versionsThen((header, stream) => {
    reply(stream, { ...header, correlationId: 12345 }, metadataResponse, {}, header.apiVersion)
  })
  const connection = await connect(listener)
  await expect(connection.request(calls.metadata, { topics: [] })).rejects.toThrow(/cannot be read/)
})

test('an API or version that the broker lacks is refused without asking', async () => {
  const listener = await versionsThen(() => undefined)
  const connection = await connect(listener)
  await expect(connection.request(calls.fetch, {})).rejects.toMatchObject({ name: 'UnsupportedVersionError' })
  const tooNew = connection.request(calls.metadata, { topics: [] }, { atLeast: 12 })
  await expect(tooNew).rejects.toThrow('Metadata: needed is a version of 12 to 13, the broker has 0 to 9')
})

test('nobody there is a ConnectionError that names the address', async () => {
  const listener = await peer(() => undefined)
  await listener.close()
  await expect(connect(listener)).rejects.toMatchObject({
    address: `127.0.0.1:${listener.port}`,
    retriable: true,
  })
})
