import { type RunningBroker, startBroker } from '@samsa/broker/start-broker'
import { Admin } from '@samsa/client/admin'
import { Consumer } from '@samsa/client/consumer'
import { Producer } from '@samsa/client/producer'
import { TopicPartitionMap } from '@samsa/client/topic-partition'
import { BrokerConfig } from '@samsa/config/broker-config'
import type { Fault } from '@samsa/host/simulated/fault'
import { World } from '@samsa/host/simulated/world'
import { expect, test } from 'vitest'

const overrides = {
  listeners: 'PLAINTEXT://broker:9092',
  'log.dirs': '/data',
  'group.initial.rebalance.delay.ms': '0',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '3',
}
const topic = 'orders'
const bootstrapServers = 'broker:9092'
const quick = { 'retry.backoff.ms': 10, 'reconnect.backoff.ms': 10, 'reconnect.backoff.max.ms': 50 }
const recordCount = 400

/** A broker whose process is killed now and then and comes back, and a network that breaks. */
async function story(seed: number): Promise<{ hash: string; stored: number[]; read: number[] }> {
  const world: World = new World({ seed, onDown: () => world.after(20, 'reboot', boot) })
  let running: RunningBroker | undefined
  const start = async () => {
    running = await startBroker(world.host('broker'), BrokerConfig.from({ overrides }))
  }
  function boot(): void {
    start().catch((error: Error) => {
      if (error.name !== 'MachineCrashed') throw error
    })
  }
  world.host('broker').disk.makeDirectory('/data')
  await world.run(start())
  const host = world.host('clients')
  const faults: Fault[] = []
  for (let at = 150; at < 1500; at += 150)
    faults.push({ at, kind: at % 450 === 0 ? 'kill' : 'reset', where: 'broker' })
  world.plan(faults)
  const result = await world.run(produceAndRead(host))
  await world.run(Promise.resolve(running?.stop()))
  return { hash: world.hash, ...result }
}

async function produceAndRead(
  host: ReturnType<World['host']>,
): Promise<{ stored: number[]; read: number[] }> {
  const basics = { host, bootstrapServers, ...quick }
  await using admin = new Admin(basics)
  ;(await admin.createTopics([{ name: topic, partitions: 1, replicationFactor: 1 }])).orThrow()
  await using reading = new Consumer({
    ...basics,
    'group.id': 'g',
    'auto.offset.reset': 'earliest',
    'heartbeat.interval.ms': 50,
  })
  reading.subscribe([topic])
  await reading.ready()
  await using sending = new Producer({ ...basics, 'batch.size': 100 })
  const sent: Promise<{ offset: number }>[] = []
  const read: number[] = []
  for (let i = 0; i < recordCount; i++) {
    sent.push(sending.send({ topic, value: String(i) }))
    if (i % 5 === 0)
      for (const { value } of await reading.poll(15))
        read.push(Number(new TextDecoder().decode(value ?? undefined)))
  }
  const stored = (await Promise.all(sent)).map(({ offset }) => offset)
  while (read.length < recordCount) {
    for (const { value } of await reading.poll(1000))
      read.push(Number(new TextDecoder().decode(value ?? undefined)))
  }
  const end = await admin.listOffsets(new TopicPartitionMap([[{ topic, partition: 0 }, 'latest']]))
  expect(end.values.get(topic, 0)?.offset).toBe(recordCount)
  return { stored, read }
}

test('producer and group consumer outlive kills and resets in the simulator, and a seed replays', async () => {
  const inOrder = Array.from({ length: recordCount }, (_, i) => i)
  const first = await story(7)
  expect(first.stored).toEqual(inOrder)
  expect(first.read).toEqual(inOrder)
  expect((await story(7)).hash).toBe(first.hash)
  expect((await story(8)).hash).not.toBe(first.hash)
})
