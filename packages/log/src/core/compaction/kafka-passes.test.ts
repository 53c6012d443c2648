/**
 * Passes of Kafka's own cleaner, done again: from the segments it read to the segments it wrote, byte for byte where
 * nothing is compressed, with the clock that its delete horizons tell.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { batchesOf } from '@samsa/record/record'
import { describe, expect, test } from 'vitest'
import { untar } from '../../golden/untar.js'
import { type AbortedTransaction, readAbortedTransactions } from '../transaction-index.js'
import type { LastOfProducer } from './clean-batch.js'
import { OffsetMap } from './offset-map.js'
import { cleanInMemory, type MemorySegment, memorySegment } from './testing/clean-in-memory.js'

const testdata = fileURLToPath(new URL('../../../testdata', import.meta.url))
/** Any will do: only its sum with the clock shows in these passes. */
const DELETE_RETENTION_MS = 1000

/** The segments of one partition whose files end with `ending`. */
function segmentsOf(scenario: string, folder: string, ending = ''): MemorySegment[] {
  const entries = untar(gunzipSync(readFileSync(`${testdata}/golden/${scenario}/data.tar.gz`)))
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
  expectSame(segments, pass.after())
})

function expectSame(segments: readonly MemorySegment[], expected: readonly MemorySegment[]): void {
  const places = segments.map(({ baseOffset, aborted }) => ({ baseOffset, aborted }))
  expect(places).toEqual(expected.map(({ baseOffset, aborted }) => ({ baseOffset, aborted })))
  segments.forEach(({ baseOffset, bytes }, index) => {
    const other = expected[index]?.bytes ?? new Uint8Array(0)
    if (Buffer.compare(bytes, other) !== 0) {
      expect(meaningOf(bytes), `segment ${baseOffset}`).toEqual(meaningOf(other))
    }
  })
}

/** Size and checksum are the compressor's, where there is one. */
function meaningOf(bytes: Uint8Array): unknown[] {
  return [...batchesOf(bytes)].map((batch) =>
    batch.codec === 'none' ? batch : { ...batch, crc: 0, sizeInBytes: 0 },
  )
}

interface StoredSegment {
  readonly baseOffset: number
  readonly lastModified: number
  readonly aborted: readonly AbortedTransaction[]
  readonly bytes: string
}

interface StoredPass {
  readonly name: string
  readonly firstDirtyOffset: number
  readonly firstUncleanableOffset: number
  readonly now: number
  readonly deleteRetentionMs: number
  readonly segmentBytes: number
  readonly lastOfProducers: readonly (readonly [number, LastOfProducer])[]
  readonly before: readonly StoredSegment[]
  readonly after: readonly StoredSegment[]
}

describe('generated logs cleaned by Kafka', () => {
  const stored = gunzipSync(readFileSync(`${testdata}/compaction/passes.json.gz`)).toString()
  const segmentOf = ({ baseOffset, bytes, aborted, lastModified }: StoredSegment): MemorySegment =>
    memorySegment(baseOffset, new Uint8Array(Buffer.from(bytes, 'base64')), aborted, lastModified)

  test.each(JSON.parse(stored) as StoredPass[])('$name', (pass) => {
    const { segments } = cleanInMemory({
      ...pass,
      segments: pass.before.map(segmentOf),
      map: new OffsetMap(1 << 16, 0.9, [1, 2, 3, 4]),
      lastOfProducers: new Map(pass.lastOfProducers),
    })
    expectSame(segments, pass.after.map(segmentOf))
  })
})
