/**
 * A copy that takes the place of its original in another data directory, on a simulated disk.
 */
import { BrokerConfig } from '@samsa/config'
import { World } from '@samsa/host/simulated/world'
import { expect, test } from 'vitest'
import {
  append,
  compactedTopic,
  latestOf,
  openCompacted,
  recordsIn,
  topicId,
} from '../testing/compaction-fixture.js'
import { LogDirectory } from './log-directory.js'
import type { PartitionLog } from './partition-log.js'

const topic = { 'delete.retention.ms': '1000' }

function openOther(world: World, broker: Record<string, string> = {}): Promise<LogDirectory> {
  return world.run(
    LogDirectory.open(world.host('alpha'), '/other', {
      config: BrokerConfig.from({ overrides: { 'log.cleaner.backoff.ms': '200', ...broker } }),
      nodeId: 1,
      clusterId: 'compaction-cluster-000',
      topicConfig: () => compactedTopic(topic),
    }),
  )
}

function newCopy(other: LogDirectory): PartitionLog {
  return other.futures.create({ topic: 'orders', partition: 0, topicId, config: compactedTopic(topic) })
}

async function copyUpTo(world: World, end: number, log: PartitionLog, copy: PartitionLog): Promise<void> {
  while (copy.logEndOffset < end) {
    const from = Math.max(copy.logEndOffset, log.logStartOffset)
    const read = await world.run(Promise.resolve(log.read(from, 2000, log.logEndOffset, true)))
    if (read.error !== '') throw new Error(read.error)
    const result = copy.append(read.bytes, { origin: 'replication', leaderEpoch: 0, now: 1 })
    if (result.error !== '') throw new Error(result.message)
    copy.write()
  }
}

test('a copy that was begun before its original was compacted keeps deleted keys deleted', async () => {
  const world = new World({ seed: 9 })
  const { directory, log } = await openCompacted(world, topic)
  log.compaction.paused = true
  append(log, 60, 10)
  append(log, 10, 10, () => true)
  for (let batch = 0; batch < 40; batch++) append(log, 3, 1000)
  const other = await openOther(world)
  const copy = newCopy(other)
  await copyUpTo(world, 80, log, copy)
  log.compaction.paused = false
  await world.advance(4_000)
  append(log, 60, 1000)
  await world.advance(4_000)
  log.compaction.paused = true
  await world.run(log.compaction.abort())
  await copyUpTo(world, log.logEndOffset, log, copy)
  await world.run(copy.flush())
  copy.advanceHighWatermark(copy.logEndOffset)
  const expected = latestOf(await world.run(recordsIn(log)))
  const moved = other.promote('orders', 0, log) as PartitionLog
  await world.run(directory.delete('orders', 0))
  other.startMaintenance()
  for (let pass = 0; pass < 5; pass++) {
    append(moved, 90, 1000)
    await world.advance(5_000)
  }
  const found = latestOf(await world.run(recordsIn(moved)))
  const deleted = Array.from({ length: 10 }, (_, key) => `key ${key}`)
  expect(deleted.filter((key) => expected.has(key))).toEqual([])
  expect(deleted.filter((key) => found.has(key))).toEqual([])
  await world.run(other.close())
  await world.run(directory.close())
})

test('what was flushed under the new name is found under it after a power cut', async () => {
  const world = new World({ seed: 9 })
  const idle = { 'log.cleaner.enable': 'false' }
  const { directory, log } = await openCompacted(world, topic, idle)
  append(log, 30, 10)
  const other = await openOther(world, idle)
  const copy = newCopy(other)
  await copyUpTo(world, 30, log, copy)
  copy.advanceHighWatermark(30)
  await world.run(Promise.all([copy.flush(), log.flush()]))
  const moved = other.promote('orders', 0, log) as PartitionLog
  const { calls } = world.machine('alpha')
  calls.arm({ call: 'sync directory', nth: 1, effect: 'slow', byMs: 200, path: '/other' })
  directory.delete('orders', 0, other.syncNames()).catch((error: Error) => {
    if (error.name !== 'MachineCrashed') throw error
  })
  append(moved, 6, 10)
  await world.run(moved.flush())
  expect(moved.recoveryPoint).toBe(36)
  world.machine('alpha').crash()
  calls.calm()
  await world.advance(10)
  const again = await openOther(world, idle)
  expect(again.get('orders', 0)?.logEndOffset).toBe(36)
  expect(again.futures.count).toBe(0)
  await world.run(again.close())
})

test('a copy that got its name before its id was on the device has it there once it was flushed', async () => {
  const world = new World({ seed: 9 })
  const other = await openOther(world)
  const { calls } = world.machine('alpha')
  calls.arm({ call: 'open', nth: 2, path: 'partition.metadata', effect: 'too-many-files', calls: 9 })
  newCopy(other)
  calls.calm()
  const log = other.promote('orders', 0) as PartitionLog
  append(log, 1, 1)
  await world.run(log.flush())
  world.machine('alpha').crash(true)
  const found = (await openOther(world)).get('orders', 0)
  expect([found?.topicId, found?.logEndOffset]).toEqual([topicId, 1])
})
