/**
 * What a partition's log does when the machine or the disk lets it down.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DiskError, type Host } from '@samsa/host'
import { afterEach, describe, expect, test } from 'vitest'
import {
  append,
  batch,
  cleanUp,
  crashAndReopen,
  directoryOf,
  fill,
  logIn,
  newLog,
  numbers,
  open,
  quiet,
  valuesFrom,
} from '../testing/log-fixture.js'
import { withDisk, withFiles } from '../testing/overriding.js'

afterEach(cleanUp)

describe('after a crash', () => {
  test('everything written is there, producers and epochs too', async () => {
    const log = await newLog({ 'internal.segment.bytes': '2000' })
    append(log, ['first'], { producerId: 9, producerEpoch: 0, baseSequence: 0 })
    fill(log, 40, 100, 1)
    const after = await crashAndReopen(log, { 'internal.segment.bytes': '2000' })
    expect([after.logEndOffset, after.latestEpoch]).toEqual([41, 0])
    expect([...after.producers()]).toMatchObject([{ producerId: 9, batches: [{ lastOffset: 0 }] }])
    expect(append(after, ['first'], { producerId: 9, producerEpoch: 0, baseSequence: 0 })).toMatchObject({
      duplicate: true,
    })
  })

  test('a torn tail is cut and the log goes on', async () => {
    const log = await newLog()
    fill(log, 10)
    const size = log.sizeInBytes
    const file = quiet.disk.open(join(log.folder, '00000000000000000000.log'), 'append')
    file.writev([batch(['torn'], { baseOffset: 10 }).subarray(0, 50)], size)
    const after = await crashAndReopen(log)
    await file.close()
    expect([after.logEndOffset, after.sizeInBytes]).toEqual([10, size])
    fill(after, 1, 100, 10)
    expect(await valuesFrom(after, 0)).toEqual(numbers(0, 11))
  })
})

/** A disk whose writes to logs fail from the moment that says so. */
function failingHost(failsNow: () => boolean): Host {
  return withFiles(quiet, (path, file) => ({
    writev: (chunks, position) => {
      if (path.endsWith('.log') && failsNow()) throw new DiskError('io', 'write', path)
      file.writev(chunks, position)
    },
  }))
}

test('a write that fails takes the directory offline, and nothing more is accepted', async () => {
  let broken = false
  const log = await newLog(
    {},
    failingHost(() => broken),
  )
  const directory = directoryOf()
  const told: string[] = []
  directory.onFailure((failure) => told.push(failure.error.kind))
  fill(log, 3)
  broken = true
  append(log, ['lost'])
  expect(() => log.write()).toThrow(DiskError)
  expect([log.logEndOffset, log.nextOffset, log.staged]).toEqual([3, 3, 0])
  expect(told).toEqual(['io'])
  expect(append(log, ['refused'])).toMatchObject({ error: 'KAFKA_STORAGE_ERROR' })
  await directory.close()
  expect(existsSync(join(directory.path, '.kafka_cleanshutdown'))).toBe(false)
})

test('a start that ends amid leftovers of a compaction leaves none that the next one takes for whole', async () => {
  const log = await newLog()
  fill(log, 3)
  const { path } = directoryOf()
  await directoryOf().close()
  for (const name of ['log.cleaned', 'txnindex.swap'])
    await quiet.disk.open(join(log.folder, `00000000000000000000.${name}`), 'create').close()
  const host = withDisk(quiet, {
    remove: async (name) => {
      if (name.endsWith('.swap')) throw new DiskError('io', 'remove', name)
      await quiet.disk.remove(name)
    },
  })
  await expect(open({}, path, host)).rejects.toThrow('io')
  const again = logIn(await open({}, path))
  expect(readdirSync(again.folder).filter((name) => name.includes('txnindex'))).toEqual([])
  expect(await valuesFrom(again, 0)).toEqual(numbers(0, 3))
})

test('a retention that cannot rename a segment leaves its epochs to the next start', async () => {
  const written: string[] = []
  const host = withDisk(quiet, {
    rename: (from, to) => {
      if (from.endsWith('.log')) throw new DiskError('denied', 'rename', from)
      quiet.disk.rename(from, to)
    },
    open: (path, mode) => {
      if (mode === 'create') written.push(path)
      return quiet.disk.open(path, mode)
    },
  })
  const settings = { 'internal.segment.bytes': '1000', 'retention.bytes': '1000', 'retention.ms': '-1' }
  const log = await newLog(settings, host)
  fill(log, 40)
  await log.flush()
  log.advanceHighWatermark(40)
  written.length = 0
  expect(() => log.enforceRetention(1_700_000_000_000)).toThrow(DiskError)
  expect(written).toEqual([])
  const after = await crashAndReopen(log, settings)
  expect([after.logStartOffset, after.epochOf(0), after.epochOf(39)]).toEqual([0, 0, 0])
})

test('flush.messages says when an acknowledgement must wait for the device', async () => {
  const log = await newLog({ 'flush.messages': '2' })
  fill(log, 1)
  expect(log.flushDue).toBe(false)
  fill(log, 1, 100, 1)
  expect(log.flushDue).toBe(true)
  await log.flush()
  expect([log.flushDue, log.recoveryPoint]).toEqual([false, 2])
})

describe('what is no failure of a disk', () => {
  test.each([
    ['of the flush at the end of a segment', 'sync', '00000000000000000000.log'],
    ['of the leader epochs', 'open', 'leader-epoch-checkpoint.tmp'],
  ])('is not taken for one, nor kept silent, in the background: %s', async (_, operation, name) => {
    let isBroken = false
    const broken = new TypeError('a broken invariant')
    const host = withFiles(quiet, (path, file) => {
      const fails = (what: string): boolean => isBroken && what === operation && path.endsWith(name)
      if (fails('open')) throw broken
      return { sync: () => (fails('sync') ? Promise.reject(broken) : file.sync()) }
    })
    const unheard: unknown[] = []
    const listeners = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    process.on('unhandledRejection', (error) => unheard.push(error))
    try {
      const log = await newLog({ 'internal.segment.bytes': '1000' }, host)
      isBroken = true
      fill(log, 15)
      await expect.poll(() => unheard).toContain(broken)
      expect(directoryOf().failure).toBeUndefined()
      isBroken = false
      await directoryOf().close()
    } finally {
      process.removeAllListeners('unhandledRejection')
      for (const listener of listeners) process.on('unhandledRejection', listener)
    }
  })
})
