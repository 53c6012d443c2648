import { describe, expect, test } from 'vitest'
import type { LogSettings } from './log-settings.js'
import { rollJitter, rollReason, SegmentTail } from './segment-tail.js'

const settings: LogSettings = {
  segmentBytes: 1000,
  segmentMs: 60_000,
  segmentJitterMs: 0,
  segmentIndexBytes: 80,
  indexIntervalBytes: 100,
  retentionMs: -1,
  retentionBytes: -1,
  deletes: true,
  compacts: false,
  minCleanableDirtyRatio: 0.5,
  minCompactionLagMs: 0,
  maxCompactionLagMs: Number.MAX_SAFE_INTEGER,
  deleteRetentionMs: 86_400_000,
  flushMessages: Number.MAX_SAFE_INTEGER,
  flushMs: Number.MAX_SAFE_INTEGER,
  fileDeleteDelayMs: 60_000,
}

describe('index entries', () => {
  test('a batch gets one when more than the interval came since the last', () => {
    const tail = new SegmentTail(0, 0, 0)
    expect(tail.add(100, 4, 50, 100)).toBe(0)
    expect(tail.add(1, 5, 51, 100)).toBe(0)
    expect(tail.add(30, 6, 52, 100)).toBe(2)
    expect(tail.bytesSinceEntry).toBe(30)
    expect([tail.maxTimestamp, tail.offsetOfMaxTimestamp]).toEqual([52, 6])
  })

  test('the time index is left out when no younger record came', () => {
    const tail = new SegmentTail(0, 0, 0)
    tail.add(200, 4, 50, 100)
    expect(tail.add(200, 5, 40, 100)).toBe(2)
    expect(tail.add(200, 6, 45, 100)).toBe(1)
    expect([tail.offsetEntries, tail.timeEntries]).toEqual([2, 1])
  })

  test('records without timestamps never reach the time index', () => {
    const tail = new SegmentTail(0, 0, 0)
    tail.add(200, 4, -1, 100)
    expect(tail.add(200, 5, -1, 100)).toBe(1)
    expect(tail.takesTimeEntry()).toBe(false)
  })
})

describe('a segment ends', () => {
  function tailOf(fields: Partial<SegmentTail>): SegmentTail {
    return Object.assign(new SegmentTail(0, 1_000, 0), { size: 500 }, fields)
  }
  const append = { bytes: 100, maxTimestamp: 5_000, lastOffset: 10, now: 2_000 }

  test.each([
    ['not while there is room', tailOf({}), append, ''],
    ['not when the append fills it exactly', tailOf({}), { ...append, bytes: 500 }, ''],
    ['before an append that would take it past its size', tailOf({}), { ...append, bytes: 501 }, 'size'],
    ['not at the age of segment.ms', tailOf({}), { ...append, now: 61_000 }, ''],
    ['when it is older than segment.ms', tailOf({}), { ...append, now: 61_001 }, 'time'],
    ['never by age while it is empty', tailOf({ size: 0 }), { ...append, now: 99_999_999 }, ''],
    [
      'by the clock of its records where they have one',
      tailOf({ firstTimestamp: 5_000 }),
      { ...append, now: 99_999_999 },
      '',
    ],
    [
      'when records are that much younger than its first',
      tailOf({ firstTimestamp: 5_000 }),
      { ...append, maxTimestamp: 65_001 },
      'time',
    ],
    ['when its offset index is full', tailOf({ offsetEntries: 10 }), append, 'index-full'],
    ['when its time index is full but for one entry', tailOf({ timeEntries: 5 }), append, 'index-full'],
    ['not at the last relative offset', tailOf({}), { ...append, lastOffset: 0x7fffffff }, ''],
    [
      'before a relative offset that needs 32 bits',
      tailOf({}),
      { ...append, lastOffset: 0x80000000 },
      'offset-range',
    ],
  ])('%s', (_, tail, facts, reason) => expect(rollReason(tail, settings, facts)).toBe(reason))

  test('earlier by its jitter', () => {
    const tail = Object.assign(new SegmentTail(0, 1_000, 500), { size: 500 })
    expect(rollReason(tail, settings, { ...append, now: 60_501 })).toBe('time')
    expect(rollJitter({ ...settings, segmentJitterMs: 1000 }, 2 ** 31)).toBe(500)
    expect(rollJitter(settings, 2 ** 31)).toBe(0)
  })
})
