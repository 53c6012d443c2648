/**
 * What a partition's log does on a disk that works.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { afterEach, describe, expect, test } from 'vitest'
import {
  append,
  batch,
  cleanUp,
  crashAndReopen,
  fill,
  newLog,
  numbers,
  open,
  opened,
  topicId,
  valuesFrom,
} from '../testing/log-fixture.js'
import type { LogDirectory } from './log-directory.js'
import type { PartitionLog } from './partition-log.js'

afterEach(cleanUp)

describe('an append', () => {
  test('gets offsets at once and is there to read only after the write', async () => {
    const log = await newLog()
    expect(append(log, ['a', 'b'])).toMatchObject({ error: '', baseOffset: 0, lastOffset: 1, copied: true })
    expect(append(log, ['c'])).toMatchObject({ baseOffset: 2, lastOffset: 2 })
    expect([log.logEndOffset, log.nextOffset, log.staged > 0]).toEqual([0, 3, true])
    expect(await log.read(0, 1000, 3, true)).toMatchObject({ error: '', nextOffset: 0 })
    log.write()
    expect([log.logEndOffset, log.staged]).toEqual([3, 0])
    expect(await valuesFrom(log, 0)).toEqual(['a', 'b', 'c'])
  })

  test('of small batches leaves the buffer free; a large one is borrowed until the write', async () => {
    const log = await newLog()
    const small = batch(['small'])
    log.append(small, { origin: 'client', leaderEpoch: 0, now: 1_700_000_000_500 })
    small.fill(0xff)
    const large = batch(['large '.padEnd(9000, '.')])
    expect(log.append(large, { origin: 'client', leaderEpoch: 0, now: 1_700_000_000_500 })).toMatchObject({
      copied: false,
    })
    log.write()
    large.fill(0xff)
    append(log, ['last'])
    log.write()
    expect(await valuesFrom(log, 0)).toEqual(['small', 'large', 'last'])
  })

  test('that is damaged stages nothing, and nothing of it comes between its neighbours', async () => {
    const log = await newLog()
    const bytes = batch(['x'])
    bytes[66] = (bytes[66] ?? 0) ^ 1
    const damaged = { error: 'CORRUPT_MESSAGE' }
    const context = { origin: 'client', leaderEpoch: 0, now: 1_700_000_000_500 } as const
    expect(log.append(bytes.slice(), context)).toMatchObject(damaged)
    expect([log.staged, log.nextOffset]).toEqual([0, 0])
    append(log, ['before'])
    expect(log.append(bytes.slice(), context)).toMatchObject(damaged)
    append(log, ['after'])
    log.write()
    expect(await valuesFrom(log, 0)).toEqual(['before', 'after'])
    expect(log.sizeInBytes).toBe(batch(['before']).length + batch(['after']).length)
  })

  test('sent twice by an idempotent producer is answered with its first offsets', async () => {
    const log = await newLog()
    const producer = { producerId: 9, producerEpoch: 0 }
    append(log, ['a', 'b'], { ...producer, baseSequence: 0 })
    log.write()
    append(log, ['c'], { ...producer, baseSequence: 2 })
    log.write()
    const again = append(log, ['a', 'b'], { ...producer, baseSequence: 0 })
    expect(again).toMatchObject({ error: '', duplicate: true, baseOffset: 0, lastOffset: 1 })
    expect(append(log, ['d'], { ...producer, baseSequence: 7 })).toMatchObject({
      error: 'OUT_OF_ORDER_SEQUENCE_NUMBER',
    })
    expect(log.nextOffset).toBe(3)
  })

  test('by a new leader is noted in the leader epochs', async () => {
    const log = await newLog()
    fill(log, 2)
    log.append(batch(['x']), { origin: 'client', leaderEpoch: 4, now: 1_700_000_000_500 })
    log.write()
    expect(log.epochs).toEqual([
      { epoch: 0, startOffset: 0 },
      { epoch: 4, startOffset: 2 },
    ])
    expect(log.endOffsetForEpoch(0)).toEqual({ epoch: 0, endOffset: 2 })
    expect(log.epochOf(2)).toBe(4)
  })

  test('from a leader keeps its offsets and epochs, gaps too', async () => {
    const log = await newLog()
    const bytes = batch(['x', 'y'], { baseOffset: 70, leaderEpoch: 6 })
    expect(
      log.append(bytes, { origin: 'replication', leaderEpoch: 9, now: 1_700_000_000_500 }),
    ).toMatchObject({
      baseOffset: 70,
      lastOffset: 71,
    })
    log.write()
    expect([log.logEndOffset, log.latestEpoch]).toEqual([72, 6])
    expect(await valuesFrom(log, 0)).toEqual(['x', 'y'])
  })
})

describe('segments', () => {
  const small = { 'internal.segment.bytes': '1000', 'index.interval.bytes': '300' }

  test('roll by size, and every offset is found in every one', async () => {
    const log = await newLog(small)
    fill(log, 60)
    expect(readdirSync(log.folder).filter((name) => name.endsWith('.log')).length).toBeGreaterThan(8)
    for (const offset of [0, 1, 17, 30, 59]) {
      expect(await valuesFrom(log, offset)).toEqual(numbers(offset, 60))
      expect(await valuesFrom(log, offset, 1)).toEqual(numbers(offset, 60))
    }
  })

  test('roll within one write, each with its own writev', async () => {
    const log = await newLog(small)
    for (let index = 0; index < 30; index++) append(log, [`${index} `.padEnd(100, '.')])
    log.write()
    expect(await valuesFrom(log, 0)).toEqual(numbers(0, 30))
    await (await crashAndReopen(log, small)).flush()
  })

  test('roll when an offset leaves the range that an index can hold', async () => {
    const log = await newLog()
    const context = { origin: 'replication', leaderEpoch: 0, now: 1_700_000_000_500 } as const
    log.append(batch(['a']), context)
    log.append(batch(['b'], { baseOffset: 5_000_000_000 }), context)
    log.write()
    expect(existsSync(join(log.folder, '00000000005000000000.log'))).toBe(true)
    expect(await valuesFrom(log, 0)).toEqual(['a', 'b'])
    expect(await valuesFrom(log, 3)).toEqual(['b'])
  })

  test('are read the same from a directory opened again, where nothing is in memory', async () => {
    const log = await newLog(small)
    fill(log, 60)
    const { directory, path } = opened[0] as { directory: LogDirectory; path: string }
    await directory.close()
    const again = await open(small, path)
    expect(again.cleanShutdown).toBe(true)
    const log2 = again.get('orders', 0) as PartitionLog
    expect([log2.logEndOffset, log2.topicId, log2.recoveryPoint]).toEqual([60, topicId, 60])
    for (const offset of [0, 29, 59]) expect(await valuesFrom(log2, offset, 250)).toEqual(numbers(offset, 60))
    fill(log2, 5, 100, 60)
    expect(await valuesFrom(log2, 50)).toEqual(numbers(50, 65))
  })

  test('too old, or too many, go; the log start follows; their files wait as .deleted', async () => {
    const settings = { ...small, 'retention.bytes': '3000', 'retention.ms': '-1' }
    const log = await newLog(settings)
    fill(log, 60)
    expect(log.enforceRetention(1_700_000_100_000)).toBe(0)
    log.advanceHighWatermark(60)
    expect(log.enforceRetention(1_700_000_100_000)).toBeGreaterThan(4)
    expect(log.logStartOffset).toBeGreaterThan(20)
    expect(log.sizeInBytes).toBeLessThan(4000)
    expect(await log.read(0, 100, 60, true)).toMatchObject({ error: 'OFFSET_OUT_OF_RANGE', logEndOffset: 60 })
    expect(await valuesFrom(log, log.logStartOffset)).toEqual(numbers(log.logStartOffset, 60))
    expect(readdirSync(log.folder).filter((name) => name.endsWith('.log.deleted')).length).toBeGreaterThan(4)
    log.reconfigure(topicConfig(BrokerConfig.from(), { ...small, 'retention.ms': '1000' }))
    expect(log.enforceRetention(1_800_000_000_000)).toBeGreaterThan(0)
    expect([log.logStartOffset, log.logEndOffset, log.sizeInBytes]).toEqual([60, 60, 0])
    fill(log, 1, 100, 60)
    expect(await valuesFrom(log, 60)).toEqual(['60'])
  })
})

describe('a log cut short', () => {
  const small = { 'internal.segment.bytes': '1000', 'index.interval.bytes': '300' }

  test.each([59, 35, 10, 1])('at %d keeps what is before, and goes on from there', async (offset) => {
    const log = await newLog(small)
    fill(log, 60)
    log.advanceHighWatermark(60)
    const cut = log.truncateTo(offset)
    expect([log.logEndOffset, log.nextOffset, log.highWatermark]).toEqual([offset, offset, offset])
    expect(append(log, ['too early'])).toMatchObject({ error: 'KAFKA_STORAGE_ERROR' })
    expect(await valuesFrom(log, 0)).toEqual(numbers(0, offset))
    await cut
    expect(await valuesFrom(log, 0)).toEqual(numbers(0, offset))
    fill(log, 3, 100, offset)
    expect(await valuesFrom(log, 0)).toEqual(numbers(0, offset + 3))
    const after = await crashAndReopen(log, small)
    expect(await valuesFrom(after, 0)).toEqual(numbers(0, offset + 3))
  })

  test('to nothing begins anew at the offset given', async () => {
    const log = await newLog(small)
    fill(log, 20)
    await log.truncateFullyAndStartAt(500)
    expect([log.logStartOffset, log.logEndOffset, log.sizeInBytes]).toEqual([500, 500, 0])
    fill(log, 2)
    expect(await valuesFrom(log, 500)).toEqual(['0', '1'])
  })
})

describe('DeleteRecords', () => {
  test('moves the log start, not beyond the high watermark, and survives a restart', async () => {
    const log = await newLog()
    fill(log, 20)
    log.advanceHighWatermark(15)
    expect(log.deleteRecordsBefore(16)).toEqual({ error: 'OFFSET_OUT_OF_RANGE', logStartOffset: 0 })
    expect(log.deleteRecordsBefore(7)).toEqual({ error: '', logStartOffset: 7 })
    expect(log.deleteRecordsBefore(3)).toEqual({ error: '', logStartOffset: 7 })
    expect(log.deleteRecordsBefore(-1)).toEqual({ error: '', logStartOffset: 15 })
    expect(await valuesFrom(log, 15)).toEqual(numbers(15, 20))
    const { directory, path } = opened[0] as { directory: LogDirectory; path: string }
    await directory.close()
    const log2 = (await open({}, path)).get('orders', 0) as PartitionLog
    expect([log2.logStartOffset, log2.highWatermark, log2.logEndOffset]).toEqual([15, 15, 20])
  })
})

describe('lookup by time', () => {
  test('finds the first record that is not older, in the right segment', async () => {
    const log = await newLog({ 'internal.segment.bytes': '1000', 'index.interval.bytes': '300' })
    fill(log, 60)
    const at = (seconds: number): number => 1_700_000_000_000 + seconds * 1000
    expect(await log.offsetForTimestamp(0)).toEqual({ timestamp: at(0), offset: 0, leaderEpoch: 0 })
    expect(await log.offsetForTimestamp(at(31))).toMatchObject({ offset: 31 })
    expect(await log.offsetForTimestamp(at(31) + 1)).toMatchObject({ offset: 32, timestamp: at(32) })
    expect(await log.offsetForTimestamp(at(31), 31)).toBeUndefined()
    expect(await log.offsetForTimestamp(at(60))).toBeUndefined()
    expect(await log.maxTimestamp()).toMatchObject({ offset: 59, timestamp: at(59) })
  })

  test('finds what is written also while more is staged', async () => {
    const log = await newLog()
    fill(log, 3)
    append(log, ['staged'], {}, 1_700_000_009_000)
    expect(await log.offsetForTimestamp(1_700_000_002_000)).toMatchObject({ offset: 2 })
    expect(await log.offsetForTimestamp(1_700_000_009_000)).toBeUndefined()
  })

  test('looks into compressed batches', async () => {
    const log = await newLog()
    append(log, ['a', 'b', 'c'], { codec: 'gzip' }, 5_000)
    log.write()
    expect(await log.offsetForTimestamp(5_001)).toEqual({ timestamp: 5_001, offset: 1, leaderEpoch: 0 })
    expect(await (await newLog2()).maxTimestamp()).toBeUndefined()
  })

  async function newLog2(): Promise<PartitionLog> {
    return (await open()).create('empty', 0, topicId, topicConfig(BrokerConfig.from(), {}))
  }
})
