/**
 * Indexes that somebody damaged while the broker was stopped: cleanly, so that nothing is recovered.
 */
import { readdirSync, readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from '@samsa/host'
import { afterEach, describe, expect, test } from 'vitest'
import {
  cleanUp,
  fill,
  logIn,
  newLog,
  numbers,
  open,
  opened,
  quiet,
  valuesFrom,
} from '../testing/log-fixture.js'
import type { PartitionLog } from './partition-log.js'

afterEach(cleanUp)

const SETTINGS = { 'internal.segment.bytes': '4000', 'index.interval.bytes': '200' }
const FIRST = '00000000000000000000'

interface Stopped {
  readonly folder: string
  readonly told: string[]
  start(): Promise<PartitionLog>
}

/** A log of several segments, cleanly stopped. */
async function stopped(): Promise<Stopped> {
  const { folder } = await filledLog()
  const told: string[] = []
  const write: Host['log']['write'] = (_level, message, facts) => {
    if (message.includes('built anew')) told.push(`${facts?.segment} ${facts?.because}`)
  }
  const start = async (): Promise<PartitionLog> => {
    const log = logIn(await open(SETTINGS, join(folder, '..'), { ...quiet, log: { write } }))
    log.advanceHighWatermark(log.logEndOffset)
    return log
  }
  return { folder, told, start }
}

async function filledLog(): Promise<PartitionLog> {
  const log = await newLog(SETTINGS)
  fill(log, 100)
  await opened.at(-1)?.directory.close()
  return log
}

/** The last entry's relative offset and position. */
function spoilLast(path: string, relativeOffset: number, position: number): void {
  const bytes = Buffer.from(readFileSync(path))
  bytes.writeInt32BE(relativeOffset, bytes.length - 8)
  bytes.writeInt32BE(position, bytes.length - 4)
  writeFileSync(path, bytes)
}

const damages: [string, string, (path: string) => void][] = [
  ['.index of an odd size', 'multiple of 8', (path) => truncateSync(`${path}.index`, 21)],
  ['.index that points beyond its log', 'beyond the log', (path) => spoilLast(`${path}.index`, 20, 1 << 20)],
  ['.index that tells of the next segment', 'next segment', (path) => spoilLast(`${path}.index`, 90, 100)],
  ['.index with a negative offset', 'negative', (path) => spoilLast(`${path}.index`, -5, 100)],
  ['.timeindex of an odd size', 'multiple of 12', (path) => truncateSync(`${path}.timeindex`, 30)],
  ['.timeindex that is empty', 'is empty', (path) => truncateSync(`${path}.timeindex`, 0)],
]

describe('an index of a segment that was not in use is built anew when it is first needed:', () => {
  test.each(damages)('%s', async (_what, because, spoil) => {
    const { folder, told, start } = await stopped()
    const path = join(folder, FIRST)
    const sound = ['index', 'timeindex'].map((kind) => readFileSync(`${path}.${kind}`))
    spoil(path)
    const log = await start()
    expect(told).toEqual([])
    expect(await valuesFrom(log, 12)).toEqual(numbers(12, 100))
    expect(await log.offsetForTimestamp(1_700_000_007_000)).toMatchObject({ offset: 7 })
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(because)
    await opened.at(-1)?.directory.close()
    expect(['index', 'timeindex'].map((kind) => readFileSync(`${path}.${kind}`))).toEqual(sound)
  })
})

test('of the active segment it is built anew at the start', async () => {
  const { folder, told, start } = await stopped()
  const bases = readdirSync(folder).filter((name) => name.endsWith('.index'))
  const last = join(folder, bases.at(-1) as string)
  const sound = readFileSync(last)
  spoilLast(last, 3, 1 << 20)
  const log = await start()
  expect([told.length, log.logEndOffset]).toEqual([1, 100])
  expect(await valuesFrom(log, 95)).toEqual(numbers(95, 100))
  await opened.at(-1)?.directory.close()
  expect(readFileSync(last)).toEqual(sound)
})

test('one that is missing is built anew at the start', async () => {
  const { folder, start } = await stopped()
  const path = join(folder, `${FIRST}.index`)
  const sound = readFileSync(path)
  unlinkSync(path)
  const log = await start()
  expect(await valuesFrom(log, 12)).toEqual(numbers(12, 100))
  await opened.at(-1)?.directory.close()
  expect(readFileSync(path)).toEqual(sound)
})

test('zeros that Kafka allots to an index in use are no entries, and no damage', async () => {
  const { folder, told, start } = await stopped()
  for (const kind of ['index', 'timeindex']) truncateSync(join(folder, `${FIRST}.${kind}`), 10_485_720)
  const log = await start()
  expect(await valuesFrom(log, 12)).toEqual(numbers(12, 100))
  expect(await log.offsetForTimestamp(1_700_000_007_000)).toMatchObject({ offset: 7 })
  expect(told).toEqual([])
})
