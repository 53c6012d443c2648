/**
 * Disks that are full, and directories that cannot be opened, told as stories of a broker in a simulated world.
 */
import { BrokerConfig } from '@samsa/config'
import { DiskError, type Host } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import { describeLogDirsRequest } from '@samsa/protocol/messages/describe-log-dirs-request'
import { describeLogDirsResponse } from '@samsa/protocol/messages/describe-log-dirs-response'
import { findCoordinatorRequest } from '@samsa/protocol/messages/find-coordinator-request'
import { findCoordinatorResponse } from '@samsa/protocol/messages/find-coordinator-response'
import { metadataRequest } from '@samsa/protocol/messages/metadata-request'
import { metadataResponse } from '@samsa/protocol/messages/metadata-response'
import { offsetCommitRequest } from '@samsa/protocol/messages/offset-commit-request'
import { offsetCommitResponse } from '@samsa/protocol/messages/offset-commit-response'
import { expect, test } from 'vitest'
import { startBroker } from '../start-broker.js'
import { batchOf, createTopic, fetchFrom, inBrokerWorld, produceTo } from '../testing/broker-world.js'
import { ProtocolClient } from '../testing/protocol-client.js'

async function commit(client: ProtocolClient): Promise<number> {
  const answer = await client.send(offsetCommitRequest, offsetCommitResponse, 7, {
    groupId: 'readers',
    generationIdOrMemberEpoch: -1,
    memberId: '',
    topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, committedOffset: 1 }] }],
  })
  return answer.topics[0]?.partitions[0]?.errorCode as number
}

test('a full disk refuses what is written, serves what is read, and goes on by itself', () =>
  inBrokerWorld({ 'offsets.topic.num.partitions': '1' }, async ({ connect, strike, pass, lines }) => {
    const client = connect()
    await createTopic(client, 'orders')
    await produceTo(client, 'orders', batchOf(1))
    await client.send(findCoordinatorRequest, findCoordinatorResponse, 3, { key: 'readers', keyType: 0 })
    for (let tries = 0; tries < 20 && (await commit(client)) !== 0; tries++) await pass(100)
    await strike({ kind: 'no-space', forMs: 3_000 })
    for (let i = 0; i < 3; i++) expect((await produceTo(client, 'orders', batchOf(1))).errorCode).toBe(56)
    // NOT_COORDINATOR: a client looks the coordinator up and tries again.
    expect(await commit(client)).toBe(16)
    expect(await fetchFrom(client, 'orders', 0)).toMatchObject({ errorCode: 0, highWatermark: 1 })
    await pass(6_000)
    expect(await produceTo(client, 'orders', batchOf(1))).toMatchObject({ errorCode: 0, baseOffset: 1 })
    expect(await commit(client)).toBe(0)
    expect(
      lines.filter((line) => line.includes('data directory')).map((line) => line.split(' {')[0]),
    ).toEqual([
      'error data directory full: nothing is accepted until there is room',
      'info data directory has room again',
    ])
  }))

/** Nothing below /more can be reached. */
function withoutMore(host: Host): Host {
  const disk = new Proxy(host.disk, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target) as unknown
      if (typeof value !== 'function') return value
      return (path: string, ...rest: unknown[]) => {
        if (path.startsWith('/more')) throw new DiskError('io', String(name), path)
        return value.call(target, path, ...rest) as unknown
      }
    },
  })
  return { ...host, disk }
}

test('a directory that cannot be opened is left out: its partitions are offline, not made anew, and come back', async () => {
  const world = new World({ seed: 5 })
  const overrides = { 'log.dirs': '/data,/more', listeners: 'PLAINTEXT://:9092' }
  const config = BrokerConfig.from({ overrides })
  const client = () => new ProtocolClient(world.host('client'), 9092, 'broker')
  const work = async (): Promise<void> => {
    const first = await startBroker(world.host('broker'), config)
    for (const name of ['stays', 'goes']) {
      await createTopic(client(), name)
      await produceTo(client(), name, batchOf(3))
    }
    await first.stop()
    const second = await startBroker(withoutMore(world.host('broker')), config)
    expect((await produceTo(client(), 'stays', batchOf(1))).baseOffset).toBe(3)
    expect((await produceTo(client(), 'goes', batchOf(1))).errorCode).toBe(56)
    expect((await fetchFrom(client(), 'goes', 0)).errorCode).toBe(56)
    const metadata = await client().send(metadataRequest, metadataResponse, 12, {
      topics: [{ name: 'goes' }],
    })
    expect(metadata.topics[0]?.partitions[0]).toMatchObject({
      errorCode: 5,
      leaderId: -1,
      offlineReplicas: [1],
    })
    const dirs = await client().send(describeLogDirsRequest, describeLogDirsResponse, 4, { topics: null })
    expect(dirs.results.map(({ logDir, errorCode }) => [logDir, errorCode])).toEqual([
      ['/data', 0],
      ['/more', 56],
    ])
    await createTopic(client(), 'later')
    expect((await produceTo(client(), 'later', batchOf(1))).errorCode).toBe(0)
    await second.stop()
    const third = await startBroker(world.host('broker'), config)
    expect((await produceTo(client(), 'goes', batchOf(1))).baseOffset).toBe(3)
    await third.stop()
  }
  await world.run(work())
})

test('a directory that is a copy of another is refused', async () => {
  const world = new World({ seed: 5 })
  const overrides = { 'log.dirs': '/data,/more', listeners: 'PLAINTEXT://:9092' }
  const config = BrokerConfig.from({ overrides })
  const { disk } = world.host('broker')
  const work = async (): Promise<void> => {
    await (await startBroker(world.host('broker'), config)).stop()
    const from = disk.open('/data/meta.properties', 'read')
    const bytes = new Uint8Array(from.size())
    from.read(bytes, 0)
    disk.open('/more/meta.properties', 'create').writev([bytes], 0)
    await expect(startBroker(world.host('broker'), config)).rejects.toThrow('duplicate directory id')
  }
  await world.run(work())
})
