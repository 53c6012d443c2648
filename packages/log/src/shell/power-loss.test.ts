/**
 * Power cuts in the simulated world: unsynced writes are lost, torn or kept as the seed draws.
 */
import { BrokerConfig, topicConfig } from '@samsa/config'
import { World } from '@samsa/host/simulated/world'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { encodeBatch } from '@samsa/record/encode-batch'
import { recordsOf } from '@samsa/record/record'
import { describe, expect, test } from 'vitest'
import type { ReadBytes } from '../core/read-result.js'
import { LogDirectory } from './log-directory.js'
import type { PartitionLog } from './partition-log.js'

const config = BrokerConfig.from({ overrides: { 'log.segment.delete.delay.ms': '0' } })
const topic = topicConfig(config, { 'internal.segment.bytes': '2000', 'index.interval.bytes': '200' })

function openDirectory(world: World, settings = topic): Promise<LogDirectory> {
  return LogDirectory.open(world.host('alpha'), '/data', {
    config,
    nodeId: 1,
    clusterId: 'power-loss-cluster-000',
    topicConfig: () => settings,
  })
}

/** A record's value is its offset, so that what is read can be told from what should be there. */
function appendSome(log: PartitionLog, count: number): void {
  for (let index = 0; index < count; index++) {
    const value = new TextEncoder().encode(`${log.nextOffset} `.padEnd(60, '.'))
    const bytes = encodeBatch([{ timestamp: 1_700_000_000_000 + log.nextOffset, key: null, value }], {})
    const result = log.append(bytes, { origin: 'client', leaderEpoch: 0, now: 1_700_000_001_000 })
    expect(result.error).toBe('')
    if (index % 3 === 2) log.write()
  }
  log.write()
}

async function offsetsIn(log: PartitionLog): Promise<number[]> {
  const offsets: number[] = []
  for (let at = log.logStartOffset; at < log.logEndOffset; ) {
    const result = (await log.read(at, 500, log.logEndOffset, true)) as ReadBytes
    for (const record of recordsOf(result.bytes)) {
      expect(new TextDecoder().decode(record.value ?? new Uint8Array())).toMatch(
        new RegExp(`^${record.offset} `),
      )
      offsets.push(record.offset)
    }
    if (result.nextOffset <= at) break
    at = result.nextOffset
  }
  return offsets
}

async function live(seed: number): Promise<string> {
  const world = new World({ seed })
  let durable = 0
  for (let life = 0; life < 4; life++) {
    const directory = await world.run(openDirectory(world))
    const log =
      directory.get('orders', 0) ?? directory.create('orders', 0, 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid, topic)
    const there = await world.run(offsetsIn(log))
    expect(there).toEqual(Array.from({ length: log.logEndOffset }, (_, index) => index))
    expect(log.logEndOffset).toBeGreaterThanOrEqual(durable)
    directory.startMaintenance()
    appendSome(log, 10 + (world.random.uint32() % 40))
    await world.run(log.flush())
    durable = log.logEndOffset
    directory.checkpoint()
    await world.advance(world.random.uint32() % 100)
    appendSome(log, world.random.uint32() % 40)
    // A stop that the power cut overtakes, maybe with the marker of a clean one already there.
    if (world.random.uint32() % 3 === 0) void directory.close().catch(() => undefined)
    await world.advance(world.random.uint32() % 6)
    world.machine('alpha').crash()
    await world.advance(10)
  }
  return world.hash
}

describe('a log on a machine whose power fails', () => {
  test.each(Array.from({ length: 25 }, (_, seed) => seed))(
    'keeps all that was flushed and opens again: seed %d',
    async (seed) => {
      await live(seed)
    },
  )

  test('finds records by time though its index was built anew just before', async () => {
    const indexed = topicConfig(config, { 'internal.segment.bytes': '40000', 'index.interval.bytes': '1' })
    for (let seed = 40; seed < 60; seed++) {
      const world = new World({ seed })
      const directory = await world.run(openDirectory(world, indexed))
      const { folder } = directory.create('orders', 0, 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid, indexed)
      appendSome(directory.get('orders', 0) as PartitionLog, 500)
      await world.run(directory.close())
      await world.run(world.host('alpha').disk.remove(`${folder}/00000000000000000000.timeindex`))
      await world.run(openDirectory(world, indexed))
      world.machine('alpha').crash()
      await world.advance(10)
      const again = await world.run(openDirectory(world, indexed))
      const found = await world.run(
        again.get('orders', 0)?.offsetForTimestamp(1_700_000_000_300) as Promise<unknown>,
      )
      expect(found, `seed ${seed}`).toMatchObject({ offset: 300 })
      await world.run(again.close())
    }
  })

  test('does the same again with the same seed', async () => {
    expect(await live(3)).toBe(await live(3))
  })
})

test('what recovery cut off does not come back over what was written in its place', async () => {
  const world = new World({ seed: 4 })
  const machine = world.machine('alpha')
  const first = await world.run(openDirectory(world))
  const log = first.create('orders', 0, 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid, topic)
  appendSome(log, 60)
  await world.run(log.flush())
  machine.kill()
  machine.rot('/data/orders-0/00000000000000000000.log', 1_000, 1)
  const second = await world.run(openDirectory(world))
  const cut = second.get('orders', 0) as PartitionLog
  const { logEndOffset } = cut
  expect(logEndOffset).toBeLessThan(10)
  machine.calls.arm({ call: 'sync directory', nth: 1, effect: 'slow', byMs: 1_000, calls: 10 })
  appendSome(cut, 9)
  cut.flush().catch(() => undefined)
  await world.advance(100)
  machine.crash(true)
  const third = await world.run(openDirectory(world))
  const found = third.get('orders', 0) as PartitionLog
  const offsets = await world.run(offsetsIn(found))
  expect(offsets).toEqual(offsets.map((_, index) => index))
  expect(offsets.length).toBeLessThanOrEqual(logEndOffset + 9)
})

test('a flush waits for names on their way to the device, so that what was removed stays so', async () => {
  const world = new World({ seed: 4 })
  const directory = await world.run(openDirectory(world))
  const log = directory.create('orders', 0, 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid, topic)
  appendSome(log, 60)
  await world.run(log.flush())
  log.advanceHighWatermark(60)
  log.deleteRecordsBefore(40)
  const { calls } = world.machine('alpha')
  calls.arm({ call: 'sync directory', nth: 1, path: 'orders-0', effect: 'slow', byMs: 1_000 })
  expect(log.enforceRetention(1_700_000_001_000)).toBeGreaterThan(0)
  await world.run(log.flush())
  const { firstSegmentOffset } = log
  world.machine('alpha').crash(true)
  const again = await world.run(openDirectory(world))
  expect(again.get('orders', 0)?.firstSegmentOffset).toBe(firstSegmentOffset)
})
