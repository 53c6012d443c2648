/**
 * What a log does while its disk is full, and once there is room again.
 */
import { existsSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { DiskError, type Host } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  append,
  batch,
  cleanUp,
  copyOf,
  directoryOf,
  fill,
  logIn,
  newLog,
  numbers,
  open,
  quiet,
  reopened,
  valuesFrom,
} from '../testing/log-fixture.js'
import { withDisk, withFiles } from '../testing/overriding.js'
import { DiskRoom } from './disk-room.js'
import type { LogDirectory } from './log-directory.js'
import type { PartitionLog } from './partition-log.js'

/** Bytes that files of the data directories may still grow by, and what was logged. */
const room = { left: Number.POSITIVE_INFINITY, lines: [] as string[] }

beforeEach(() => {
  room.left = Number.POSITIVE_INFINITY
  room.lines = []
})
afterEach(async () => {
  room.left = Number.POSITIVE_INFINITY
  await cleanUp()
})

/** A disk on which only so much room is left. Writes that do not fit arrive in part. */
function boundedHost(): Host {
  const host = withFiles(quiet, (path, file) => ({
    writev: (chunks, position) => {
      let bytes = 0
      for (const chunk of chunks) bytes += chunk.length
      const grows = Math.max(0, position + bytes - file.size())
      if (grows <= room.left) {
        room.left -= grows
        file.writev(chunks, position)
        return
      }
      const first = (chunks[0] as Uint8Array).subarray(0, room.left)
      room.left = 0
      if (first.length > 0) file.writev([first], position)
      throw new DiskError('no-space', 'write', path)
    },
  }))
  const space: Host['disk']['space'] = (path) => ({ ...quiet.disk.space(path), freeBytes: room.left })
  const log: Host['log'] = { write: (level, message) => void room.lines.push(`${level} ${message}`) }
  return { ...withDisk(host, { space }), log }
}

const idempotent = (baseSequence: number) => ({ producerId: 7, producerEpoch: 0, baseSequence })

async function fillUp(log: PartitionLog, left: number): Promise<void> {
  room.left = left
  expect(append(log, ['x'.repeat(500)], idempotent(1)).error).toBe('')
  expect(() => log.write()).toThrow(DiskError)
}

/** The probe's interval is real time here. */
async function resumed(directory: LogDirectory): Promise<void> {
  room.left = Number.POSITIVE_INFINITY
  await expect.poll(() => directory.isFull, { timeout: 5000 }).toBe(false)
}

test('a write that finds no room is cut back, and what was acknowledged can be read', async () => {
  const log = await newLog({}, boundedHost())
  fill(log, 3)
  append(log, ['three'], idempotent(0))
  log.write()
  const before = { size: log.sizeInBytes, file: statSync(join(log.folder, '00000000000000000000.log')).size }
  await fillUp(log, 100)
  expect([log.logEndOffset, log.nextOffset, log.staged, log.sizeInBytes]).toEqual([4, 4, 0, before.size])
  expect(statSync(join(log.folder, '00000000000000000000.log')).size).toBe(before.file)
  expect(directoryOf().failure).toBeUndefined()
  expect(append(log, ['refused'])).toMatchObject({ error: 'KAFKA_STORAGE_ERROR' })
  expect(await valuesFrom(log, 0)).toEqual([...numbers(0, 3), 'three'])
})

test('the refused batch of an idempotent producer is taken once there is room, the acknowledged one is known', async () => {
  const log = await newLog({}, boundedHost())
  append(log, ['first'], idempotent(0))
  log.write()
  await fillUp(log, 10)
  await resumed(directoryOf())
  expect(append(log, ['first'], idempotent(0))).toMatchObject({ error: '', duplicate: true, baseOffset: 0 })
  expect(append(log, ['second'], idempotent(1))).toMatchObject({ error: '', duplicate: false, baseOffset: 1 })
  log.write()
  expect(await valuesFrom(log, 0)).toEqual(['first', 'second'])
})

test('producers that could not be read anew for want of room are read once there is some', async () => {
  let refusals = 0
  const host = withFiles(boundedHost(), (path, file) => ({
    readLater: (into, position) => {
      if (refusals === 0) return file.readLater(into, position)
      refusals -= 1
      return Promise.reject(new DiskError('no-space', 'read', path))
    },
  }))
  const log = await newLog({}, host)
  append(log, ['first'], idempotent(0))
  log.write()
  refusals = 1
  await fillUp(log, 10)
  await resumed(directoryOf())
  await expect.poll(() => append(log, ['second'], idempotent(1)).error, { timeout: 5000 }).toBe('')
  expect(refusals).toBe(0)
})

test('segments that began in the refused write are gone, and begin again later', async () => {
  const log = await newLog({ 'internal.segment.bytes': '1000' }, boundedHost())
  fill(log, 5)
  const size = log.sizeInBytes
  room.left = 1200
  for (let at = 5; at < 25; at++) append(log, [`${at} `.padEnd(100, '.')])
  expect(() => log.write()).toThrow(DiskError)
  expect([log.logEndOffset, log.sizeInBytes]).toEqual([5, size])
  await resumed(directoryOf())
  fill(log, 20, 100, 5)
  expect(await valuesFrom(log, 0)).toEqual(numbers(0, 25))
})

test('what a refused write would have begun is no truth later: its batches are taken, not called duplicates', async () => {
  const log = await newLog({ 'internal.segment.bytes': '2000' }, boundedHost())
  const send = (value: string, facts = {}) =>
    log.append(batch([value], facts, Date.now()), { origin: 'client', leaderEpoch: 0, now: Date.now() })
  const sendTimes = (count: number, value: string) => {
    for (let at = 0; at < count; at++) send(value)
  }
  send('first', idempotent(0))
  log.write()
  send('refused', idempotent(1))
  sendTimes(14, '.'.repeat(100))
  // Enough for what ends the segment and for the snapshot of the next one, not for that one.
  room.left = 2090
  expect(() => log.write()).toThrow(DiskError)
  await resumed(directoryOf())
  const snapshots = () => readdirSync(log.folder).filter((name) => name.endsWith('.snapshot'))
  await expect.poll(snapshots).toEqual([])
  sendTimes(18, 'x')
  log.write()
  // The state of the producers is read again, from behind where that segment would have begun.
  send('another', { producerId: 8, producerEpoch: 0, baseSequence: 0 })
  room.left = 10
  expect(() => log.write()).toThrow(DiskError)
  await resumed(directoryOf())
  await expect.poll(() => send('refused', idempotent(1))).toMatchObject({ error: '', duplicate: false })
  log.write()
  expect(await valuesFrom(log, 0)).toContain('refused')
})

test('one line tells that it filled, one that it has room again', async () => {
  const log = await newLog({}, boundedHost())
  await fillUp(log, 10)
  for (let i = 0; i < 10; i++) append(log, ['refused'])
  await resumed(directoryOf())
  expect(room.lines.filter((line) => line.includes('data directory'))).toEqual([
    'error data directory full: nothing is accepted until there is room',
    'info data directory has room again',
  ])
  expect(directoryOf().fills).toBe(1)
})

test('a stop on a full disk leaves no clean marker, and the next start recovers what was acknowledged', async () => {
  const log = await newLog({}, boundedHost())
  const directory = directoryOf()
  const { path } = directory
  append(log, ['first'], idempotent(0))
  log.write()
  await fillUp(log, 10)
  room.left = 0
  await directory.close()
  expect(existsSync(join(path, '.kafka_cleanshutdown'))).toBe(false)
  const again = await open({}, path, boundedHost())
  const found = logIn(again)
  expect([again.failure, await valuesFrom(found, 0)]).toEqual([undefined, ['first']])
  room.left = Number.POSITIVE_INFINITY
  await expect.poll(() => append(found, ['second'], idempotent(1)).error, { timeout: 5000 }).toBe('')
})

test('a stop ends while a truncation waits for room, and leaves no clean marker', async () => {
  const log = await newLog({}, boundedHost())
  const directory = directoryOf()
  fill(log, 5)
  room.left = 0
  const cuts = [log.truncateTo(3), log.truncateTo(2)].map((cut) => cut.catch((error: unknown) => error))
  await directory.close()
  expect(await Promise.all(cuts)).toMatchObject([{ kind: 'no-space' }, { kind: 'no-space' }])
  expect(existsSync(join(directory.path, '.kafka_cleanshutdown'))).toBe(false)
  room.left = Number.POSITIVE_INFINITY
  expect(await valuesFrom(await reopened(), 0)).toEqual(numbers(0, 5))
})

test('a sync that fails for want of room takes the directory offline: nobody knows what it lost', async () => {
  let fails = false
  const host = withFiles(boundedHost(), (path, file) => ({
    sync: async () => {
      if (fails) throw new DiskError('no-space', 'sync', path)
      await file.sync()
    },
  }))
  const log = await newLog({}, host)
  append(log, ['first'])
  log.write()
  fails = true
  await expect(log.flush()).rejects.toThrow(DiskError)
  expect(directoryOf().failure?.error.operation).toBe('sync')
  expect(log.append(batch(['refused']), { origin: 'client', leaderEpoch: 0, now: 0 })).toMatchObject({
    error: 'KAFKA_STORAGE_ERROR',
  })
})

/** A transaction of producer 7 that is aborted. */
function abort(log: PartitionLog, baseSequence: number): void {
  const producer = { producerId: 7, producerEpoch: 0 }
  append(log, ['aborted'], { ...producer, baseSequence, isTransactional: true })
  const marker = { ...producer, type: 'ABORT', coordinatorEpoch: 0, transactionVersion: 1 } as const
  log.endTransaction(marker, { leaderEpoch: 0, now: 1_700_000_000_000 })
  log.write()
}

/** What a kill leaves of a log with an aborted transaction. */
async function killedWithAborted(): Promise<string> {
  const log = await newLog()
  abort(log, 0)
  return copyOf(log)
}

test('a start after a kill needs no room where the files tell of all aborted transactions', async () => {
  const path = await killedWithAborted()
  room.left = 0
  const log = logIn(await open({}, path, boundedHost()))
  expect(await log.readCommitted(0, 1000, 2, true)).toMatchObject({ aborted: [{ producerId: 7 }] })
})

test('a start that cannot write which transactions were aborted does not take place', async () => {
  const path = await killedWithAborted()
  truncateSync(join(path, 'orders-0', '00000000000000000000.txnindex'), 0)
  room.left = 0
  await expect(open({}, path, boundedHost())).rejects.toThrow('txnindex.tmp: no-space')
  room.left = Number.POSITIVE_INFINITY
  const log = logIn(await open({}, path))
  expect(await log.readCommitted(0, 1000, 2, true)).toMatchObject({ aborted: [{ producerId: 7 }] })
})

test('a start that can write only some of the aborted transactions leaves none for the next one to trust', async () => {
  const topic = { 'internal.segment.bytes': '1000' }
  const log = await newLog(topic)
  abort(log, 0)
  abort(log, 1)
  fill(log, 20)
  const { path } = directoryOf()
  await directoryOf().close()
  // Below the recovery point nothing but the damage itself has the index built anew.
  const index = join(path, 'orders-0', '00000000000000000000.txnindex')
  truncateSync(index, 50)
  room.left = 34
  await expect(open(topic, path, boundedHost())).rejects.toThrow('no-space')
  room.left = Number.POSITIVE_INFINITY
  const again = logIn(await open(topic, path))
  expect(again.abortedTransactions(0, 4).map(({ lastOffset }) => lastOffset)).toEqual([1, 3])
  expect(readdirSync(again.folder).filter((name) => name.includes('txnindex'))).toEqual([
    '00000000000000000000.txnindex',
  ])
})

test('a look for room that fails leaves no file open', async () => {
  const world = new World({ seed: 1 })
  const host = world.host('alpha')
  host.disk.makeDirectory('/data')
  const broken: DiskError[] = []
  const directory = new DiskRoom(host, '/data', (error) => broken.push(error))
  const { calls, incarnation } = world.machine('alpha')
  calls.arm({ call: 'truncate', nth: 1, effect: 'io' })
  directory.filled(new DiskError('no-space', 'write', '/data/t-0'))
  await world.advance(1_000)
  expect(broken).toMatchObject([{ kind: 'io' }])
  expect(incarnation?.openFiles.size).toBe(0)
})
