import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planEpochTruncation } from './epoch-truncation.js'
import { type EpochStart, LeaderEpochHistory } from './leader-epoch-history.js'

const epochs = new LeaderEpochHistory([
  { epoch: 2, startOffset: 0 },
  { epoch: 4, startOffset: 10 },
  { epoch: 7, startOffset: 20 },
])
const log = { highWatermark: 15, logEndOffset: 30 }

describe('a follower with epochs 2 from 0, 4 from 10 and 7 from 20 to 30, told', () => {
  test.each([
    ['nothing, keeps what all in-sync replicas have', -1, -1, 15, true],
    ['an end without an epoch, keeps what lies before it', -1, 12, 12, true],
    ['that its epoch ended later, keeps all', 7, 40, 30, true],
    ['that its epoch ended earlier, cuts there', 7, 25, 25, true],
    ['an older epoch that ended earlier, cuts there', 4, 13, 13, true],
    ['an older epoch that ended later, cuts at its own end of it', 4, 25, 20, true],
    ['an epoch that it does not know, cuts to the end of the one before and asks again', 5, 25, 20, false],
    ['the same of an earlier one', 3, 12, 10, false],
    ['an epoch before all of its own, cuts to where they begin', 1, 5, 0, true],
  ])('%s', (_, epoch, endOffset, offset, isComplete) => {
    expect(planEpochTruncation(epochs, log, { epoch, endOffset })).toEqual({ offset, isComplete })
  })

  test('an epoch without having any keeps what lies before its end', () => {
    const plan = planEpochTruncation(new LeaderEpochHistory(), log, { epoch: 3, endOffset: 12 })
    expect(plan).toEqual({ offset: 12, isComplete: true })
  })
})

/** Lengths of a log's epochs: epoch, records. */
const lengths = fc.uniqueArray(fc.record({ epoch: fc.nat(12), count: fc.integer({ min: 1, max: 4 }) }), {
  selector: ({ epoch }) => epoch,
  maxLength: 6,
})

/** Each record's epoch, by offset. */
function recordsOf(drawn: readonly { epoch: number; count: number }[], from: number): number[] {
  const later = drawn.filter(({ epoch }) => epoch > from).sort((a, b) => a.epoch - b.epoch)
  return later.flatMap(({ epoch, count }) => new Array<number>(count).fill(epoch))
}

function historyOf(records: readonly number[]): LeaderEpochHistory {
  const starts: EpochStart[] = []
  records.forEach((epoch, startOffset) => {
    if (starts.at(-1)?.epoch !== epoch) starts.push({ epoch, startOffset })
  })
  return new LeaderEpochHistory(starts)
}

test('question by question, two logs with a common beginning end where they part', () => {
  fc.assert(
    fc.property(lengths, lengths, lengths, (common, own, leaders) => {
      const shared = recordsOf(common, -1)
      const last = shared.at(-1) ?? -1
      // An epoch has one leader: beyond the common part the same epoch cannot be on both sides.
      const mine = [...shared, ...recordsOf(own, last).map((epoch) => epoch * 2)]
      const theirs = [...shared, ...recordsOf(leaders, last).map((epoch) => epoch * 2 + 1)]
      let follower = mine
      // It leads with an epoch of its own, in which nothing was written yet.
      const leader = new LeaderEpochHistory([
        ...historyOf(theirs).entries,
        { epoch: 1000, startOffset: theirs.length },
      ])
      let asked = 0
      for (let isComplete = false; !isComplete && follower.length > 0; asked++) {
        const history = historyOf(follower)
        const { leaderEpoch, endOffset } = leader.endOffsetFor(history.latestEpoch, theirs.length)
        const facts = { highWatermark: 0, logEndOffset: follower.length }
        const plan = planEpochTruncation(history, facts, { epoch: leaderEpoch, endOffset })
        follower = follower.slice(0, plan.offset)
        isComplete = plan.isComplete
      }
      expect(asked).toBeLessThanOrEqual(mine.length + 1)
      expect(follower).toEqual(shared)
    }),
  )
})
