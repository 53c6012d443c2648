/**
 * A rename that fails while a compacted segment is put in its place: what was there before or what is new stays, whole,
 * also after the next start; what goes afterwards stays away.
 */
import { DiskError, type DiskErrorKind, type Host } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import { recordsOf } from '@samsa/record/record'
import { expect, test } from 'vitest'
import {
  append,
  compactedTopic,
  filesOf,
  type KeyedRecord,
  openCompacted,
  recordsIn,
  topicId,
} from '../../testing/compaction-fixture.js'
import { withDisk } from '../../testing/overriding.js'
import type { PartitionLog } from '../partition-log.js'

/** Fails the first `times` renames to names with that ending, once `armed`. */
class FailingRenames {
  left = 0
  onFailure = (): void => undefined
  readonly host: Host

  constructor(
    world: World,
    readonly ending: string,
    readonly kind: DiskErrorKind,
  ) {
    const real = world.host('alpha')
    const rename = (from: string, to: string): void => {
      if (this.left > 0 && to.endsWith(ending)) {
        this.left -= 1
        this.onFailure()
        throw new DiskError(kind, 'rename', to)
      }
      real.disk.rename(from, to)
    }
    this.host = withDisk(real, { rename })
  }
}

async function prepare(ending: string, kind: DiskErrorKind, topic: Record<string, string> = {}) {
  const world = new World({ seed: 5 })
  const renames = new FailingRenames(world, ending, kind)
  const { directory, log } = await openCompacted(world, topic, {}, { host: renames.host })
  for (let batch = 0; batch < 60; batch++) append(log, 6, batch % 2 === 0 ? 1000 : 3)
  await world.run(log.flush())
  renames.left = 1
  return { world, renames, directory, log }
}

async function untilFailed(world: World, renames: FailingRenames): Promise<void> {
  for (let ms = 0; ms < 4000 && renames.left > 0; ms++) await world.advance(1)
  expect(renames.left).toBe(0)
}

/** Offsets at which a read does not begin with the record that is there, though a look at all of them finds it. */
async function wrongReads(world: World, log: PartitionLog, all: readonly KeyedRecord[]): Promise<number[]> {
  const wrong: number[] = []
  for (const { offset } of all) {
    const found = await world.run(firstRead(log, offset))
    if (found !== offset) wrong.push(offset)
  }
  return wrong
}

async function firstRead(log: PartitionLog, offset: number): Promise<number> {
  const result = await log.read(offset, 200, log.logEndOffset, true)
  if (result.error !== '' || result.bytes.length === 0) return -1
  for (const record of recordsOf(result.bytes)) if (record.offset >= offset) return record.offset
  return -1
}

const leftovers = (world: World, log: PartitionLog): string[] =>
  filesOf(world, log.folder)
    .map(({ name }) => name)
    .filter((name) => /cleaned|swap/.test(name))

const offsetsOf = (records: readonly KeyedRecord[]): number[] => records.map(({ offset }) => offset)

test.each(['no-space', 'io'] as const)(
  'indexes of a segment that could not be put in its place leave the old ones alone: %s',
  async (kind) => {
    const { world, renames, directory, log } = await prepare('.log.swap', kind)
    const before = await world.run(recordsIn(log))
    await untilFailed(world, renames)
    await world.advance(10)
    expect(leftovers(world, log)).toEqual([])
    await world.run(directory.close())
    const again = await openCompacted(world, {}, { 'log.cleaner.enable': 'false' })
    expect(await world.run(recordsIn(again.log))).toEqual(before)
    expect(await wrongReads(world, again.log, before)).toEqual([])
    await world.run(again.directory.close())
  },
)

test('a log that is closed after its swap could not begin loses nothing', async () => {
  const { world, renames, directory, log } = await prepare('.index.swap', 'no-space')
  const before = await world.run(recordsIn(log))
  const closed = new Promise<void>((resolve, reject) => {
    renames.onFailure = () => queueMicrotask(() => directory.close().then(resolve, reject))
  })
  await untilFailed(world, renames)
  await world.run(closed)
  const again = await openCompacted(world, {}, { 'log.cleaner.enable': 'false' })
  expect(await world.run(recordsIn(again.log))).toEqual(before)
  await world.run(again.directory.close())
})

test.each([
  ['00.index.deleted', 'no-space'],
  ['00.log.deleted', 'too-many-files'],
  ['00.index', 'no-space'],
  ['00.log', 'no-space'],
] as const)('a swap that fails at %s for want of something goes on: %s', async (ending, kind) => {
  const { world, renames, directory, log } = await prepare(ending, kind, { 'file.delete.delay.ms': '100000' })
  const before = await world.run(recordsIn(log))
  await untilFailed(world, renames)
  await world.advance(3_000)
  expect(directory.failure).toBe(undefined)
  expect(leftovers(world, log)).toEqual([])
  const after = await world.run(recordsIn(log))
  expect(after.length).toBeLessThan(before.length)
  await world.run(directory.close())
  const again = await openCompacted(world, {}, { 'log.cleaner.enable': 'false' })
  expect(await world.run(recordsIn(again.log))).toEqual(after)
  expect(await wrongReads(world, again.log, after)).toEqual([])
  await world.run(again.directory.close())
})

test('what goes after a swap that failed midway does not come back', async () => {
  const topic = { 'cleanup.policy': 'compact,delete', 'retention.ms': '-1' }
  const { world, renames, directory, log } = await prepare('00.log.deleted', 'no-space', topic)
  await untilFailed(world, renames)
  log.reconfigure(compactedTopic({ 'cleanup.policy': 'delete', 'retention.ms': '1000' }))
  log.enforceRetention(1_900_000_000_000, 1000)
  await world.advance(5_000)
  log.enforceRetention(1_900_000_000_000, 1000)
  expect(log.logStartOffset).toBe(log.logEndOffset)
  const end = log.logEndOffset
  await world.run(directory.close())
  const again = await openCompacted(world, {}, { 'log.cleaner.enable': 'false' })
  expect([again.log.logStartOffset, again.log.logEndOffset]).toEqual([end, end])
  await world.run(again.directory.close())
})

test('a truncation waits for a swap that cannot end: it fails before it changes anything', async () => {
  const { world, renames, directory, log } = await prepare('00.log.deleted', 'no-space')
  renames.left = 2
  let failed: unknown
  renames.onFailure = () => {
    queueMicrotask(() => {
      try {
        void log.truncateTo(102)
      } catch (error) {
        failed = error
      }
    })
    renames.onFailure = () => undefined
  }
  await untilFailed(world, renames)
  expect(failed).toMatchObject({ kind: 'no-space' })
  const end = log.logEndOffset
  await world.advance(3_000)
  await world.run(log.truncateTo(102))
  const after = offsetsOf(await world.run(recordsIn(log)))
  expect(end).toBeGreaterThan(log.logEndOffset)
  await world.run(directory.close())
  const again = await openCompacted(world, {}, { 'log.cleaner.enable': 'false' })
  expect(again.log.logEndOffset).toBeLessThanOrEqual(102)
  expect(offsetsOf(await world.run(recordsIn(again.log)))).toEqual(after)
  await world.run(again.directory.close())
})

test('a swap that cannot end takes the directory offline, and the next start ends it', async () => {
  const { world, renames, directory, log } = await prepare('00.log.deleted', 'no-space')
  renames.left = 1000
  const before = await world.run(recordsIn(log))
  await world.advance(20_000)
  expect(directory.failure?.error.kind).toBe('io')
  await world.run(directory.close())
  const again = await openCompacted(world, {}, { 'log.cleaner.enable': 'false' })
  const after = await world.run(recordsIn(again.log))
  expect(after.length).toBeLessThan(before.length)
  expect(again.log.logEndOffset).toBe(360)
  expect(await wrongReads(world, again.log, after)).toEqual([])
  await world.run(again.directory.close())
})

test('a log whose pass finds no room does not keep others from being cleaned, and makes room by retention', async () => {
  const world = new World({ seed: 5 })
  const real = world.host('alpha')
  const host = withDisk(real, {
    open: (path, mode) => {
      if (/orders-0.*cleaned$/.test(path)) throw new DiskError('no-space', 'open', path)
      return real.disk.open(path, mode)
    },
  })
  const topic = { 'cleanup.policy': 'compact,delete', 'retention.ms': '-1' }
  const { directory, log } = await openCompacted(world, topic, {}, { host })
  const other = directory.create('other', 0, topicId, compactedTopic())
  for (const each of [log, other]) append(each, 300, 7)
  const size = other.sizeInBytes
  await world.advance(5_000)
  expect(other.sizeInBytes).toBeLessThan(size / 2)
  log.reconfigure(compactedTopic({ ...topic, 'retention.bytes': '4000' }))
  await world.advance(1_000)
  expect(log.sizeInBytes).toBeLessThan(8000)
  expect(directory.failure).toBeUndefined()
  await world.run(directory.close())
})
