/**
 * Compaction of a log on a simulated disk: what stays, what becomes of the files, who must wait for whom.
 */
import { BrokerConfig } from '@samsa/config'
import { WorkerError } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import { recordsOf } from '@samsa/record/record'
import { describe, expect, test } from 'vitest'
import {
  append,
  appendTransaction,
  compactedTopic,
  filesOf,
  latestOf,
  openCompacted,
  recordsIn,
  topicId,
} from '../../testing/compaction-fixture.js'
import { writeSmallFile } from '../durable-file.js'
import type { PartitionLog } from '../partition-log.js'
import { CompactionRunner } from './compaction-runner.js'
import { LogCleaner } from './log-cleaner.js'

/** So slow that a pass over a few kilobytes can be disturbed. */
const slow = { 'log.cleaner.io.max.bytes.per.second': '10000' }

function leftovers(world: World, folder: string): string[] {
  return filesOf(world, folder)
    .map(({ name }) => name)
    .filter((name) => /cleaned|swap|deleted/.test(name))
}

/** Offset of the first record that a read at `offset` finds. */
async function firstRead(log: PartitionLog, offset: number): Promise<number> {
  const result = await log.read(offset, 200, log.logEndOffset, true)
  if (result.error !== '') throw new Error(result.error)
  for (const record of recordsOf(result.bytes)) if (record.offset >= offset) return record.offset
  return result.nextOffset
}

/** A log to be cleaned on a thread that answers so. */
async function cleanedByThread(seed: number, answer: () => Promise<unknown>) {
  const world = new World({ seed })
  const worker = {
    runs: 0,
    run: () => {
      worker.runs += 1
      return { result: answer(), cancel: () => undefined }
    },
    close: async () => undefined,
  }
  const host = { ...world.host('alpha'), workers: { open: () => worker } }
  const cleaner = new LogCleaner(host, () => BrokerConfig.from())
  const { directory, log } = await openCompacted(world, {}, {}, { cleaner, host })
  append(log, 200, 7)
  return { world, directory, cleaner, worker }
}

describe('a compacted log', () => {
  test('keeps the newest value of each key, at its offset', async () => {
    const world = new World({ seed: 1 })
    const { directory, log } = await openCompacted(world)
    append(log, 300, 7)
    const before = await world.run(recordsIn(log))
    await world.advance(5_000)
    const after = await world.run(recordsIn(log))
    expect(after.length).toBeLessThan(before.length / 2)
    expect(latestOf(after)).toEqual(latestOf(before))
    for (const record of after) expect(before).toContainEqual(record)
    expect(log.logEndOffset).toBe(300)
    await world.run(directory.close())
  })

  test('is as large as its files, and leaves none behind', async () => {
    const world = new World({ seed: 2 })
    const { directory, log } = await openCompacted(world)
    append(log, 300, 7)
    await world.advance(5_000)
    const logs = filesOf(world, log.folder).filter(({ name }) => name.endsWith('.log'))
    expect(log.sizeInBytes).toBe(logs.reduce((sum, { size }) => sum + size, 0))
    expect(leftovers(world, log.folder)).toEqual([])
    await world.run(directory.close())
  })

  test('is read to the end by a consumer that was in the middle of it', async () => {
    const world = new World({ seed: 3 })
    const { directory, log } = await openCompacted(world, { 'file.delete.delay.ms': '0' })
    append(log, 400, 7)
    const before = await world.run(recordsIn(log))
    const reading = recordsIn(
      log,
      300,
      () => new Promise<void>((resolve) => world.after(3, 'think', resolve)),
    )
    await world.advance(3_000)
    const found = await world.run(reading)
    expect(latestOf(found)).toEqual(latestOf(before))
    expect(found.map(({ offset }) => offset)).toEqual(
      [...new Set(found.map(({ offset }) => offset))].sort((a, b) => a - b),
    )
    await world.run(directory.close())
  })

  test('is never read past a record that stays, whenever the read began', async () => {
    const world = new World({ seed: 18 })
    const { directory, log } = await openCompacted(world, { 'file.delete.delay.ms': '1' })
    const reads: { offset: number; found: Promise<number> }[] = []
    for (let round = 0; round < 6; round++) {
      append(log, 100, 23)
      for (let time = 0; time < 150; time++) {
        const offset = world.random.below(log.logEndOffset - 50)
        reads.push({ offset, found: firstRead(log, offset) })
        await world.advance(2)
      }
    }
    await world.advance(2_000)
    const stays = (await world.run(recordsIn(log))).map((record) => record.offset)
    for (const { offset, found } of reads) {
      expect(await found).toBeLessThanOrEqual(stays.find((one) => one >= offset) ?? 0)
    }
    await world.run(directory.close())
  })

  test('goes on where it was after a restart, by the checkpoint in the form of Kafka', async () => {
    const world = new World({ seed: 4 })
    const { directory, log } = await openCompacted(world)
    append(log, 200, 7)
    await world.advance(2_000)
    const { cleanedTo } = log
    expect(cleanedTo).toBeGreaterThan(100)
    await world.run(directory.close())
    const file = world.host('alpha').disk.open('/data/cleaner-offset-checkpoint', 'read')
    const bytes = new Uint8Array(file.size())
    file.read(bytes, 0)
    expect(new TextDecoder().decode(bytes)).toBe(`0\n1\norders 0 ${cleanedTo}\n`)
    const again = await openCompacted(world)
    expect(again.log.cleanedTo).toBe(cleanedTo)
    await world.run(again.directory.delete('orders', 0))
    await world.advance(100)
    expect(filesOf(world, '/data').find(({ name }) => name.startsWith('cleaner'))?.size).toBe(4)
    await world.run(again.directory.close())
  })

  test('with keys that the map has no room for is cleaned in several passes', async () => {
    // Whatever the factor, some keys find room.
    const narrow = { 'log.cleaner.dedupe.buffer.size': '1048577', 'log.cleaner.io.buffer.load.factor': '0' }
    const results: unknown[] = []
    for (const broker of [{}, narrow]) {
      const passes: unknown[] = []
      const world = new World({
        seed: 5,
        onLog: (_machine, _level, message) => message === 'log compacted' && passes.push(message),
      })
      const { directory, log } = await openCompacted(world, {}, broker)
      append(log, 300, 200)
      await world.advance(20_000)
      results.push(await world.run(recordsIn(log)))
      if (broker === narrow) expect(passes.length).toBeGreaterThan(3)
      await world.run(directory.close())
    }
    expect(results[1]).toEqual(results[0])
  })

  test('loses aborted transactions at once, their markers and tombstones after their time', async () => {
    const world = new World({ seed: 6 })
    const { directory, log } = await openCompacted(world, { 'delete.retention.ms': '10000' })
    append(log, 50, 5, (offset) => offset > 44)
    appendTransaction(log, { producerId: 3, type: 'ABORT', sequence: 0 }, 3, 5)
    appendTransaction(log, { producerId: 3, type: 'COMMIT', sequence: 3 }, 3, 5)
    append(log, 50, 50)
    await world.advance(2_000)
    const early = await world.run(recordsIn(log))
    expect(early.some(({ offset, value }) => offset < 50 && value === null)).toBe(true)
    await world.advance(20_000)
    append(log, 50, 50)
    await world.advance(2_000)
    append(log, 50, 50)
    await world.advance(2_000)
    const late = await world.run(recordsIn(log))
    expect(late.some(({ offset, value }) => offset < 50 && value === null)).toBe(false)
    expect(log.abortedTransactions(0, log.logEndOffset)).toEqual([])
    await world.run(directory.close())
  })
})

describe('the cleaner', () => {
  test('reads and writes no faster than it is allowed', async () => {
    const world = new World({ seed: 10 })
    const { directory, log } = await openCompacted(world, {}, slow)
    append(log, 300, 7)
    const bytes = log.sizeInBytes
    const started = world.nowMs
    while (log.cleanedTo === undefined) await world.advance(100)
    expect(world.nowMs - started).toBeGreaterThan((1.5 * bytes) / 10)
    expect(world.nowMs - started).toBeLessThan((4 * bytes) / 10)
    await world.run(directory.close())
  })

  test('leaves a log with a broken batch alone, says so once, and goes on with others', async () => {
    const lines: unknown[] = []
    const world = new World({
      seed: 11,
      onLog: (_machine, level, _message, facts) => level === 'warn' && lines.push(facts),
    })
    const cleaner = new LogCleaner(world.host('alpha'), () =>
      BrokerConfig.from({ overrides: { 'log.cleaner.backoff.ms': '100' } }),
    )
    const { directory, log } = await openCompacted(world, {}, {}, { cleaner })
    const other = directory.create('orders', 1, topicId, compactedTopic())
    append(log, 200, 7)
    append(other, 200, 7)
    const file = world.host('alpha').disk.open(`${log.folder}/00000000000000000000.log`, 'append')
    file.writev([new Uint8Array([1, 2, 3])], 700)
    await world.advance(3_000)
    expect([log.cleanedTo, other.cleanedTo]).toEqual([undefined, expect.any(Number)])
    expect(lines).toMatchObject([
      { topic: 'orders', partition: 0, because: expect.stringMatching(/segment 0/) },
    ])
    const { figures } = cleaner
    expect(figures.uncleanablePartitions(directory.logs())).toBe(1)
    expect(figures.uncleanableBytes(directory.logs())).toBe(log.sizeInBytes)
    expect(figures.cleanerRecopyPercent).toBeLessThan(50)
    expect(leftovers(world, log.folder)).toEqual([])
    await world.run(directory.close())
  })

  test('leaves a log alone whose segment is missing', async () => {
    const lines: unknown[] = []
    const world = new World({
      seed: 19,
      onLog: (_machine, level, _message, facts) => level === 'warn' && lines.push(facts),
    })
    const { directory, log } = await openCompacted(world)
    append(log, 200, 7)
    await world.run(world.host('alpha').disk.remove(`${log.folder}/00000000000000000000.log`))
    await world.advance(3_000)
    expect(lines).toMatchObject([{ partition: 0, because: expect.stringMatching(/000.log/) }])
    expect(directory.failure).toBe(undefined)
    await world.run(directory.close())
  })

  test('leaves a log alone for a while whose pass ended its thread', async () => {
    const { world, directory, cleaner, worker } = await cleanedByThread(20, () =>
      Promise.reject(new WorkerError('died', 'out of memory')),
    )
    await world.advance(4 * 60_000)
    expect([worker.runs, cleaner.figures.uncleanablePartitions(directory.logs())]).toEqual([1, 1])
    await world.advance(2 * 60_000)
    expect(worker.runs).toBe(2)
    await world.run(directory.close())
  })

  test('takes a disk that is full when its files are synced for full, not for broken', async () => {
    const full = { outcome: 'disk', kind: 'no-space', operation: 'sync', path: '/data', detail: 'full' }
    const { world, directory, worker } = await cleanedByThread(21, () => Promise.resolve(full))
    await world.advance(6 * 60_000)
    expect(directory.failure).toBe(undefined)
    expect(worker.runs).toBe(2)
    await world.run(directory.close())
  })

  test('takes no checkpoint for its own that is beyond the end of a log', async () => {
    const world = new World({ seed: 24 })
    const { directory, log } = await openCompacted(world)
    append(log, 3, 3)
    await world.run(directory.close())
    const { disk } = world.host('alpha')
    await writeSmallFile(
      disk,
      '/data/cleaner-offset-checkpoint',
      new TextEncoder().encode('0\n1\norders 0 60\n'),
    )
    const again = await openCompacted(world)
    append(again.log, 57, 3)
    append(again.log, 200, 1000)
    await world.advance(5_000)
    const below = (await world.run(recordsIn(again.log))).filter(({ offset }) => offset < 60)
    expect(below.map(({ offset }) => offset)).toEqual([57, 58, 59])
    await world.run(again.directory.close())
  })

  test('begins no pass by a plan that retention or a truncation has overtaken', async () => {
    const world = new World({ seed: 23 })
    const topic = { 'cleanup.policy': 'compact,delete', 'retention.ms': '1000' }
    const { directory, log } = await openCompacted(world, topic, { 'log.cleaner.enable': 'false' })
    const means = {
      runner: new CompactionRunner(world.host('alpha')),
      settings: { backoffMs: 1, dedupeBytes: 1e6, loadFactor: 0.9, ioBytes: 4096, maxBytesPerSecond: 1e9 },
      writeRecoveryPoints: async () => undefined,
    }
    append(log, 100, 7)
    const old = await world.run(log.compaction.plan(1_700_000_000_500))
    log.enforceRetention(1_900_000_000_000)
    expect(await world.run(log.compaction.run(old, means))).toEqual({ kind: 'aborted' })
    append(log, 300, 7)
    const long = await world.run(log.compaction.plan(1_700_000_000_500))
    await world.run(log.truncateTo(150))
    expect(await world.run(log.compaction.run(long, means))).toEqual({ kind: 'aborted' })
    const plan = await world.run(log.compaction.plan(1_700_000_000_500))
    expect(await world.run(log.compaction.run(plan, means))).toMatchObject({ kind: 'cleaned' })
    await world.run(directory.close())
  })

  test('ends its pass when the log is truncated', async () => {
    const world = new World({ seed: 12 })
    const { directory, log } = await openCompacted(world, {}, slow)
    append(log, 300, 7)
    await world.advance(1_000)
    expect(log.compaction.isDue).toBe(false)
    await world.run(log.truncateTo(100))
    append(log, 50, 7)
    const before = await world.run(recordsIn(log))
    await world.advance(30_000)
    expect(latestOf(await world.run(recordsIn(log)))).toEqual(latestOf(before))
    expect(log.logEndOffset).toBe(150)
    expect(leftovers(world, log.folder)).toEqual([])
    await world.run(directory.close())
  })

  test('ends its pass when the log is deleted, and touches nothing of the next of that name', async () => {
    const world = new World({ seed: 13 })
    const { directory, log } = await openCompacted(world, {}, slow)
    append(log, 300, 7)
    await world.advance(1_000)
    expect(log.compaction.isDue).toBe(false)
    await world.run(directory.delete('orders', 0))
    const next = directory.create('orders', 0, topicId, compactedTopic())
    append(next, 100, 7)
    const before = await world.run(recordsIn(next))
    await world.advance(20_000)
    expect(latestOf(await world.run(recordsIn(next)))).toEqual(latestOf(before))
    const folders = world
      .host('alpha')
      .disk.list('/data')
      .map(({ name }) => name)
    expect(folders.filter((name) => name.endsWith('-delete'))).toEqual([])
    expect(leftovers(world, next.folder)).toEqual([])
    await world.run(directory.close())
  })

  test('ends its pass when the directory is closed', async () => {
    const world = new World({ seed: 14 })
    const { directory, log } = await openCompacted(world, {}, slow)
    append(log, 300, 7)
    const before = await world.run(recordsIn(log))
    await world.advance(1_000)
    expect(log.compaction.isDue).toBe(false)
    await world.run(directory.close())
    expect(leftovers(world, '/data/orders-0')).toEqual([])
    const again = await openCompacted(world)
    expect(latestOf(await world.run(recordsIn(again.log)))).toEqual(latestOf(before))
    await world.run(again.directory.close())
  })

  test('begins a pass anew when its settings change', async () => {
    const world = new World({ seed: 15 })
    let config = BrokerConfig.from({
      overrides: { 'log.cleaner.backoff.ms': '100', 'log.cleaner.io.max.bytes.per.second': '10' },
    })
    const cleaner = new LogCleaner(world.host('alpha'), () => config)
    const { directory, log } = await openCompacted(world, {}, {}, { cleaner })
    append(log, 300, 7)
    await world.advance(5_000)
    expect(log.cleanedTo).toBe(undefined)
    config = BrokerConfig.from({ overrides: { 'log.cleaner.backoff.ms': '100' } })
    cleaner.reconfigured()
    await world.advance(2_000)
    expect(log.cleanedTo).toBeGreaterThan(200)
    await world.run(directory.close())
  })

  test('removes what is too old from logs that are compacted and deleted', async () => {
    const world = new World({ seed: 16 })
    const { directory, log } = await openCompacted(world, {
      'cleanup.policy': 'compact,delete',
      'retention.ms': '5000',
    })
    append(log, 300, 7)
    await world.advance(3_000)
    expect(log.logStartOffset).toBe(0)
    await world.advance(6_000)
    expect(log.logStartOffset).toBe(300)
    expect(leftovers(world, log.folder)).toEqual([])
    await world.run(directory.close())
  })

  test('does the same again with the same seed', async () => {
    const hashes: string[] = []
    for (let time = 0; time < 2; time++) {
      const world = new World({ seed: 17 })
      const { directory, log } = await openCompacted(world)
      append(log, 300, 7)
      await world.advance(3_000)
      await world.run(directory.close())
      hashes.push(world.hash)
    }
    expect(hashes[0]).toBe(hashes[1])
  })
})
