import { expect, test } from 'vitest'
import type { LogSettings } from './log-settings.js'
import { planRetention, type RetainedSegment } from './retention.js'

const settings = { retentionMs: -1, retentionBytes: -1, deletes: true } as LogSettings
const facts = { now: 10_000, highWatermark: 40, logStartOffset: 0, logEndOffset: 40 }

function segments(
  ...rows: [baseOffset: number, size: number, largestTimestamp: number][]
): RetainedSegment[] {
  return rows.map(([baseOffset, size, largest]) => ({ baseOffset, size, largestTimestamp: () => largest }))
}

const log = segments([0, 100, 1_000], [10, 100, 2_000], [20, 100, 9_000], [30, 50, 9_500])

test.each([
  ['nothing goes without a bound', {}, {}, 0, undefined],
  ['segments older than retention.ms go, from the oldest on', { retentionMs: 7_000 }, {}, 2, 'retention.ms'],
  ['a segment of exactly that age stays', { retentionMs: 8_000 }, {}, 1, 'retention.ms'],
  [
    'segments go while the rest is still at least retention.bytes',
    { retentionBytes: 150 },
    {},
    2,
    'retention.bytes',
  ],
  ['a log below retention.bytes stays', { retentionBytes: 351 }, {}, 0, undefined],
  ['segments wholly below the log start offset go', {}, { logStartOffset: 20 }, 2, 'log-start-offset'],
  ['a segment that holds the log start offset stays', {}, { logStartOffset: 19 }, 1, 'log-start-offset'],
  ['nothing above the high watermark goes', { retentionMs: 0 }, { highWatermark: 15 }, 1, 'retention.ms'],
  ['all go when all are too old', { retentionMs: 0 }, {}, 4, 'retention.ms'],
  [
    'a compacted topic loses only what is below its start',
    { deletes: false, retentionMs: 0 },
    { logStartOffset: 10 },
    1,
    'log-start-offset',
  ],
] as const)('%s', (_, change, at, count, because) => {
  expect(planRetention(log, { ...settings, ...change }, { ...facts, ...at })).toEqual({ count, because })
})

test('an empty active segment never goes', () => {
  const plan = planRetention(segments([0, 100, 1], [40, 0, 1]), { ...settings, retentionMs: 0 }, facts)
  expect(plan.count).toBe(1)
})

test('a segment in the middle that is young protects those behind it', () => {
  const mixed = segments([0, 100, 1], [10, 100, 9_999], [20, 100, 1], [30, 10, 9_999])
  expect(planRetention(mixed, { ...settings, retentionMs: 1_000 }, facts).count).toBe(1)
})
