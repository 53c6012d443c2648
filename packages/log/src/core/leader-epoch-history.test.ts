import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeLeaderEpochs, encodeLeaderEpochs, LeaderEpochHistory } from './leader-epoch-history.js'

const history = (...entries: [number, number][]) =>
  new LeaderEpochHistory(entries.map(([epoch, startOffset]) => ({ epoch, startOffset })))
const pairs = (of: LeaderEpochHistory) => of.entries.map(({ epoch, startOffset }) => [epoch, startOffset])

describe('where an epoch ended', () => {
  // Answers of Apache Kafka 4.3.1 for a log with these epochs that ends at 48.
  const log = history([0, 0], [2, 13], [4, 27], [6, 39])
  it.each([
    [-1, -1, -1],
    [0, 0, 13],
    [1, 0, 13],
    [2, 2, 27],
    [3, 2, 27],
    [4, 4, 39],
    [5, 4, 39],
    [6, 6, 48],
    [7, -1, -1],
    [11, -1, -1],
  ])('asked for %d says epoch %d and offset %d', (asked, leaderEpoch, endOffset) => {
    expect(log.endOffsetFor(asked, 48)).toEqual({ leaderEpoch, endOffset })
  })

  it('answers an epoch before the first with the start of the first', () => {
    expect(history([5, 100]).endOffsetFor(3, 200)).toEqual({ leaderEpoch: 3, endOffset: 100 })
  })

  it('knows nothing without entries', () => {
    expect(history().endOffsetFor(0, 10)).toEqual({ leaderEpoch: -1, endOffset: -1 })
  })
})

describe('assigning epochs', () => {
  it.each([
    [
      'appends a later epoch',
      [
        [1, 0],
        [2, 5],
      ],
      3,
      9,
      true,
      [
        [1, 0],
        [2, 5],
        [3, 9],
      ],
    ],
    [
      'keeps the latest epoch as it began',
      [
        [1, 0],
        [2, 5],
      ],
      2,
      9,
      false,
      [
        [1, 0],
        [2, 5],
      ],
    ],
    [
      'moves the latest epoch to an earlier start',
      [
        [1, 0],
        [2, 5],
      ],
      2,
      4,
      true,
      [
        [1, 0],
        [2, 4],
      ],
    ],
    [
      'drops entries with the same start',
      [
        [1, 0],
        [2, 5],
      ],
      3,
      5,
      true,
      [
        [1, 0],
        [3, 5],
      ],
    ],
    [
      'drops later epochs for an older one',
      [
        [1, 0],
        [4, 5],
        [6, 9],
      ],
      2,
      12,
      true,
      [
        [1, 0],
        [2, 12],
      ],
    ],
    [
      'drops everything an epoch at the start replaces',
      [
        [1, 3],
        [2, 5],
      ],
      7,
      0,
      true,
      [[7, 0]],
    ],
  ] as const)('%s', (_name, before, epoch, startOffset, changed, after) => {
    const of = history(...(before as unknown as [number, number][]))
    expect(of.assign(epoch, startOffset)).toBe(changed)
    expect(pairs(of)).toEqual(after)
  })

  it('refuses what is no epoch or offset', () => {
    expect(() => history().assign(-1, 0)).toThrow(RangeError)
    expect(() => history().assign(0, -1)).toThrow(RangeError)
  })

  it('stays in order whatever is assigned', () => {
    const pair = fc.tuple(fc.nat(20), fc.nat(50))
    fc.assert(
      fc.property(fc.array(pair), (assigned) => {
        const of = history()
        for (const [epoch, startOffset] of assigned) of.assign(epoch, startOffset)
        of.entries.slice(1).forEach((entry, index) => {
          const before = of.entries[index]!
          expect(entry.epoch).toBeGreaterThan(before.epoch)
          expect(entry.startOffset).toBeGreaterThan(before.startOffset)
        })
      }),
    )
  })
})

describe('truncation', () => {
  it.each([
    [
      50,
      false,
      [
        [1, 0],
        [2, 5],
        [3, 9],
      ],
    ],
    [
      10,
      false,
      [
        [1, 0],
        [2, 5],
        [3, 9],
      ],
    ],
    [
      9,
      true,
      [
        [1, 0],
        [2, 5],
      ],
    ],
    [1, true, [[1, 0]]],
    [0, true, []],
  ])('at the end, to %d', (endOffset, changed, after) => {
    const of = history([1, 0], [2, 5], [3, 9])
    expect(of.truncateFromEnd(endOffset)).toBe(changed)
    expect(pairs(of)).toEqual(after)
  })

  it.each([
    [
      0,
      false,
      [
        [1, 0],
        [2, 5],
        [3, 9],
      ],
    ],
    [
      3,
      true,
      [
        [1, 3],
        [2, 5],
        [3, 9],
      ],
    ],
    [
      5,
      true,
      [
        [2, 5],
        [3, 9],
      ],
    ],
    [
      7,
      true,
      [
        [2, 7],
        [3, 9],
      ],
    ],
    [100, true, [[3, 100]]],
  ])('at the start, to %d', (startOffset, changed, after) => {
    const of = history([1, 0], [2, 5], [3, 9])
    expect(of.truncateFromStart(startOffset)).toBe(changed)
    expect(pairs(of)).toEqual(after)
  })

  it('at the start does nothing before the first entry', () => {
    expect(history([1, 10]).truncateFromStart(4)).toBe(false)
  })
})

describe('epochs by offset', () => {
  it.each([
    [-1, -1],
    [0, 1],
    [4, 1],
    [5, 2],
    [1000, 3],
  ])('offset %d was written in epoch %d', (offset, epoch) => {
    expect(history([1, 0], [2, 5], [3, 9]).epochForOffset(offset)).toBe(epoch)
  })

  it('names the latest one, -1 without one', () => {
    const of = history([1, 0], [2, 5], [3, 9])
    expect(of.latestEpoch).toBe(3)
    expect(history().latestEpoch).toBe(-1)
  })
})

describe('the checkpoint', () => {
  it('reads and writes the text Kafka writes', () => {
    const text = '0\n4\n0 0\n2 13\n4 27\n6 39\n'
    const decoded = decodeLeaderEpochs(text)
    expect(decoded).toEqual({ entries: history([0, 0], [2, 13], [4, 27], [6, 39]).entries })
    expect(encodeLeaderEpochs('entries' in decoded ? decoded.entries : [])).toBe(text)
    expect(encodeLeaderEpochs([])).toBe('0\n0\n')
    expect(decodeLeaderEpochs('')).toEqual({ entries: [] })
  })

  it.each([
    '1\n0\n',
    '0\n',
    '0\nx\n',
    '0\n1\n',
    '0\n2\n1 2\n',
    '0\n1\n1 2',
    '0\n1\n1 2 3\n',
    '0\n1\n-1 2\n',
    '0\n1\n1 99999999999999999999\n',
  ])('says what is wrong with %j', (text) => {
    expect(decodeLeaderEpochs(text)).toHaveProperty('problem')
  })
})
