/**
 * How much of index files stays in memory, and what searches in them ask of the disk.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OFFSET_ENTRY_BYTES, writeOffsetEntry } from '../core/offset-index.js'
import { countingHost } from '../testing/counting-disk.js'
import { quiet } from '../testing/log-fixture.js'
import { IndexFile } from './index-file.js'
import { IndexPages } from './index-pages.js'
import { LogDisk } from './log-disk.js'

const ENTRIES = 100_000
const keyAt = (view: DataView, at: number): number => view.getInt32(at)

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samsa-log-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** An index whose entries are (10 * slot, slot). */
async function written(name: string): Promise<string> {
  const path = join(folder, name)
  const index = new IndexFile(new LogDisk(quiet.disk), path, OFFSET_ENTRY_BYTES, new IndexPages())
  index.assumeEmpty()
  for (let slot = 0; slot < ENTRIES; slot++) {
    index.append((view, at) => writeOffsetEntry(view, at, slot * 10, slot))
    index.writeEnough()
  }
  await index.close()
  return path
}

test('every key is found, at once and later, and no more pages stay than the bound', async () => {
  const pages = new IndexPages(16)
  const host = countingHost(quiet)
  const path = await written('a.index')
  const index = new IndexFile(new LogDisk(host.disk), path, OFFSET_ENTRY_BYTES, pages)
  expect(await index.later(() => index.search(-1, keyAt))).toBe(-1)
  for (const target of [0, 5, 10, 99, 500_004, 777_770, 999_989, 999_990, 2_000_000]) {
    const slot = Math.min(Math.floor(target / 10), ENTRIES - 1)
    expect([index.find(target, keyAt), await index.later(() => index.search(target, keyAt))]).toEqual([
      slot,
      slot,
    ])
  }
  expect(pages.size).toBeLessThanOrEqual(16)
  await index.close()
  expect(pages.size).toBe(0)
})

test('a search near the end reads two pages, one anywhere a page for each step at most', async () => {
  const host = countingHost(quiet)
  const path = await written('a.index')
  const index = new IndexFile(new LogDisk(host.disk), path, OFFSET_ENTRY_BYTES, new IndexPages())
  expect(index.find(999_900, keyAt)).toBe(99_990)
  expect(host.counted.calls.get('read')).toBe(2)
  host.counted.reset()
  await index.later(() => index.search(123_450, keyAt))
  expect(host.counted.calls.get('readLater')).toBeLessThanOrEqual(8)
  host.counted.reset()
  // The upper steps are in memory now.
  await index.later(() => index.search(123_990, keyAt))
  expect(host.counted.calls.get('readLater') ?? 0).toBeLessThanOrEqual(1)
  await index.close()
})

test('a search that waits while the index is cut begins anew', async () => {
  const path = await written('a.index')
  const index = new IndexFile(new LogDisk(quiet.disk), path, OFFSET_ENTRY_BYTES, new IndexPages())
  const found = index.later(() => index.search(900_000, keyAt))
  index.truncate(1000)
  expect(await found).toBe(999)
  await index.close()
})
