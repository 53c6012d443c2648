import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { Admin, Consumer, Producer, TopicPartitionMap } from '@samsa/client'
import { ConfigError } from '@samsa/config'
import { createNodeHost } from '@samsa/host/node/node-host'
import { expect, test } from 'vitest'
import { Samsa } from './samsa.js'

const host = createNodeHost()

async function roundTrip(bootstrapServers: string, topic: string): Promise<string[]> {
  await using producer = new Producer({ host, bootstrapServers })
  await producer.send({ topic, value: 'one' })
  await producer.send({ topic, value: 'two' })
  return readAll(bootstrapServers, topic, 2)
}

async function readAll(bootstrapServers: string, topic: string, count: number): Promise<string[]> {
  await using consumer = new Consumer({ host, bootstrapServers, 'auto.offset.reset': 'earliest' })
  consumer.assign([{ topic, partition: 0 }])
  const seen: string[] = []
  while (seen.length < count) {
    const records = await consumer.poll(10_000)
    seen.push(...records.map(({ value }) => new TextDecoder().decode(value ?? undefined)))
  }
  return seen
}

function temporaryDirectories(): string[] {
  return readdirSync(tmpdir()).filter((name) => /^samsa-[A-Za-z0-9]{6}$/.test(name))
}

test('a broker in memory serves real clients and writes no file', async () => {
  await using kafka = await Samsa.start({ data: 'memory' })
  expect(await roundTrip(kafka.bootstrapServers, 'orders')).toEqual(['one', 'two'])
  expect(kafka.bootstrapServers).toBe(`127.0.0.1:${kafka.port}`)
  expect(existsSync('/samsa')).toBe(false)
})

test('a broker keeps its data in a temporary directory, which goes when it stops', async () => {
  const before = temporaryDirectories()
  const kafka = await Samsa.start()
  expect(await roundTrip(kafka.bootstrapServers, 'orders')).toEqual(['one', 'two'])
  const mine = temporaryDirectories().filter((name) => !before.includes(name))
  expect(mine.length).toBeGreaterThan(0)
  await kafka.stop()
  await kafka.stop()
  expect(temporaryDirectories().filter((name) => mine.includes(name))).toEqual([])
})

test('a data directory that was given is kept, and the next broker serves what is in it', async () => {
  const data = mkdtempSync(`${tmpdir()}/kept-data-`)
  try {
    {
      await using kafka = await Samsa.start({ data })
      await roundTrip(kafka.bootstrapServers, 'orders')
    }
    await using kafka = await Samsa.start({ data })
    expect(await readAll(kafka.bootstrapServers, 'orders', 2)).toEqual(['one', 'two'])
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
})

test('topics asked for are usable when start resolves', async () => {
  await using kafka = await Samsa.start({
    data: 'memory',
    topics: ['plain', { name: 'wide', partitions: 3, configs: { 'cleanup.policy': 'compact' } }],
    settings: { 'auto.create.topics.enable': 'false' },
  })
  await using admin = new Admin({ host, bootstrapServers: kafka.bootstrapServers })
  const described = (await admin.describeTopics(['plain', 'wide'])).orThrow()
  expect(described.get('plain')?.partitions.length).toBe(1)
  expect(described.get('wide')?.partitions.length).toBe(3)
})

test('records that were deleted stay so after a crash: where the log starts is on the disk with the answer', async () => {
  const data = mkdtempSync(`${tmpdir()}/kept-data-`)
  try {
    await using kafka = await Samsa.start({ data, topics: ['orders'] })
    await roundTrip(kafka.bootstrapServers, 'orders')
    await using admin = new Admin({ host, bootstrapServers: kafka.bootstrapServers })
    await admin.deleteRecords(new TopicPartitionMap([[{ topic: 'orders', partition: 0 }, 1]]))
    expect(readFileSync(`${data}/log-start-offset-checkpoint`, 'utf8')).toContain('orders 0 1')
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
})

test('a wrong setting is refused by name and leaves nothing behind', async () => {
  const before = temporaryDirectories()
  await expect(Samsa.start({ settings: { 'num.partitions': 'many' } })).rejects.toThrow(ConfigError)
  expect(temporaryDirectories().filter((name) => !before.includes(name))).toEqual([])
})

test('ten brokers run side by side in one process', async () => {
  const all = await Promise.all(Array.from({ length: 10 }, () => Samsa.start({ data: 'memory' })))
  expect(new Set(all.map(({ port }) => port)).size).toBe(10)
  await Promise.all(all.map((each) => each.stop()))
})

test('a stopped broker listens no more and holds no handle', async () => {
  const handles = (): number =>
    process.getActiveResourcesInfo().filter((name) => /^(TCP|FSReq|Timeout)/.test(name)).length
  const before = handles()
  const kafka = await Samsa.start()
  const port = kafka.port
  await kafka.stop()
  expect(handles()).toBeLessThanOrEqual(before)
  const refused = await new Promise((resolve) => {
    createConnection(port, '127.0.0.1')
      .on('error', (error) => resolve((error as NodeJS.ErrnoException).code))
      .on('connect', () => resolve('connected'))
  })
  expect(refused).toBe('ECONNREFUSED')
})
