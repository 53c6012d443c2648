/**
 * Generated logs cleaned again and again while they grow: after every pass there must be exactly what a naive
 * telling of Kafka's rules leaves, and a reader of committed data must see the values it saw before. A failure names
 * the seed; SAMSA_COMPACTION_SEED runs it alone, SAMSA_COMPACTION_LOGS runs more of them.
 */
import { viewOf } from '@samsa/record/bytes'
import { batchSizeInBytes } from '@samsa/record/record-batch'
import { expect, test } from 'vitest'
import { OffsetMap } from './offset-map.js'
import { planCleanable } from './plan.js'
import { Chance } from './testing/chance.js'
import { cleanInMemory, type MemorySegment } from './testing/clean-in-memory.js'
import { committedView } from './testing/committed-view.js'
import { GeneratedLog } from './testing/generated-log.js'
import { cleanNaively } from './testing/naive-cleaner.js'
import { type PlainBatch, plainBatch } from './testing/plain-batch.js'

const onlySeed = process.env.SAMSA_COMPACTION_SEED
const logs = Number(process.env.SAMSA_COMPACTION_LOGS ?? 2000)
const MINUTE_MS = 60_000

/** How often each rule was at work: a rule that never is has not been tested. */
const seen = {
  passes: 0,
  partialPasses: 0,
  thinned: 0,
  thinnedPacked: 0,
  thinnedOld: 0,
  emptied: 0,
  horizonsSet: 0,
  tombstonesGone: 0,
  markersGone: 0,
  abortedGone: 0,
}

test('after every pass over a log there is what the rules leave, and readers see the same values', {
  timeout: 600_000,
}, () => {
  if (onlySeed !== undefined) return runLog(Number(onlySeed))
  for (let seed = 1; seed <= logs; seed++) {
    try {
      runLog(seed)
    } catch (error) {
      throw new Error(`SAMSA_COMPACTION_SEED=${seed} fails`, { cause: error })
    }
  }
  for (const [rule, count] of Object.entries(seen)) expect(count, rule).toBeGreaterThan(logs / 20)
})

function runLog(seed: number): void {
  const chance = new Chance(seed)
  const log = new GeneratedLog(chance)
  const settings = {
    deleteRetentionMs: chance.pick([0, MINUTE_MS, 60 * MINUTE_MS]),
    segmentBytes: chance.pick([200, 1000, 100_000]),
    minCompactionLagMs: chance.pick([0, 0, 5000]),
    mapBytes: chance.isTrue(30) ? 24 * chance.between(3, 12) : 1 << 16,
  }
  let checkpoint: number | undefined
  for (let round = chance.between(2, 4); round > 0; round--) {
    log.grow(chance.between(5, 20))
    if (chance.isTrue(30)) log.settle()
    if (chance.isTrue(50)) log.roll()
    if (chance.isTrue(20)) log.forgetSomeone()
    for (let passes = chance.between(1, 2); passes > 0; passes--) {
      log.now += chance.pick([0, 1000, MINUTE_MS, 61 * MINUTE_MS])
      checkpoint = runPass(log, checkpoint, settings)
    }
  }
}

/** The new checkpoint. */
function runPass(
  log: GeneratedLog,
  checkpoint: number | undefined,
  settings: { deleteRetentionMs: number; segmentBytes: number; minCompactionLagMs: number; mapBytes: number },
): number | undefined {
  const { segments, now, lastOfProducers, aborted, batches } = log
  const { firstDirtyOffset, firstUncleanableOffset } = planCleanable({
    segments,
    checkpoint,
    logStartOffset: segments[0]?.baseOffset ?? 0,
    logEndOffset: log.logEndOffset,
    lastStableOffset: log.lastStableOffset,
    now,
    minCompactionLagMs: settings.minCompactionLagMs,
    maxCompactionLagMs: Number.MAX_SAFE_INTEGER,
  })
  if (firstDirtyOffset >= firstUncleanableOffset) return checkpoint
  expect(firstUncleanableOffset).toBeLessThanOrEqual(log.lastStableOffset)
  const map = new OffsetMap(settings.mapBytes, 0.9, [now, 2, 3, 4])
  const pass = { segments, lastOfProducers, now, firstDirtyOffset, firstUncleanableOffset, ...settings }
  const before = committedView(segments, log.lastStableOffset)
  const expected = cleanNaively({ ...pass, batches, aborted, mostKeys: map.mostKeys })
  const cleaned = cleanInMemory({ ...pass, map })
  expect(cleaned.endOffset).toBe(expected.endOffset)
  compareBatches(cleaned.segments, expected.batches)
  const after = committedView(cleaned.segments, log.lastStableOffset)
  expectSame([...after].sort(), [...before].sort())
  note(log.batches, expected.batches, cleaned.endOffset < firstUncleanableOffset)
  log.segments = cleaned.segments
  log.batches = expected.batches
  return cleaned.endOffset
}

/** `expect` is only asked where there may be a difference, as it takes its time. */
function expectSame(got: object, wanted: object): void {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) expect(got).toEqual(wanted)
}

/** Each batch lies in its segment, in order, with the expected bytes or, where rewritten, meaning. */
function compareBatches(segments: readonly MemorySegment[], expected: PlainBatch[]): void {
  let index = 0
  segments.forEach(({ baseOffset, bytes }, number) => {
    const end = segments[number + 1]?.baseOffset ?? Infinity
    const view = viewOf(bytes)
    for (let at = 0; at < bytes.length; at += batchSizeInBytes(view, at)) {
      const wanted = expected[index] as PlainBatch
      const own = bytes.slice(at, at + batchSizeInBytes(view, at))
      if (wanted.bytes === undefined) {
        const got = plainBatch(own, wanted.transaction)
        expectSame({ ...got, bytes: '' }, { ...wanted, bytes: '' })
        expected[index] = got
      } else if (Buffer.compare(own, wanted.bytes) !== 0) {
        expect(plainBatch(own, wanted.transaction)).toEqual(wanted)
      }
      if (wanted.lastOffset < baseOffset || wanted.lastOffset >= end) expect.fail('out of its segment')
      index++
    }
  })
  expect(index).toBe(expected.length)
}

function note(before: readonly PlainBatch[], after: readonly PlainBatch[], isPartial: boolean): void {
  seen.passes++
  if (isPartial) seen.partialPasses++
  const left = new Map(after.map((batch) => [batch.lastOffset, batch]))
  for (const batch of before) {
    const now = left.get(batch.lastOffset)
    if (now === undefined) {
      if (batch.isControl && batch.recordCount > 0) seen.markersGone++
      else if (batch.isTransactional && batch.recordCount > 0) seen.abortedGone++
    } else if (now.recordCount === 0 && batch.recordCount > 0) seen.emptied++
    else if (now.recordCount < batch.recordCount) {
      seen.thinned++
      if (now.codec !== 'none') seen.thinnedPacked++
      if (batch.magic < 2) seen.thinnedOld++
    }
    if (now !== undefined && now.horizon >= 0 && batch.horizon < 0) seen.horizonsSet++
    const lost = batch.records.filter((one) => !now?.records.some((other) => other.offset === one.offset))
    if (batch.horizon >= 0 && lost.some(({ value }) => value === null)) seen.tombstonesGone++
  }
}
