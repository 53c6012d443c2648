/**
 * A power cut, or a call that fails, at every single call of the disk that a compaction makes: what is read afterwards
 * is what was there before or what compaction leaves, and nothing half done stays behind.
 */
import type { Host } from '@samsa/host'
import type { DiskFault } from '@samsa/host/simulated/disk-fault'
import { World } from '@samsa/host/simulated/world'
import { recordsOf } from '@samsa/record/record'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReadBytes } from '../../core/read-result.js'
import {
  append,
  appendTransaction,
  compactedTopic,
  filesOf,
  type KeyedRecord,
  latestOf,
  openCompacted,
  recordsIn,
} from '../../testing/compaction-fixture.js'
import type { LogDirectory } from '../log-directory.js'
import type { PartitionLog } from '../partition-log.js'

/** What a machine that went down was about to do ends in rejections that nobody waits for any more. */
const told = process.listeners('unhandledRejection')
beforeAll(() => {
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (error: Error, promise) => {
    if (error.name === 'MachineCrashed') return
    for (const listener of told) listener(error, promise)
  })
})
afterAll(() => {
  process.removeAllListeners('unhandledRejection')
  for (const listener of told) process.on('unhandledRejection', listener)
})

const KEYS = 11
const narrow = { 'delete.retention.ms': '0' }
/** All that may be cleaned becomes one segment, in a swap of several turns. */
const wide = { ...narrow, 'internal.segment.bytes': '100000' }

/** A log whose second compaction is about to begin; all of it is on the device. */
async function prepare(
  seed: number,
  topic: Record<string, string>,
  hostOf = (host: Host) => host,
): Promise<{ world: World; directory: LogDirectory; log: PartitionLog }> {
  const world = new World({ seed })
  const small = { ...narrow, 'internal.segment.bytes': topic === wide ? '1000' : '2000' }
  const { directory, log } = await openCompacted(world, small, {}, { host: hostOf(world.host('alpha')) })
  append(log, 60, KEYS, (offset) => offset % 17 === 0)
  appendTransaction(log, { producerId: 7, type: 'ABORT', sequence: 0 }, 4, KEYS)
  append(log, 40, KEYS)
  await world.run(log.flush())
  await world.advance(1_500)
  appendTransaction(log, { producerId: 7, type: 'ABORT', sequence: 4 }, 3, KEYS)
  appendTransaction(log, { producerId: 8, type: 'COMMIT', sequence: 0 }, 3, KEYS)
  append(log, 80, KEYS, (offset) => offset % 19 === 0)
  await world.run(log.flush())
  log.reconfigure(compactedTopic(topic))
  return { world, directory, log }
}

function calls(world: World): number {
  return [...world.machine('alpha').calls.counts.values()].reduce((sum, count) => sum + count, 0)
}

interface Expected {
  readonly before: readonly KeyedRecord[]
  readonly after: readonly KeyedRecord[]
  readonly endOffset: number
}

async function live(fault: DiskFault, expected: Expected, topic: Record<string, string>): Promise<void> {
  const { world } = await prepare(5, topic)
  world.machine('alpha').calls.arm(fault)
  await world.advance(1_500)
  world.machine('alpha').crash()
  world.machine('alpha').calls.calm()
  const { directory, log } = await openCompacted(world, topic)
  await mustHold(world, log, expected)
  await world.advance(3_000)
  await mustHold(world, log, expected)
  const left = filesOf(world, log.folder).map(({ name }) => name)
  expect(left.filter((name) => /cleaned|swap|deleted|tmp/.test(name))).toEqual([])
  const logs = left.filter((name) => name.endsWith('.log'))
  for (const kind of ['index', 'timeindex'])
    expect(left.filter((name) => name.endsWith(`.${kind}`))).toEqual(
      logs.map((name) => name.replace(/log$/, kind)),
    )
  expect(valuesAmong(await world.run(recordsIn(log)))).toEqual(valuesAmong(expected.after))
  await world.run(directory.close())
}

/** Offsets. A tombstone's time may come with one pass more. */
function valuesAmong(records: readonly KeyedRecord[]): number[] {
  return records.filter(({ value }) => value !== null).map(({ offset }) => offset)
}

async function mustHold(world: World, log: PartitionLog, expected: Expected): Promise<void> {
  const { before, after, endOffset } = expected
  const found = await world.run(recordsIn(log))
  expect(log.logEndOffset).toBe(endOffset)
  expect(latestOf(found)).toEqual(latestOf(before))
  // By the indexes.
  for (const { offset } of found.filter((__, index) => index % 8 === 0)) {
    const read = await world.run(Promise.resolve(log.read(offset, 1, endOffset, true)))
    expect(recordsOf((read as ReadBytes).bytes).next().value?.offset).toBeLessThanOrEqual(offset)
  }
  const was = new Set(before.map((one) => one.offset))
  expect(found.filter(({ offset }) => !was.has(offset))).toEqual([])
  const is = new Set(found.map((one) => one.offset))
  expect(valuesAmong(after).filter((offset) => !is.has(offset))).toEqual([])
  expect(log.sizeInBytes).toBe(
    filesOf(world, log.folder)
      .filter(({ name }) => name.endsWith('.log'))
      .reduce((sum, { size }) => sum + size, 0),
  )
}

/** Runs a compaction undisturbed, then again with the fault at each of its calls (each `step`-th). */
async function strikeEach(effect: DiskFault['effect'], step: number, topic = narrow): Promise<void> {
  const { world, log } = await prepare(5, topic)
  const before = await world.run(recordsIn(log))
  const endOffset = log.logEndOffset
  const first = calls(world)
  await world.advance(1_500)
  const count = calls(world) - first
  const after = await world.run(recordsIn(log))
  expect(after.length).toBeLessThan(before.length)
  expect(count).toBeGreaterThan(80)
  for (let nth = 1; nth <= count; nth += step) {
    await live({ call: 'any', nth, effect }, { before, after, endOffset }, topic).catch((error: unknown) => {
      throw new Error(`${effect} at call ${nth} of ${count}`, { cause: error })
    })
  }
}

test('a power cut within any call leaves a whole log', () => strikeEach('crash-within', 1), 60_000)
test(
  'a power cut within the swap of many segments leaves a whole log',
  () => strikeEach('crash-within', 1, wide),
  60_000,
)

test('a truncation within the swap of many segments finds a whole log', async () => {
  let atTurn = (): void => undefined
  const { world, directory, log } = await prepare(5, wide, (host) => ({
    ...host,
    timers: {
      ...host.timers,
      endOfTurn: (run) => {
        atTurn()
        host.timers.endOfTurn(run)
      },
    },
  }))
  const before = (await world.run(recordsIn(log))).filter(({ offset }) => offset < 150)
  const cut = new Promise<void>((resolve) => {
    atTurn = () => {
      if (!filesOf(world, log.folder).some(({ name }) => name.endsWith('.log.swap'))) return
      atTurn = () => undefined
      resolve(log.truncateTo(150))
    }
  })
  await world.run(cut)
  expect(log.logEndOffset).toBe(150)
  await world.advance(3_000)
  const found = await world.run(recordsIn(log))
  const offsets = new Set(before.map(({ offset }) => offset))
  expect(found.filter(({ offset }) => !offsets.has(offset))).toEqual([])
  const left = filesOf(world, log.folder).map(({ name }) => name)
  expect(left.filter((name) => /cleaned|swap|deleted/.test(name))).toEqual([])
  await world.run(directory.close())
})

test('a power cut after a call leaves a whole log', () => strikeEach('crash-after', 7), 60_000)

test.each(['io', 'no-space', 'too-many-files', 'lost-sync'] as const)(
  'a call that fails leaves a whole log: %s',
  (effect) => strikeEach(effect, 9),
  60_000,
)
