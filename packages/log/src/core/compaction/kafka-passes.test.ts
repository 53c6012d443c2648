/**
 * Passes of Kafka's own cleaner, done again: from the segments it read to the segments it wrote, byte for byte, with
 * the clock that its delete horizons tell.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { untar } from '../../golden/untar.js'
import { readAbortedTransactions } from '../transaction-index.js'
import { OffsetMap } from './offset-map.js'
import { cleanInMemory, type MemorySegment, memorySegment } from './testing/clean-in-memory.js'

const testdata = fileURLToPath(new URL('../../../testdata/golden', import.meta.url))
/** Any will do: only its sum with the clock shows in these passes. */
const DELETE_RETENTION_MS = 1000

/** The segments of one partition whose files end with `ending`. */
function segmentsOf(scenario: string, folder: string, ending = ''): MemorySegment[] {
  const entries = untar(gunzipSync(readFileSync(`${testdata}/${scenario}/data.tar.gz`)))
  const files = new Map(entries.map((entry) => [entry.name, entry.bytes]))
  return [...files.keys()].sort().flatMap((name) => {
    if (!name.startsWith(`${folder}/`) || !name.endsWith(`.log${ending}`)) return []
    const base = name.slice(folder.length + 1, folder.length + 21)
    const index = files.get(`${folder}/${base}.txnindex${ending}`) ?? new Uint8Array(0)
    const bytes = new Uint8Array(files.get(name) ?? [])
    return memorySegment(Number(base), bytes, readAbortedTransactions(index), 0)
  })
}

test.each([
  {
    name: 'the first pass over a log of an idempotent producer',
    before: () => segmentsOf('compaction-before', 'compact-0'),
    after: () => segmentsOf('compaction-after', 'compact-0'),
    firstDirtyOffset: 0,
    firstUncleanableOffset: 116,
    horizon: 1795169793131,
  },
  {
    name: 'the first pass over a log of transactions',
    before: () => segmentsOf('compaction-before', 'compact-txn-0'),
    after: () => segmentsOf('compaction-after', 'compact-txn-0'),
    firstDirtyOffset: 0,
    firstUncleanableOffset: 145,
    horizon: 1795169793201,
  },
  {
    name: 'a later pass, past the horizon of tombstones, that joins segments',
    before: () => [
      ...segmentsOf('compaction-again', 'compact-0', '.deleted'),
      ...segmentsOf('compaction-again', 'compact-0').slice(-1),
    ],
    after: () => segmentsOf('compaction-again', 'compact-0'),
    firstDirtyOffset: 116,
    firstUncleanableOffset: 193,
    horizon: 1795169807189,
  },
])('$name leaves what Kafka leaves', (pass) => {
  const { segments, endOffset } = cleanInMemory({
    ...pass,
    segments: pass.before(),
    map: new OffsetMap(1 << 16, 0.9, [1, 2, 3, 4]),
    lastOfProducers: new Map(),
    now: pass.horizon - DELETE_RETENTION_MS,
    deleteRetentionMs: DELETE_RETENTION_MS,
    segmentBytes: 2500,
  })
  expect(endOffset).toBe(pass.firstUncleanableOffset)
  const expected = pass.after()
  expect(segments.map(({ baseOffset }) => baseOffset)).toEqual(expected.map(({ baseOffset }) => baseOffset))
  segments.forEach((segment, index) => {
    expect(segment.bytes, `segment ${segment.baseOffset}`).toEqual(expected[index]?.bytes)
    expect(segment.aborted, `segment ${segment.baseOffset}`).toEqual(expected[index]?.aborted)
  })
})
