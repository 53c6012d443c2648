/**
 * What it takes to open a directory with many partitions of several segments: disk calls, not time.
 */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { afterEach, expect, test } from 'vitest'
import { countingHost } from '../testing/counting-disk.js'
import { batch, cleanUp, fill, numbers, open, quiet, topicId, valuesFrom } from '../testing/log-fixture.js'

afterEach(cleanUp)

const SEGMENTS = { 'internal.segment.bytes': '1000' }

/** A directory of partitions with three segments each, cleanly stopped. */
async function filled(partitions: number): Promise<string> {
  const directory = await open(SEGMENTS)
  const config = topicConfig(BrokerConfig.from(), SEGMENTS)
  for (let partition = 0; partition < partitions; partition++) {
    const log = directory.create('orders', partition, topicId, config)
    fill(log, 15)
  }
  await directory.close()
  return directory.path
}

/** Disk calls of a start, and what a second start after it finds changed. */
async function callsToOpen(path: string) {
  const host = countingHost(quiet)
  const directory = await open(SEGMENTS, path, host)
  for (const log of directory.logs()) {
    log.assignEpoch(5)
    log.advanceHighWatermark(log.logEndOffset)
  }
  return { directory, counted: host.counted }
}

test('each partition costs a listing and a few small reads, its number makes no difference', async () => {
  const [few, many] = [await callsToOpen(await filled(5)), await callsToOpen(await filled(15))]
  const perPartition = (many.counted.total() - few.counted.total()) / 10
  // A listing; opened, sized, read and closed: two texts, a snapshot, three logs, two indexes of the last segment.
  expect(perPartition).toBeLessThanOrEqual(40)
  expect(many.counted.calls.get('list')).toBe(15 + (few.counted.calls.get('list') ?? 0) - 5)
})

test('after a clean stop nothing of a partition is written, synced or renamed, and no descriptor stays', async () => {
  const path = await filled(3)
  const before = readdirSync(join(path, 'orders-1')).map((name) => [
    name,
    statSync(join(path, 'orders-1', name)).mtimeMs,
  ])
  const { directory, counted } = await callsToOpen(path)
  const { calls } = counted
  // The marker of the clean stop goes; its directory is synced.
  expect([calls.get('writev'), calls.get('sync'), calls.get('rename'), calls.get('syncDirectory')]).toEqual([
    undefined,
    undefined,
    undefined,
    1,
  ])
  expect(calls.get('close')).toBe(calls.get('open'))
  const after = readdirSync(join(path, 'orders-1')).map((name) => [
    name,
    statSync(join(path, 'orders-1', name)).mtimeMs,
  ])
  expect(after).toEqual(before)
  counted.reset()
  const log = directory.get('orders', 1)
  expect(log === undefined ? [] : await valuesFrom(log, 0)).toEqual(numbers(0, 15))
})

test('the epoch of a leader that wrote nothing is known, and written with its first batch', async () => {
  const path = await filled(1)
  const { directory } = await callsToOpen(path)
  const log = directory.get('orders', 0)
  if (log === undefined) throw new Error('the log is not there')
  const checkpoint = join(log.folder, 'leader-epoch-checkpoint')
  const text = (): string => new TextDecoder().decode(readBytes(checkpoint))
  expect([log.latestEpoch, log.endOffsetForEpoch(5)]).toEqual([5, { epoch: 5, endOffset: 15 }])
  expect(text()).not.toContain('5 15')
  log.append(batch(['with it']), { origin: 'client', leaderEpoch: 5, now: 1_700_000_000_500 })
  log.write()
  await log.flush()
  expect(text()).toContain('5 15')
  expect(log.endOffsetForEpoch(5)).toEqual({ epoch: 5, endOffset: 16 })
})

function readBytes(path: string): Uint8Array {
  const file = quiet.disk.open(path, 'read')
  const bytes = new Uint8Array(file.size())
  file.read(bytes, 0)
  void file.close()
  return bytes
}

test('a stop of idle partitions writes nothing in their folders', async () => {
  const path = await filled(2)
  const { directory, counted } = await callsToOpen(path)
  counted.reset()
  await directory.close()
  expect(counted.opened.filter((file) => file.includes('/orders-'))).toEqual([])
})
