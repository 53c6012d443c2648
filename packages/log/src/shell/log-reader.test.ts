/**
 * Reads that wait for the disk while the log changes.
 */
import { readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { BrokerConfig, topicConfig } from '@samsa/config'
import type { DiskFile, Host } from '@samsa/host'
import { recordsOf } from '@samsa/record/record'
import { afterEach, describe, expect, test } from 'vitest'
import type { ReadBytes } from '../core/read-result.js'
import { countingHost } from '../testing/counting-disk.js'
import {
  cleanUp,
  fill,
  newLog,
  numbers,
  open,
  opened,
  quiet,
  topicId,
  valuesFrom,
} from '../testing/log-fixture.js'
import type { LogDirectory } from './log-directory.js'
import type { PartitionLog } from './partition-log.js'

afterEach(cleanUp)

/** Reads of logs that may be cold find nothing, and say so when told. */
function lateHost(told: Promise<void>): Host {
  const disk = Object.create(quiet.disk) as Host['disk']
  let first = true
  disk.open = (path, mode) => {
    const file = quiet.disk.open(path, mode)
    const readLater: DiskFile['readLater'] = file.readLater.bind(file)
    file.readLater = async (into, position) => {
      if (!first) return readLater(into, position)
      first = false
      await told
      return 0
    }
    return file
  }
  return { ...quiet, disk }
}

test('a read goes on with the next segment though retention took the first one meanwhile', async () => {
  const overrides = { 'internal.segment.bytes': '2000' }
  const before = await newLog(overrides)
  fill(before, 60)
  await opened[0]?.directory.close()
  let tell = (): void => undefined
  const told = new Promise<void>((resolve) => {
    tell = resolve
  })
  const directory = await open(overrides, join(before.folder, '..'), lateHost(told))
  const log = directory.get('orders', 0)
  if (log === undefined) throw new Error('the log is not there')
  log.advanceHighWatermark(60)
  const read = log.read(0, 100, 60, true)
  expect(read).toBeInstanceOf(Promise)
  log.deleteRecordsBefore(20)
  const first = log.firstSegmentOffset
  expect(log.enforceRetention(1_700_000_000_000)).toBe(1)
  tell()
  const [record] = recordsOf(((await read) as ReadBytes).bytes)
  expect([first, record?.offset]).toEqual([0, log.firstSegmentOffset])
})

describe('what may be cold is never read on the event loop:', () => {
  const overrides = { 'internal.segment.bytes': '2000', 'index.interval.bytes': '200' }

  async function cold() {
    const before = await newLog(overrides)
    fill(before, 60)
    await opened.at(-1)?.directory.close()
    const host = countingHost(quiet)
    const directory = await open(overrides, join(before.folder, '..'), host)
    const log = directory.get('orders', 0)
    if (log === undefined) throw new Error('the log is not there')
    log.advanceHighWatermark(60)
    host.counted.reset()
    return { log, calls: host.counted.calls }
  }

  test('records at any place, in order and at random', async () => {
    const { log, calls } = await cold()
    expect(await valuesFrom(log, 0, 500)).toEqual(numbers(0, 60))
    for (const offset of [33, 2, 59, 47, 12]) expect((await valuesFrom(log, offset))[0]).toBe(`${offset}`)
    expect(calls.get('read')).toBeUndefined()
    expect(calls.get('readLater')).toBeGreaterThan(10)
  })

  test('offsets by time', async () => {
    const { log, calls } = await cold()
    for (const offset of [33, 2, 59, 47, 12]) {
      expect(await log.offsetForTimestamp(1_700_000_000_000 + offset * 1000)).toMatchObject({ offset })
    }
    // Only the ends of the active segment's files, once.
    expect(calls.get('read')).toBeLessThanOrEqual(4)
  })

  test('what a waiting fetch counts before it reads', async () => {
    const { log, calls } = await cold()
    expect(log.bytesBetween(7, 40)).toBeGreaterThan(3000)
    expect(calls.size).toBe(0)
  })
})

test('what was written since the start is read at once, though the log was opened cold', async () => {
  const before = await newLog({})
  fill(before, 60)
  await opened.at(-1)?.directory.close()
  const directory = await open({}, join(before.folder, '..'))
  const log = directory.get('orders', 0)
  if (log === undefined) throw new Error('the log is not there')
  fill(log, 1, 100, 60)
  // Too large for the cache of the newest bytes: it must come from the file.
  fill(log, 4, 9000, 61)
  log.advanceHighWatermark(65)
  expect(log.read(62, 20_000, 65, true)).not.toBeInstanceOf(Promise)
  expect(log.read(30, 20_000, 65, true)).toBeInstanceOf(Promise)
})

test('a late read of a deleted log never makes its files again where another log took its name', async () => {
  const overrides = { 'internal.segment.bytes': '2000' }
  const log = await newLog(overrides)
  fill(log, 60)
  const directory = opened.at(-1)?.directory as LogDirectory
  await directory.close()
  const again = await open(overrides, join(log.folder, '..'))
  const old = again.get('orders', 0) as PartitionLog
  old.advanceHighWatermark(60)
  await again.delete('orders', 0)
  const config = topicConfig(BrokerConfig.from(), overrides)
  const young = again.create('orders', 0, topicId, config)
  const before = readdirSync(young.folder)
  await expect(Promise.resolve(old.read(0, 100, 60, true))).rejects.toThrow('it has been deleted')
  await expect(old.offsetForTimestamp(0)).rejects.toThrow('it has been deleted')
  old.deleteRecordsBefore(50)
  old.enforceRetention(1_800_000_000_000)
  await old.close().catch(() => undefined)
  expect(readdirSync(young.folder)).toEqual(before)
})

test('of a file that has become shorter than its segment it is told, at once and where the disk is waited for', async () => {
  const log = await newLog()
  fill(log, 50, 6000)
  const file = join(log.folder, '00000000000000000000.log')
  const cutBy = (bytes: number): void => truncateSync(file, statSync(file).size - bytes)
  cutBy(3000)
  expect(() => log.read(49, 100_000, 50, true)).toThrow('the file ends early')
  expect(((await log.read(48, 100_000, 50, true)) as ReadBytes).nextOffset).toBe(49)
  const { directory, path } = opened.pop() as { directory: LogDirectory; path: string }
  await directory.close()
  const again = (await open({}, path)).get('orders', 0) as PartitionLog
  cutBy(9000)
  await expect(again.read(48, 100_000, again.logEndOffset, true)).rejects.toThrow('the file ends early')
})
