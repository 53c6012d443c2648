import { describe, expect, test } from 'vitest'
import {
  type CleanableFacts,
  type CleanerSegment,
  chooseFilthiest,
  groupSegments,
  legacyDeleteHorizon,
  needsCleaning,
  planCleanable,
} from './plan.js'

interface Facts {
  size?: number
  index?: number
  times?: number
  modified?: number
  largest?: number
  first?: number
}

function segment(baseOffset: number, facts: Facts = {}): CleanerSegment {
  return {
    baseOffset,
    size: facts.size ?? 100,
    offsetIndexBytes: facts.index ?? 8,
    timeIndexBytes: facts.times ?? 12,
    lastModified: facts.modified ?? 0,
    largestTimestamp: () => facts.largest ?? 0,
    firstBatchTimestamp: () => facts.first,
  }
}

/** Segments at 0, 10, 20 and 30, the last one active; all replicated and decided. */
function facts(changes: Partial<CleanableFacts> = {}): CleanableFacts {
  return {
    segments: [segment(0), segment(10), segment(20), segment(30)],
    checkpoint: undefined,
    logStartOffset: 0,
    logEndOffset: 35,
    lastStableOffset: 35,
    now: 100_000,
    minCompactionLagMs: 0,
    maxCompactionLagMs: Number.MAX_SAFE_INTEGER,
    ...changes,
  }
}

describe('how far a log may be cleaned', () => {
  test.each([
    ['up to the active segment', {}, [0, 30]],
    ['from the checkpoint on', { checkpoint: 20 }, [20, 30]],
    ['not past the segment that holds the last stable offset', { lastStableOffset: 25 }, [0, 20]],
    ['a segment that ends at the last stable offset is in', { lastStableOffset: 20 }, [0, 20]],
    ['nothing where the first transaction is undecided', { lastStableOffset: 5 }, [0, 0]],
    ['nothing beyond a checkpoint at the active segment', { checkpoint: 30 }, [30, 30]],
    ['nothing beyond a checkpoint in the active segment', { checkpoint: 33 }, [33, 30]],
    ['from a checkpoint within a segment', { checkpoint: 13 }, [13, 30]],
  ])('%s', (_, changes, expected) => {
    const plan = planCleanable(facts(changes))
    expect([plan.firstDirtyOffset, plan.firstUncleanableOffset]).toEqual(expected)
    expect(plan.resetCheckpoint).toBeUndefined()
  })

  test('a checkpoint below the log start is reset to it', () => {
    const plan = planCleanable(
      facts({ checkpoint: 3, logStartOffset: 10, segments: facts().segments.slice(1) }),
    )
    expect([plan.firstDirtyOffset, plan.resetCheckpoint]).toEqual([10, 'below the log start'])
  })

  test('a checkpoint beyond the log end is reset to the log start', () => {
    const plan = planCleanable(facts({ checkpoint: 36 }))
    expect([plan.firstDirtyOffset, plan.resetCheckpoint]).toEqual([0, 'beyond the log end'])
    expect(planCleanable(facts({ checkpoint: 35 })).resetCheckpoint).toBeUndefined()
  })

  test.each([
    ['a segment with a record as young as the lag', 99_001, 10],
    ['a segment whose youngest record is just old enough', 99_000, 30],
  ])('min.compaction.lag.ms: %s', (_, largest, expected) => {
    const segments = [segment(0), segment(10, { largest }), segment(20), segment(30, { largest: 99_999 })]
    const plan = planCleanable(facts({ segments, minCompactionLagMs: 1000 }))
    expect(plan.firstUncleanableOffset).toBe(expected)
  })

  test('min.compaction.lag.ms looks at dirty segments only', () => {
    const segments = [segment(0, { largest: 99_999 }), segment(10), segment(20), segment(30)]
    const plan = planCleanable(facts({ segments, checkpoint: 10, minCompactionLagMs: 1000 }))
    expect(plan.firstUncleanableOffset).toBe(30)
  })
})

describe('how dirty a log is', () => {
  test('cleanable bytes over those and the clean ones', () => {
    const plan = planCleanable(facts({ checkpoint: 10 }))
    expect([plan.cleanBytes, plan.cleanableBytes]).toEqual([100, 200])
    expect(plan.cleanableRatio).toBeCloseTo(2 / 3)
  })

  test('a segment in which a full map ended a pass counts as both', () => {
    const plan = planCleanable(facts({ checkpoint: 13 }))
    expect([plan.cleanBytes, plan.cleanableBytes]).toEqual([200, 200])
  })

  test('an empty log is not dirty', () => {
    const plan = planCleanable(facts({ segments: [segment(0, { size: 0 })], logEndOffset: 0 }))
    expect([plan.cleanableRatio, needsCleaning(plan, 0)]).toEqual([0, false])
  })

  test.each([
    ['the oldest record has waited longer than the lag', 1000, 89_000],
    ['it has waited just as long', 90_000, 0],
    ['its time is not known', -1, 0],
    ['there is no record', undefined, 0],
  ])('max.compaction.lag.ms: %s', (_, first, overdueMs) => {
    const timed = first === undefined ? {} : { first }
    const segments = [
      segment(0, { first: 1 }),
      segment(10, timed),
      segment(20, { first: 95_000 }),
      segment(30),
    ]
    const plan = planCleanable(facts({ segments, checkpoint: 10, maxCompactionLagMs: 10_000 }))
    expect(plan.overdueMs).toBe(overdueMs)
  })
})

describe('which log comes first', () => {
  const plan = planCleanable(facts())
  const log = (name: string, cleanableRatio: number, overdueMs = 0, cleanableBytes = 10) => ({
    name,
    minCleanableDirtyRatio: 0.5,
    plan: { ...plan, cleanableRatio, overdueMs, cleanableBytes },
  })

  test('the dirtiest of those above their ratio', () => {
    expect(chooseFilthiest([log('a', 0.6), log('b', 0.8), log('c', 0.7)])?.name).toBe('b')
  })

  test('none where all are at or below it', () => {
    expect(chooseFilthiest([log('a', 0.5), log('b', 0.2)])).toBeUndefined()
  })

  test('one that is overdue, whatever its ratio, if there is anything to clean', () => {
    expect(chooseFilthiest([log('a', 0.1, 1), log('b', 0.2, 1, 0)])?.name).toBe('a')
  })
})

describe('which segments become one', () => {
  const narrow = (index: number, times: number): Facts => ({ size: 1, index, times })
  const bounds = { segmentBytes: 250, segmentIndexBytes: 30, firstUncleanableOffset: 40 }
  const grouped = (segments: readonly CleanerSegment[], changes: Partial<typeof bounds> = {}): number[][] =>
    groupSegments(segments, { ...bounds, ...changes }).map((group) => group.map((one) => one.baseOffset))

  test.each([
    [
      'as many as segment.bytes holds',
      [{}, {}, {}, {}],
      [
        [0, 10],
        [20, 30],
      ],
    ],
    ['one that is too large by itself stays alone', [{ size: 300 }, {}], [[0], [10]]],
    ['empty ones join any', [{ size: 250 }, { size: 0, index: 0, times: 0 }, {}], [[0, 10], [20]]],
    ['offset indexes count', [narrow(15, 0), narrow(15, 0), narrow(15, 0)], [[0, 10], [20]]],
    ['time indexes count', [narrow(0, 15), narrow(0, 15), narrow(0, 15)], [[0, 10], [20]]],
  ])('%s', (_, segments: Facts[], expected) => {
    expect(grouped(segments.map((one, index) => segment(index * 10, one)))).toEqual(expected)
  })

  test('offsets must fit 31 bits, as far as the segment behind tells where one ends', () => {
    const far = 0x7fffffff
    expect(grouped([segment(0), segment(10), segment(far + 1)], { segmentBytes: 1000 })).toEqual([
      [0, 10],
      [far + 1],
    ])
    expect(grouped([segment(0), segment(10)], { firstUncleanableOffset: far + 1 })).toEqual([[0, 10]])
    expect(grouped([segment(0), segment(10)], { firstUncleanableOffset: far + 2 })).toEqual([[0], [10]])
  })

  test('an empty segment far away joins all the same, or it would never go', () => {
    const empty = segment(0x100000000, { size: 0, index: 0, times: 0 })
    expect(grouped([segment(0), empty], { firstUncleanableOffset: 0x200000000 })).toEqual([[0, 0x100000000]])
  })
})

test('old tombstones go a while after the last clean segment was written', () => {
  const segments = [
    segment(0, { modified: 5000 }),
    segment(10, { modified: 9000 }),
    segment(20, { modified: 9999 }),
  ]
  expect(legacyDeleteHorizon(segments, 20, 1000)).toBe(8000)
  expect(legacyDeleteHorizon(segments, 0, 1000)).toBe(0)
})
