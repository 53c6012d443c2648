/**
 * Moves between data directories, told as stories of a broker in a simulated world.
 */
import { BrokerConfig } from '@samsa/config'
import { World } from '@samsa/host/simulated/world'
import { alterReplicaLogDirsRequest } from '@samsa/protocol/messages/alter-replica-log-dirs-request'
import { alterReplicaLogDirsResponse } from '@samsa/protocol/messages/alter-replica-log-dirs-response'
import { deleteRecordsRequest } from '@samsa/protocol/messages/delete-records-request'
import { deleteRecordsResponse } from '@samsa/protocol/messages/delete-records-response'
import { deleteTopicsRequest } from '@samsa/protocol/messages/delete-topics-request'
import { deleteTopicsResponse } from '@samsa/protocol/messages/delete-topics-response'
import { describeLogDirsRequest } from '@samsa/protocol/messages/describe-log-dirs-request'
import { describeLogDirsResponse } from '@samsa/protocol/messages/describe-log-dirs-response'
import { encodeBatch } from '@samsa/record/encode-batch'
import { recordsOf } from '@samsa/record/record'
import { expect, test } from 'vitest'
import {
  batchOf,
  type BrokerWorld,
  createTopic,
  fetchFrom,
  inBrokerWorld,
  produceTo,
} from '../testing/broker-world.js'
import { startBroker } from '../start-broker.js'
import { ProtocolClient } from '../testing/protocol-client.js'

const TWO = { 'log.dirs': '/data,/more', 'log.segment.delete.delay.ms': '0' }

async function alter(client: ProtocolClient, path: string, topic = 'orders'): Promise<number> {
  const answer = await client.send(alterReplicaLogDirsRequest, alterReplicaLogDirsResponse, 2, {
    dirs: [{ path, topics: [{ name: topic, partitions: [0] }] }],
  })
  return answer.results[0]?.partitions[0]?.errorCode as number
}

/** `path` of the log, `path future` of the copy. */
async function places(client: ProtocolClient): Promise<string[]> {
  const answer = await client.send(describeLogDirsRequest, describeLogDirsResponse, 4, { topics: null })
  return answer.results.flatMap(({ logDir, topics }) =>
    topics.flatMap(({ partitions }) =>
      partitions.map(({ isFutureKey }) => (isFutureKey ? `${logDir} future` : logDir)),
    ),
  )
}

async function offsets(client: ProtocolClient, from: number, count: number): Promise<number[]> {
  const found: number[] = []
  while (found.length < count) {
    const answer = await fetchFrom(client, 'orders', from + found.length)
    expect(answer.errorCode).toBe(0)
    const before = found.length
    for (const record of recordsOf(answer.records as Uint8Array)) {
      if (record.offset >= from + found.length) found.push(record.offset)
    }
    if (found.length === before) break
  }
  return found
}

const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index)

async function moved({ pass }: BrokerWorld, client: ProtocolClient, path: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await places(client)
    if (found.length === 1 && found[0] === path) return
    await pass(50)
  }
  expect(await places(client)).toEqual([path])
}

test('a partition moves while it is written to and read, and nothing is lost or twice', () =>
  inBrokerWorld(TWO, async (stage) => {
    const client = stage.connect()
    await createTopic(client, 'orders', { 'segment.bytes': '1048576' })
    expect(await places(client)).toEqual(['/data'])
    for (let i = 0; i < 40; i++) await produceTo(client, 'orders', batchOf(10, 5_000))
    expect(await alter(client, '/more')).toBe(0)
    expect(await places(client)).toContain('/more future')
    for (let i = 0; i < 40; i++) expect((await produceTo(client, 'orders', batchOf(1))).errorCode).toBe(0)
    await moved(stage, client, '/more')
    expect((await produceTo(client, 'orders', batchOf(1))).baseOffset).toBe(440)
    expect(await offsets(client, 0, 441)).toEqual(upTo(441))
    await alter(client, '/data')
    await moved(stage, client, '/data')
    expect(await offsets(client, 0, 441)).toEqual(upTo(441))
  }))

test('records that are deleted amid a move stay deleted', () =>
  inBrokerWorld(TWO, async (stage) => {
    const client = stage.connect()
    await createTopic(client, 'orders')
    for (let i = 0; i < 60; i++) await produceTo(client, 'orders', batchOf(10, 5_000))
    await alter(client, '/more')
    await client.send(deleteRecordsRequest, deleteRecordsResponse, 2, {
      topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, offset: 555 }] }],
      timeoutMs: 1000,
    })
    await moved(stage, client, '/more')
    expect((await fetchFrom(client, 'orders', 554)).errorCode).toBe(1)
    expect(await offsets(client, 555, 45)).toEqual(upTo(45, 555))
  }))

test('a move is given up by asking for where the partition is, and by deleting its topic', () =>
  inBrokerWorld(TWO, async (stage) => {
    const client = stage.connect()
    await createTopic(client, 'orders')
    for (let i = 0; i < 60; i++) await produceTo(client, 'orders', batchOf(10, 5_000))
    await alter(client, '/more')
    expect(await alter(client, '/data')).toBe(0)
    expect(await places(client)).toEqual(['/data'])
    await alter(client, '/more')
    await client.send(deleteTopicsRequest, deleteTopicsResponse, 5, {
      topicNames: ['orders'],
      timeoutMs: 1000,
    })
    await stage.pass(1000)
    expect(await places(client)).toEqual([])
    const names = (path: string) =>
      stage.world
        .host('broker')
        .disk.list(path)
        .map(({ name }) => name)
    expect([...names('/data'), ...names('/more')].filter((name) => name.startsWith('orders'))).toEqual([])
  }))

test('where a partition shall be made can be said before it is', () =>
  inBrokerWorld(TWO, async ({ connect }) => {
    const client = connect()
    expect(await alter(client, '/more')).toBe(3)
    expect(await alter(client, '/elsewhere')).toBe(57)
    await createTopic(client, 'orders')
    expect(await places(client)).toEqual(['/more'])
  }))

test('new partitions go where there are fewest', () =>
  inBrokerWorld(TWO, async ({ connect }) => {
    const client = connect()
    for (const name of ['a', 'b', 'c', 'd']) await createTopic(client, name)
    expect((await places(client)).sort()).toEqual(['/data', '/data', '/more', '/more'])
  }))

test('a directory that fails takes its partitions along, and only those', () =>
  inBrokerWorld({ ...TWO, 'offsets.topic.num.partitions': '1' }, async ({ connect, strike, broker }) => {
    const client = connect()
    for (const name of ['stays', 'goes']) await createTopic(client, name)
    await strike({ kind: 'io-error', forMs: 50, path: '/more/', operation: 'write' })
    expect((await produceTo(client, 'goes', batchOf(1))).errorCode).toBe(56)
    expect((await produceTo(client, 'stays', batchOf(1))).errorCode).toBe(0)
    expect((await fetchFrom(client, 'goes', 0)).errorCode).toBe(56)
    expect((await fetchFrom(client, 'stays', 0)).errorCode).toBe(0)
    expect(await alter(client, '/data', 'goes')).toBe(56)
    expect(await alter(client, '/more', 'stays')).toBe(56)
    expect(await Promise.race([broker.failed, Promise.resolve('serves')])).toBe('serves')
    expect(await places(client)).toEqual(['/data'])
  }))

test('the broker has failed when the directory of its metadata has', () =>
  inBrokerWorld(TWO, async ({ connect, strike, broker }) => {
    const client = connect()
    await createTopic(client, 'orders')
    await strike({ kind: 'io-error', forMs: 50, path: '/data/', operation: 'write' })
    expect((await produceTo(client, 'orders', batchOf(1))).errorCode).toBe(56)
    expect(await broker.failed).toBe('Shutdown broker because the metadata log dir /data has failed')
  }))

test('a copy of a compacted partition begins anew after a start: tombstones that it lacks may be gone', async () => {
  const world = new World({ seed: 3 })
  const slowly = 'replica.alter.log.dirs.io.max.bytes.per.second'
  const config = BrokerConfig.from({
    overrides: { ...TWO, listeners: 'PLAINTEXT://:9092', [slowly]: '100000' },
  })
  const copied: Record<string, number>[] = []
  for (const life of [0, 1]) {
    await world.run(startBroker(world.host('broker'), config))
    const client = new ProtocolClient(world.host('client'), 9092, 'broker')
    if (life === 0) {
      for (const [topic, policy] of [
        ['orders', 'delete'],
        ['users', 'compact'],
      ] as const) {
        await world.run(createTopic(client, topic, { 'cleanup.policy': policy }))
        for (let key = 0; key < 300; key++) {
          const record = { timestamp: 1, key: new Uint8Array([key >> 8, key]), value: new Uint8Array(5_000) }
          await world.run(produceTo(client, topic, encodeBatch([record])))
        }
        await world.run(alter(client, '/more', topic))
      }
      await world.advance(9_000)
    }
    const answer = await world.run(
      client.send(describeLogDirsRequest, describeLogDirsResponse, 4, { topics: null }),
    )
    const sizes = answer.results.flatMap(({ topics }) =>
      topics.flatMap(({ name, partitions }) =>
        partitions.filter((each) => each.isFutureKey).map((each) => [name, each.partitionSize] as const),
      ),
    )
    copied.push(Object.fromEntries(sizes))
    world.plan([{ at: world.nowMs + 1, kind: 'kill', where: 'broker' }])
    await world.advance(10)
    client.close()
  }
  const [before, after] = copied
  expect(after?.orders).toBeGreaterThanOrEqual(before?.orders as number)
  expect(after?.users).toBeLessThan(before?.users as number)
})

test('a move that failed for want of descriptors may be asked for again', () =>
  inBrokerWorld(TWO, async (stage) => {
    const client = stage.connect()
    await createTopic(client, 'orders')
    for (let i = 0; i < 40; i++) await produceTo(client, 'orders', batchOf(10, 5_000))
    const { calls } = stage.world.machine('broker')
    await alter(client, '/more')
    calls.arm({ call: 'sync directory', nth: 1, effect: 'too-many-files', path: '-future', calls: 100 })
    await stage.pass(3_000)
    calls.calm()
    expect(await alter(client, '/more')).toBe(0)
    await moved(stage, client, '/more')
    expect(await offsets(client, 0, 400)).toEqual(upTo(400))
  }))

test('of two copies the one without an id goes: nothing in it was ever acknowledged', async () => {
  const world = new World({ seed: 3 })
  const config = BrokerConfig.from({ overrides: { ...TWO, listeners: 'PLAINTEXT://:9092' } })
  const connect = (): ProtocolClient => new ProtocolClient(world.host('client'), 9092, 'broker')
  const first = await world.run(startBroker(world.host('broker'), config))
  const before = connect()
  await world.run(createTopic(before, 'orders'))
  await world.run(produceTo(before, 'orders', batchOf(3)))
  await world.run(alter(before, '/more'))
  await world.advance(3_000)
  await world.run(first.stop())
  const { disk } = world.host('broker')
  disk.makeDirectory('/data/orders-0')
  await disk.open('/data/orders-0/00000000000000000000.log', 'create').close()
  const second = await world.run(startBroker(world.host('broker'), config))
  const client = connect()
  expect(await world.run(places(client))).toEqual(['/more'])
  expect(await world.run(offsets(client, 0, 3))).toEqual([0, 1, 2])
  await world.run(second.stop())
})
