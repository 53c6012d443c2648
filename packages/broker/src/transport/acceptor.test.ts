import type { Host } from '@samsa/host'
import { metadataRequest } from '@samsa/protocol/messages/metadata-request'
import { metadataResponse } from '@samsa/protocol/messages/metadata-response'
import { expect, test } from 'vitest'
import { batchOf, createTopic, inBrokerWorld, produceTo } from '../testing/broker-world.js'

/** A plain connection: what it received, and whether it still lives. */
function plug(host: Host): { send(bytes: Uint8Array): void; alive: boolean; received: number } {
  const connection = host.network.connect({ host: 'broker', port: 9092 })
  const plugged = {
    alive: true,
    received: 0,
    send: (bytes: Uint8Array) => {
      connection.write([bytes])
    },
  }
  connection.start({
    receive: (bytes) => {
      plugged.received += bytes.length
    },
    closed: () => {
      plugged.alive = false
    },
  })
  return plugged
}

function claim(size: number, here = 0): Uint8Array {
  const bytes = new Uint8Array(4 + here)
  new DataView(bytes.buffer).setInt32(0, size)
  return bytes
}

test.each([
  ['a negative size', claim(-1)],
  ['a size above socket.request.max.bytes', claim(104_857_601)],
  ['an empty frame', claim(0)],
  ['HTTP', new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n')],
  ['a TLS hello', new Uint8Array([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])],
  ['an unknown API', new Uint8Array([0, 0, 0, 10, 3, 231, 0, 0, 0, 0, 0, 1, 255, 255])],
  ['a version from the future', new Uint8Array([0, 0, 0, 10, 0, 3, 0, 99, 0, 0, 0, 1, 255, 255])],
  ['an absurd count', new Uint8Array([0, 0, 0, 14, 0, 3, 0, 1, 0, 0, 0, 1, 255, 255, 127, 255, 255, 255])],
])('%s ends its connection with one log line, and nobody else notices', (_what, bytes) =>
  inBrokerWorld({}, async ({ connect, clientHost, pass, lines }) => {
    const client = connect()
    await createTopic(client, 'orders')
    const hostile = plug(clientHost)
    hostile.send(bytes)
    await pass(20)
    expect(hostile).toMatchObject({ alive: false, received: 0 })
    expect(lines.filter((line) => line.includes('Closed a connection'))).toHaveLength(1)
    expect((await produceTo(client, 'orders', batchOf(1))).errorCode).toBe(0)
  }),
)

test('max.connections and max.connections.per.ip are kept, and a place is free again after a close', () =>
  inBrokerWorld({ 'max.connections.per.ip': '2' }, async ({ connect, clientHost, pass }) => {
    const [one, two] = [connect(), connect()]
    await createTopic(one, 'orders')
    await createTopic(two, 'more')
    const three = plug(clientHost)
    await pass(20)
    expect(three.alive).toBe(false)
    one.close()
    await pass(20)
    const four = plug(clientHost)
    await pass(20)
    expect(four.alive).toBe(true)
  }))

test('an idle connection is closed, a busy one is not', () =>
  inBrokerWorld({ 'connections.max.idle.ms': '1000' }, async ({ connect, clientHost, pass }) => {
    const idle = plug(clientHost)
    const busy = connect()
    for (let i = 0; i < 20; i++) {
      await pass(100)
      await busy.send(metadataRequest, metadataResponse, 9, { topics: [] })
    }
    expect(idle.alive).toBe(false)
  }))

test('a hundred connections that claim 90 MB each and stall do not keep a large request out', () =>
  inBrokerWorld({ 'queued.max.request.bytes': '8388608' }, async ({ connect, clientHost, pass, lines }) => {
    const client = connect()
    await createTopic(client, 'orders', { 'max.message.bytes': '10000000' })
    const claims = Array.from({ length: 100 }, () => plug(clientHost))
    for (const each of claims) each.send(claim(90 << 20, 100_000))
    await pass(50)
    expect((await produceTo(client, 'orders', batchOf(2, 2_000_000))).errorCode).toBe(0)
    expect(lines.some((line) => line.includes('stood still'))).toBe(true)
    expect(claims.some((each) => each.alive)).toBe(true)
  }))

test('a stop answers fetches that wait, and closes every connection', () =>
  inBrokerWorld({}, async ({ connect, broker, pass }) => {
    const client = connect()
    await createTopic(client, 'orders')
    const { fetchFrom } = await import('../testing/broker-world.js')
    const fetched = fetchFrom(client, 'orders', 0, { maxWaitMs: 600_000 })
    await pass(20)
    await broker.stop()
    expect(await fetched).toMatchObject({ errorCode: 0, highWatermark: 0 })
  }))

test('connections.max.idle.ms of -1 ends no connection', () =>
  inBrokerWorld({ 'connections.max.idle.ms': '-1' }, async ({ connect, pass }) => {
    const client = connect()
    await createTopic(client, 'orders')
    await pass(60_000)
    expect((await produceTo(client, 'orders', batchOf(1))).errorCode).toBe(0)
  }))

test('of many connections refused in one second ten are told of, and the next line says how many more', () =>
  inBrokerWorld({}, async ({ clientHost, pass, lines }) => {
    const told = (what: string): readonly string[] => lines.filter((line) => line.includes(what))
    await pass(2000)
    for (let i = 0; i < 25; i++) plug(clientHost).send(claim(-1))
    await pass(100)
    expect(told('Closed a connection')).toHaveLength(10)
    await pass(2000)
    plug(clientHost).send(claim(-1))
    await pass(100)
    expect(told('Closed a connection')).toHaveLength(11)
    expect(told('Closed more connections')).toEqual([expect.stringContaining('{"count":15}')])
  }))
