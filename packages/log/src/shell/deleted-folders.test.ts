/**
 * Logs that are deleted while their folders cannot be renamed.
 */
import { existsSync, readdirSync } from 'node:fs'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { DiskError, type Host } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  append,
  cleanUp,
  fill,
  numbers,
  open,
  quiet,
  reopened,
  topicId,
  valuesFrom,
} from '../testing/log-fixture.js'
import { overriding, withDisk } from '../testing/overriding.js'
import { append as appendKeyed, openCompacted } from '../testing/compaction-fixture.js'
import type { LogDirectory } from './log-directory.js'

const SEGMENTS = { 'internal.segment.bytes': '1000' }
const config = topicConfig(BrokerConfig.from(), { ...SEGMENTS, 'file.delete.delay.ms': '0' })
const successorId = 'BBBBBBBBBBBBBBBBBBBBAQ' as Uuid
/** What is tried again in a second is tried when a test says so. */
const disk = { refusesRenames: false, retries: [] as (() => void)[] }

beforeEach(() => {
  disk.refusesRenames = false
  disk.retries = []
})
afterEach(cleanUp)

function refusingHost(): Host {
  const rename = (from: string, to: string): void => {
    if (disk.refusesRenames && to.endsWith('-delete')) throw new DiskError('no-space', 'rename', to)
    quiet.disk.rename(from, to)
  }
  const after: Host['timers']['after'] = (ms, callback) => {
    if (ms !== 1000) return quiet.timers.after(ms, callback)
    disk.retries.push(callback)
    return { cancel: () => undefined }
  }
  return { ...withDisk(quiet, { rename }), timers: overriding(quiet.timers, { after }) }
}

const retry = (): void => {
  for (const again of disk.retries.splice(0)) again()
}

/** A log of thirty records, deleted on a disk that did not let its folder be renamed. */
async function stuck(): Promise<{ directory: LogDirectory; path: string; folder: string }> {
  const directory = await open(SEGMENTS, undefined, refusingHost())
  const log = directory.create('orders', 0, topicId, config)
  fill(log, 30)
  disk.refusesRenames = true
  await expect(directory.delete('orders', 0)).rejects.toThrow('no-space')
  expect([directory.failure, directory.get('orders', 0)]).toEqual([undefined, undefined])
  return { directory, path: directory.path, folder: log.folder }
}

test('the folder goes once it can be renamed', async () => {
  const { path, folder } = await stuck()
  retry()
  expect([existsSync(folder), disk.retries.length]).toEqual([true, 1])
  disk.refusesRenames = false
  retry()
  expect(existsSync(folder)).toBe(false)
  await expect
    .poll(() => readdirSync(path).filter((name) => name.startsWith('orders')), { timeout: 5000 })
    .toEqual([])
})

test('a copy that was given up goes once it can be renamed, and no start goes on with it', async () => {
  const directory = await open(SEGMENTS, undefined, refusingHost())
  const { folder } = directory.futures.create({ topic: 'orders', partition: 0, topicId, config })
  disk.refusesRenames = true
  await expect(directory.futures.delete('orders', 0)).rejects.toThrow('no-space')
  expect([existsSync(folder), directory.futures.count]).toEqual([true, 0])
  disk.refusesRenames = false
  retry()
  expect(existsSync(folder)).toBe(false)
})

test('a new log of that name begins empty, and keeps its folder', async () => {
  const { directory, path, folder } = await stuck()
  disk.refusesRenames = false
  await expect.poll(() => directory.isFull, { timeout: 5000 }).toBe(false)
  const log = directory.create('orders', 0, successorId, config)
  append(log, ['new'])
  log.write()
  await expect
    .poll(() => readdirSync(path).filter((name) => name.startsWith('orders')), { timeout: 5000 })
    .toEqual(['orders-0'])
  retry()
  expect(existsSync(folder)).toBe(true)
  const after = await reopened(SEGMENTS)
  expect([after.topicId, after.logEndOffset, await valuesFrom(after, 0)]).toEqual([successorId, 1, ['new']])
})

test('a new log of that name waits for the room to move the old folder out of its way', async () => {
  const { directory } = await stuck()
  expect(() => directory.create('orders', 0, successorId, config)).toThrow('no-space')
  expect(directory.get('orders', 0)).toBeUndefined()
  const after = await reopened(SEGMENTS)
  expect([after.topicId, await valuesFrom(after, 0)]).toEqual([topicId, numbers(0, 30)])
})

test('a new log begins at its own start, though no checkpoint could be written since the old one went', async () => {
  const world = new World({ seed: 6 })
  const { directory, log } = await openCompacted(world, { 'cleanup.policy': 'delete' })
  appendKeyed(log, 20, 7)
  log.deleteRecordsBefore(16)
  await world.run(log.keepLogStart())
  const { calls } = world.machine('alpha')
  calls.arm({ call: 'write', nth: 1, effect: 'no-space', path: 'checkpoint', calls: 4 })
  await world.run(directory.delete('orders', 0))
  calls.calm()
  const young = directory.create('orders', 0, successorId, config)
  await world.advance(1_000)
  expect(directory.isFull).toBe(false)
  appendKeyed(young, 5, 7)
  await world.run(young.flush())
  world.machine('alpha').crash()
  await world.advance(10)
  const again = await openCompacted(world, { 'cleanup.policy': 'delete' })
  expect([again.log.logStartOffset, again.log.logEndOffset]).toEqual([0, 5])
  await world.run(again.directory.close())
})
