/**
 * Reads that wait for the disk while the log changes.
 */
import { join } from 'node:path'
import type { DiskFile, Host } from '@samsa/host'
import { recordsOf } from '@samsa/record/record'
import { afterEach, expect, test } from 'vitest'
import type { ReadBytes } from '../core/read-result.js'
import { cleanUp, fill, newLog, open, opened, quiet } from '../testing/log-fixture.js'

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
