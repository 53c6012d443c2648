/**
 * Retention on a disk that refuses some of what it asks for.
 */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DiskError, type DiskErrorKind, type Host } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { append as appendKeyed, openCompacted } from '../testing/compaction-fixture.js'
import {
  cleanUp,
  crashAndReopen,
  fill,
  newLog,
  numbers,
  opened,
  quiet,
  reopened,
  valuesFrom,
} from '../testing/log-fixture.js'
import { withDisk } from '../testing/overriding.js'
import type { PartitionLog } from './partition-log.js'

/** What fails: opening or renaming a file whose path (the new one) ends so. */
const refused: { open?: string; rename?: string; kind: DiskErrorKind } = { kind: 'no-space' }

beforeEach(() => {
  delete refused.open
  delete refused.rename
})
afterEach(cleanUp)

function refusingHost(): Host {
  return withDisk(quiet, {
    open: (path, mode) => {
      if (refused.open !== undefined && path.endsWith(refused.open))
        throw new DiskError(refused.kind, 'open', path)
      return quiet.disk.open(path, mode)
    },
    rename: (from, to) => {
      if (refused.rename !== undefined && to.endsWith(refused.rename))
        throw new DiskError('no-space', 'rename', to)
      quiet.disk.rename(from, to)
    },
  })
}

const filesOf = (log: PartitionLog, ending: string): string[] =>
  readdirSync(log.folder).filter((name) => name.endsWith(ending))

test('a new segment of which not all files can be made leaves none behind', async () => {
  const topic = { 'retention.ms': '1000', 'file.delete.delay.ms': '0' }
  const log = await newLog(topic, refusingHost())
  fill(log, 5)
  log.advanceHighWatermark(5)
  refused.kind = 'too-many-files'
  refused.open = '00000000000000000005.index'
  expect(() => log.enforceRetention(Date.now())).toThrow(DiskError)
  expect(filesOf(log, '.log')).toEqual(['00000000000000000000.log'])
  delete refused.open
  fill(log, 5, 100, 5)
  const after = await reopened(topic)
  expect(after.logEndOffset).toBe(10)
  expect(await valuesFrom(after, 0)).toEqual(numbers(0, 10))
})

test('an empty segment that begins amid the one before it is thrown away, after whatever stop', async () => {
  const topic = { 'internal.segment.bytes': '1000', 'index.interval.bytes': '200' }
  const log = await newLog(topic)
  fill(log, 13)
  writeFileSync(join(log.folder, '00000000000000000011.log'), '')
  writeFileSync(join(log.folder, '00000000000000000003.log'), '')
  const crashed = await crashAndReopen(log, topic)
  expect(crashed.logEndOffset).toBe(13)
  expect(await valuesFrom(crashed, 0)).toEqual(numbers(0, 13))
  opened.reverse()
  const stopped = await reopened(topic)
  expect(stopped.logEndOffset).toBe(13)
  expect(await valuesFrom(stopped, 0)).toEqual(numbers(0, 13))
  expect(filesOf(stopped, '.log')).toHaveLength(3)
})

test('an empty segment at the end of the one before it stays', async () => {
  const log = await newLog()
  fill(log, 5)
  writeFileSync(join(log.folder, '00000000000000000005.log'), '')
  const after = await reopened()
  expect(after.logEndOffset).toBe(5)
  expect(filesOf(after, '.log')).toHaveLength(2)
  fill(after, 3, 100, 5)
  expect(await valuesFrom(after, 0)).toEqual(numbers(0, 8))
})

test('segments that cannot be renamed stay in the log, and go with the next check', async () => {
  const topic = { 'internal.segment.bytes': '1000', 'retention.ms': '1000', 'file.delete.delay.ms': '60000' }
  const log = await newLog(topic, refusingHost())
  fill(log, 30)
  log.advanceHighWatermark(30)
  refused.rename = '00000000000000000010.log.deleted'
  expect(() => log.enforceRetention(Date.now())).toThrow(DiskError)
  expect([log.logStartOffset, log.logEndOffset]).toEqual([10, 30])
  expect(await valuesFrom(log, 10)).toEqual(numbers(10, 30))
  delete refused.rename
  log.enforceRetention(Date.now())
  expect([log.logStartOffset, log.sizeInBytes]).toEqual([30, 0])
  expect(filesOf(log, '.log')).toEqual(['00000000000000000030.log'])
})

test('deleted records stay deleted after a restart where their segments could not be renamed', async () => {
  const topic = { 'internal.segment.bytes': '1000' }
  const log = await newLog(topic, refusingHost())
  fill(log, 60)
  log.advanceHighWatermark(60)
  log.deleteRecordsBefore(40)
  refused.rename = '00000000000000000010.log.deleted'
  expect(() => log.enforceRetention(Date.now())).toThrow(DiskError)
  const after = await reopened(topic)
  expect(after.logStartOffset).toBe(40)
  expect(await valuesFrom(after, 40)).toEqual(numbers(40, 60))
})

test('segments that were removed before a flush stay away, though all else was flushed already', async () => {
  const world = new World({ seed: 2 })
  const topic = { 'cleanup.policy': 'delete', 'retention.bytes': '2000', 'internal.segment.bytes': '1000' }
  const { log } = await openCompacted(world, topic)
  appendKeyed(log, 60, 7)
  await world.run(log.flush())
  log.enforceRetention(0)
  const { logStartOffset } = log
  await world.run(log.flush())
  world.machine('alpha').crash(true)
  await world.advance(10)
  const again = await openCompacted(world, topic)
  expect([logStartOffset > 0, again.log.logStartOffset]).toEqual([true, logStartOffset])
  await world.run(again.directory.close())
})
