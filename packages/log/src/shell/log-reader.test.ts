/**
 * Reads that wait for the disk while the log changes.
 */
import { readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { BrokerConfig, topicConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import { recordsOf } from '@samsa/record/record'
import { afterEach, describe, expect, test } from 'vitest'
import type { ReadBytes } from '../core/read-result.js'
import { countingHost } from '../testing/counting-disk.js'
import {
  cleanUp,
  directoryOf,
  fill,
  newLog,
  numbers,
  quiet,
  reopened,
  topicId,
  valuesFrom,
} from '../testing/log-fixture.js'
import { withFiles } from '../testing/overriding.js'

afterEach(cleanUp)

/** Reads of logs that may be cold find nothing, and say so when told. */
function lateHost(told: Promise<void>): Host {
  let first = true
  return withFiles(quiet, (_path, file) => ({
    readLater: async (into, position) => {
      if (!first) return file.readLater(into, position)
      first = false
      await told
      return 0
    },
  }))
}

test('a read goes on with the next segment though retention took the first one meanwhile', async () => {
  const overrides = { 'internal.segment.bytes': '2000' }
  fill(await newLog(overrides), 60)
  let tell = (): void => undefined
  const told = new Promise<void>((resolve) => {
    tell = resolve
  })
  const log = await reopened(overrides, lateHost(told))
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
    fill(await newLog(overrides), 60)
    const host = countingHost(quiet)
    const log = await reopened(overrides, host)
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
  fill(await newLog(), 60)
  const log = await reopened()
  fill(log, 1, 100, 60)
  // Too large for the cache of the newest bytes: it must come from the file.
  fill(log, 4, 9000, 61)
  log.advanceHighWatermark(65)
  expect(log.read(62, 20_000, 65, true)).not.toBeInstanceOf(Promise)
  expect(log.read(30, 20_000, 65, true)).toBeInstanceOf(Promise)
})

test('a late read of a deleted log never makes its files again where another log took its name', async () => {
  const overrides = { 'internal.segment.bytes': '2000' }
  fill(await newLog(overrides), 60)
  const old = await reopened(overrides)
  old.advanceHighWatermark(60)
  await directoryOf().delete('orders', 0)
  const config = topicConfig(BrokerConfig.from(), overrides)
  const young = directoryOf().create('orders', 0, topicId, config)
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
  const again = await reopened()
  cutBy(9000)
  await expect(again.read(48, 100_000, again.logEndOffset, true)).rejects.toThrow('the file ends early')
})
