/**
 * Descriptors: how many the logs of a directory hold, and what happens when there are none.
 */
import { DiskError, type Host } from '@samsa/host'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { afterEach, expect, test } from 'vitest'
import { countingHost } from '../testing/counting-disk.js'
import {
  append,
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
import { overriding, withDisk, withFiles } from '../testing/overriding.js'
import { LazyFile } from './lazy-file.js'
import { LogDisk } from './log-disk.js'

afterEach(cleanUp)

/** A host that counts the files it has open, and opens no more than `most()`. */
function scarceHost(most: () => number): Host & { open(): number } {
  let open = 0
  const counted = withFiles(quiet, (_path, file) => {
    open += 1
    let closed = false
    return {
      close: () => {
        if (!closed) open -= 1
        closed = true
        return file.close()
      },
    }
  })
  const host = withDisk(counted, {
    open: (path, mode) => {
      if (open >= most()) throw new DiskError('too-many-files', 'open', path)
      return counted.disk.open(path, mode)
    },
  })
  return { ...host, open: () => open }
}

test('the files used least recently are closed for others, and open themselves again', async () => {
  const host = scarceHost(() => 100)
  const log = await newLog()
  const disk = new LogDisk(host.disk, 8)
  const files = numbers(0, 20).map((name) => new LazyFile(disk, `${log.folder}/${name}`))
  for (const [index, held] of files.entries()) {
    held.file.writev([Uint8Array.of(index)], 0)
    void files[0]?.file
  }
  expect([disk.heldCount, host.open()]).toEqual([8, 8])
  expect([files[0]?.isOpen, files[1]?.isOpen]).toEqual([true, false])
  const read = files.map((held) => {
    const byte = new Uint8Array(1)
    held.file.read(byte, 0)
    return byte[0]
  })
  expect(read).toEqual(numbers(0, 20).map(Number))
  await Promise.all(files.map((held) => held.close()))
  expect([disk.heldCount, host.open()]).toEqual([0, 0])
})

test('logs go on, roll, flush and read with very few descriptors', async () => {
  const host = scarceHost(() => 4)
  const log = await newLog({ 'internal.segment.bytes': '2000' }, host)
  fill(log, 60)
  await log.flush()
  expect(log.recoveryPoint).toBe(60)
  expect(await valuesFrom(log, 0)).toEqual(numbers(0, 60))
  expect(host.open()).toBeLessThanOrEqual(4)
})

test('without a descriptor one append, one creation is refused, and the next one works', async () => {
  let most = 100
  const directory = await open(
    {},
    undefined,
    scarceHost(() => most),
  )
  const config = topicConfig(BrokerConfig.from(), {})
  const log = directory.create('orders', 0, topicId, config)
  await log.flush()
  await log.close()
  most = 0
  expect(append(log, ['refused'])).toMatchObject({ error: 'KAFKA_STORAGE_ERROR' })
  expect(() => directory.create('more', 0, topicId, config)).toThrow('too-many-files')
  await expect(log.flush()).resolves.toBeUndefined()
  expect([directory.failure, directory.get('more', 0)]).toEqual([undefined, undefined])
  most = 100
  expect(append(log, ['taken'])).toMatchObject({ error: '', baseOffset: 0 })
  log.write()
  const more = directory.create('more', 0, topicId, config)
  fill(more, 3)
  await more.flush()
  expect(await valuesFrom(more, 0)).toEqual(numbers(0, 3))
})

test('a roll that finds no descriptor costs what was staged and nothing else', async () => {
  let most = 100
  const host = scarceHost(() => most)
  const log = await newLog({ 'internal.segment.bytes': '2000' }, host)
  fill(log, 14)
  await log.flush()
  for (let index = 14; index < 18; index++) append(log, [`${index} `.padEnd(600, '.')])
  most = 0
  expect(() => log.write()).toThrow('too-many-files')
  expect([log.logEndOffset, log.nextOffset, opened[0]?.directory.failure]).toEqual([14, 14, undefined])
  most = 100
  await log.flush()
  fill(log, 20, 100, 14)
  expect(await valuesFrom(log, 0)).toEqual(numbers(0, 34))
})

test('a folder whose first sync found no descriptor is synced by the next flush', async () => {
  let isScarce = false
  const host = withDisk(quiet, {
    syncDirectory: async (path) => {
      if (isScarce) throw new DiskError('too-many-files', 'sync', path)
      return quiet.disk.syncDirectory(path)
    },
  })
  const directory = await open({}, undefined, host)
  isScarce = true
  const log = directory.create('orders', 0, topicId, topicConfig(BrokerConfig.from(), {}))
  append(log, ['0'])
  log.write()
  await expect(log.flush()).rejects.toThrow('too-many-files')
  isScarce = false
  await log.flush()
  expect([log.recoveryPoint, directory.failure]).toEqual([1, undefined])
})

test('those who ask for a sync of a directory while one is under way share the next one', async () => {
  const { folder } = await newLog()
  const host = countingHost(quiet)
  const disk = new LogDisk(host.disk)
  await Promise.all(numbers(0, 50).map(() => disk.syncDirectory(folder)))
  expect(host.counted.calls.get('syncDirectory')).toBe(2)
  await disk.syncDirectory(folder)
  expect(host.counted.calls.get('syncDirectory')).toBe(3)
})

test('no more than half of the descriptors that the process may have are held', async () => {
  const log = await newLog()
  const host = scarceHost(() => 40)
  const disk = new LogDisk(overriding(host.disk, { mostFiles: 40 }))
  const files = numbers(0, 60).map((name) => new LazyFile(disk, `${log.folder}/${name}`))
  for (const held of files) void held.file
  expect([disk.heldCount <= 20, host.open() <= 20]).toEqual([true, true])
  await Promise.all(files.map((held) => held.close()))
})
