/**
 * Refused writes that are taken back while something else happens to the log.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DiskError, type DiskFile, type Host } from '@samsa/host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  batch,
  cleanUp,
  directoryOf,
  fill,
  newLog,
  numbers,
  quiet,
  reopened,
  valuesFrom,
} from '../testing/log-fixture.js'
import { overriding, withDisk, withFiles } from '../testing/overriding.js'
import type { PartitionLog } from './partition-log.js'

/** What the disk refuses now, and how often it has refused to write a checkpoint. */
const disk = { isFull: false, cutsLog: true, writesCheckpoints: true, refusals: 0 }

beforeEach(() => {
  Object.assign(disk, { isFull: false, cutsLog: true, writesCheckpoints: true, refusals: 0 })
})
afterEach(async () => {
  Object.assign(disk, { isFull: false, cutsLog: true, writesCheckpoints: true })
  await cleanUp()
})

/** Its timers do not take long. */
function refusingHost(): Host {
  const host = withFiles(quiet, (path, file) => (path.endsWith('.log') ? refusals(path, file) : {}))
  const timers = overriding(quiet.timers, {
    after: (ms, work) => quiet.timers.after(Math.min(ms, 20), work),
  })
  const open: Host['disk']['open'] = (path, mode) => {
    if (disk.writesCheckpoints || !path.includes('recovery-point')) return host.disk.open(path, mode)
    disk.refusals += 1
    throw new DiskError('too-many-files', 'open', path)
  }
  return { ...withDisk(host, { open }), timers }
}

function refusals(path: string, file: DiskFile): Partial<DiskFile> {
  return {
    writev: (chunks, position) => {
      if (!disk.isFull) return file.writev(chunks, position)
      file.writev([(chunks[0] as Uint8Array).subarray(0, 10)], position)
      throw new DiskError('no-space', 'write', path)
    },
    truncate: (size) => {
      if (!disk.cutsLog) throw new DiskError('too-many-files', 'open', path)
      file.truncate(size)
    },
  }
}

function send(log: PartitionLog, value: string, baseSequence: number) {
  const bytes = batch([value], { producerId: 7, producerEpoch: 0, baseSequence }, Date.now())
  return log.append(bytes, { origin: 'client', leaderEpoch: 0, now: Date.now() })
}

function refuse(log: PartitionLog, baseSequence: number): void {
  expect(send(log, 'refused', baseSequence).error).toBe('')
  disk.isFull = true
  expect(() => log.write()).toThrow(DiskError)
  disk.isFull = false
}

test('producers that are read again after it are those of a truncation that came meanwhile', async () => {
  const log = await newLog({}, refusingHost())
  for (let sequence = 0; sequence < 6; sequence++) send(log, `${sequence}`, sequence)
  log.write()
  refuse(log, 6)
  await log.truncateTo(3)
  await expect.poll(() => directoryOf().isFull).toBe(false)
  expect(send(log, '5', 5)).toMatchObject({ error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' })
  expect(send(log, 'three', 3)).toMatchObject({ error: '', duplicate: false, baseOffset: 3 })
  log.write()
  expect(await valuesFrom(log, 0)).toEqual(['0', '1', '2', 'three'])
})

test('cut later, it does not undo a truncation, nor accept anything before that is done', async () => {
  const log = await newLog({}, refusingHost())
  fill(log, 6)
  disk.cutsLog = false
  refuse(log, 0)
  disk.writesCheckpoints = false
  const cut = log.truncateTo(3)
  const { sizeInBytes } = log
  disk.cutsLog = true
  await expect.poll(() => disk.refusals).toBeGreaterThan(2)
  await expect.poll(() => directoryOf().isFull).toBe(false)
  expect(send(log, 'too early', 0)).toMatchObject({ error: 'KAFKA_STORAGE_ERROR' })
  expect([log.sizeInBytes, await valuesFrom(log, 0)]).toEqual([sizeInBytes, numbers(0, 3)])
  disk.writesCheckpoints = true
  await cut
  fill(log, 2, 100, 3)
  expect(await valuesFrom(log, 0)).toEqual(numbers(0, 5))
})

test.each([
  ['waits to be cut off', { cutsLog: false }],
  ['is overtaken by a truncation that waits too', { cutsLog: false, writesCheckpoints: false }],
])('a stop while it %s ends, and leaves no clean marker', async (_, refused) => {
  const log = await newLog({}, refusingHost())
  const directory = directoryOf()
  fill(log, 6)
  Object.assign(disk, refused)
  refuse(log, 0)
  const cut = disk.writesCheckpoints ? undefined : log.truncateTo(3).catch((error: unknown) => error)
  await directory.close()
  expect(existsSync(join(directory.path, '.kafka_cleanshutdown'))).toBe(false)
  if (cut !== undefined) expect(await cut).toBeInstanceOf(DiskError)
  Object.assign(disk, { cutsLog: true, writesCheckpoints: true })
  expect(await valuesFrom(await reopened(), 0)).toEqual(numbers(0, 6))
})
