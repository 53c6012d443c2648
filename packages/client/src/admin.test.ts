import { ConfigError } from '@samsa/config/config-error'
import { type Connection, NetworkError } from '@samsa/host'
import { createNodeHost } from '@samsa/host/node/node-host'
import { afterEach, expect, test } from 'vitest'
import { Admin } from './admin.js'
import { type Answers, scriptedBroker } from './testing/scripted-broker.js'
import { TopicPartitionMap } from './topic-partition.js'

const host = createNodeHost({ log: { write: () => undefined } })
const opened: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function adminOf(led: readonly boolean[], answers: Answers): Promise<Admin> {
  const broker = await scriptedBroker(host, { t: led }, answers)
  const { bootstrapServers } = broker
  const admin = new Admin({ host, bootstrapServers, 'retry.backoff.ms': 1, 'reconnect.backoff.ms': 1 })
  opened.push(admin, broker)
  return admin
}

/** Asks to delete the records before offset 1 of the first `count` partitions. */
function firstRecords(count: number): TopicPartitionMap<number> {
  const partitions = Array.from({ length: count }, (_, partition) => [{ topic: 't', partition }, 1] as const)
  return new TopicPartitionMap(partitions)
}

const OFFSET_OUT_OF_RANGE = 1
const NOT_LEADER_OR_FOLLOWER = 6

test('the error of a partition is not lost while another is asked again', async () => {
  const codes = [[OFFSET_OUT_OF_RANGE, NOT_LEADER_OR_FOLLOWER], [0]]
  const admin = await adminOf([true, true], {
    deleteRecords({ topics }) {
      const asked = topics.flatMap(({ partitions }) => partitions)
      const round = codes.shift() ?? []
      const partitions = asked.map(({ partitionIndex }, at) => ({
        partitionIndex,
        lowWatermark: 1,
        errorCode: round[at] ?? 0,
      }))
      return { topics: [{ name: 't', partitions }] }
    },
  })
  const { values, errors } = await admin.deleteRecords(firstRecords(2))
  expect([...errors]).toMatchObject([[{ partition: 0 }, { errorName: 'OFFSET_OUT_OF_RANGE' }]])
  expect([...values]).toEqual([[{ topic: 't', partition: 1 }, { lowWatermark: 1 }]])
})

test('a partition that the broker leaves out of its answer has failed', async () => {
  const partitions = [{ partitionIndex: 0, lowWatermark: 1 }]
  const admin = await adminOf([true, true], {
    deleteRecords: () => ({ topics: [{ name: 't', partitions }] }),
  })
  const { values, errors } = await admin.deleteRecords(firstRecords(2))
  expect(values.size).toBe(1)
  expect([...errors]).toMatchObject([[{ partition: 1 }, { errorName: 'UNKNOWN_SERVER_ERROR' }]])
})

test('what was done is told although the broker is gone before the rest could be asked again', async () => {
  const admin = await adminOf([true, false], {
    deleteRecords() {
      // Once the answer has left.
      host.timers.after(1, () => void opened[1]?.close())
      return { topics: [{ name: 't', partitions: [{ partitionIndex: 0, lowWatermark: 1 }] }] }
    },
  })
  const { values, errors } = await admin.deleteRecords(firstRecords(2), { timeoutMs: 200 })
  expect(values.size).toBe(1)
  expect([...errors]).toMatchObject([[{ partition: 1 }, { name: 'TimeoutError' }]])
})

test('names behind which there is no address fail a client at once', async () => {
  const connect = (to: { host: string; port: number }): Connection => ({
    peer: { remoteHost: '', remotePort: 0, localHost: '', localPort: 0 },
    start: (receiver) =>
      host.timers.endOfTurn(() => receiver.closed(new NetworkError('unknown-host', `${to.host}:${to.port}`))),
    write: () => true,
    pendingBytes: 0,
    pause: () => undefined,
    resume: () => undefined,
    close: () => undefined,
  })
  const nameless = { ...host, network: { ...host.network, connect } }
  const admin = new Admin({ host: nameless, bootstrapServers: 'a.invalid:9092,b.invalid:9092' })
  opened.push(admin)
  const problem = 'No resolvable bootstrap urls given'
  for (let i = 0; i < 2; i++) {
    const listed = admin.listTopics({ timeoutMs: 5000 })
    await expect(listed).rejects.toMatchObject({ key: 'bootstrap.servers', problem })
    await expect(listed).rejects.toBeInstanceOf(ConfigError)
  }
})
