/**
 * samsa.flush=group and the flush settings of Kafka, told as stories of a broker in a simulated world.
 */
import type { DiskFile, Host } from '@samsa/host'
import { expect, test } from 'vitest'
import { batchOf, createTopic, fetchFrom, inBrokerWorld, produceTo } from '../testing/broker-world.js'

const GROUP = { 'samsa.flush': 'group' }

/** The host with syncs of `.log` files counted, each held back by `ms`. */
function syncing(host: Host, count: { syncs: number; ms: number }): Host {
  const open: Host['disk']['open'] = (path, mode) => {
    const file = host.disk.open(path, mode)
    if (!path.endsWith('.log')) return file
    const sync = async (): Promise<void> => {
      count.syncs += 1
      await new Promise<void>((resolve) => void host.timers.after(count.ms, resolve))
      await file.sync()
    }
    return altered<DiskFile>(file, { sync })
  }
  return { ...host, disk: altered<Host['disk']>(host.disk, { open }) }
}

/** The same with other methods. */
function altered<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get: (_, name) => {
      if (name in methods) return Reflect.get(methods, name) as unknown
      const value = Reflect.get(target, name, target) as unknown
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

test('an acknowledgement comes after the sync, and many share one', async () => {
  const count = { syncs: 0, ms: 20 }
  await inBrokerWorld(
    GROUP,
    async ({ connect, world }) => {
      const client = connect()
      await createTopic(client, 'orders')
      count.syncs = 0
      const began = world.nowMs
      await produceTo(client, 'orders', batchOf(1))
      expect(world.nowMs - began).toBeGreaterThanOrEqual(20)
      expect(count.syncs).toBe(1)
      const clients = Array.from({ length: 30 }, () => connect())
      const answers = await Promise.all(clients.map((each) => produceTo(each, 'orders', batchOf(1))))
      expect(answers.map((answer) => answer.errorCode)).toEqual(answers.map(() => 0))
      expect(count.syncs).toBeLessThanOrEqual(4)
    },
    (host) => syncing(host, count),
  )
})

test('consumers see a record once it is on the device, also one that nobody waits for', async () => {
  const count = { syncs: 0, ms: 100 }
  await inBrokerWorld(
    GROUP,
    async ({ connect, world, pass }) => {
      const producer = connect()
      const consumer = connect()
      await createTopic(producer, 'orders')
      const sent = produceTo(producer, 'orders', batchOf(1))
      await pass(50)
      expect((await fetchFrom(consumer, 'orders', 0, { maxWaitMs: 0 })).highWatermark).toBe(0)
      expect((await sent).errorCode).toBe(0)
      expect((await fetchFrom(consumer, 'orders', 0, { maxWaitMs: 0 })).highWatermark).toBe(1)
      produceTo(producer, 'orders', batchOf(1), { acks: 0 }).catch(() => undefined)
      const began = world.nowMs
      const answer = await fetchFrom(consumer, 'orders', 1, { maxWaitMs: 400 })
      expect([answer.highWatermark, world.nowMs - began >= 90]).toEqual([2, true])
    },
    (host) => syncing(host, count),
  )
})

test('a sync that fails is not tried again: nothing more is acknowledged from there', () =>
  inBrokerWorld(GROUP, async ({ connect, strike }) => {
    const client = connect()
    await createTopic(client, 'orders')
    await strike({ kind: 'io-error', forMs: 5, path: '.log', operation: 'sync' })
    expect((await produceTo(client, 'orders', batchOf(1))).errorCode).toBe(56)
    expect((await produceTo(client, 'orders', batchOf(1))).errorCode).toBe(56)
  }))

test('log.flush.interval.ms is kept, at the latest a second late', async () => {
  const count = { syncs: 0, ms: 1 }
  await inBrokerWorld(
    { 'log.flush.interval.ms': '300' },
    async ({ connect, pass }) => {
      const client = connect()
      await createTopic(client, 'orders')
      await produceTo(client, 'orders', batchOf(1))
      expect(count.syncs).toBe(0)
      await pass(2_500)
      expect(count.syncs).toBe(1)
    },
    (host) => syncing(host, count),
  )
})

test('log.flush.interval.messages lets so many records be acknowledged before a sync', async () => {
  const count = { syncs: 0, ms: 1 }
  await inBrokerWorld(
    { 'log.flush.interval.messages': '3' },
    async ({ connect }) => {
      const client = connect()
      await createTopic(client, 'orders')
      for (let i = 0; i < 2; i++) await produceTo(client, 'orders', batchOf(1))
      expect(count.syncs).toBe(0)
      await produceTo(client, 'orders', batchOf(1))
      expect(count.syncs).toBe(1)
    },
    (host) => syncing(host, count),
  )
})
