import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advanceSequence, type Numbered, PartitionSequence } from './sequence.js'

function batch(recordCount: number): Numbered {
  return { recordCount, baseSequence: -1 }
}

test('sequences wrap from 2^31-1 to 0', () => {
  expect(advanceSequence(2 ** 31 - 1, 1)).toBe(0)
  expect(advanceSequence(2 ** 31 - 2, 5)).toBe(3)
  expect(advanceSequence(1, -2)).toBe(2 ** 31 - 1)
})

test('a batch keeps its numbers over retries', () => {
  const sequence = new PartitionSequence()
  const [first, second] = [batch(3), batch(2)]
  sequence.number(first)
  sequence.number(second)
  sequence.number(first)
  expect([first.baseSequence, second.baseSequence]).toEqual([0, 3])
})

test('only the batch after the last acknowledged one is next', () => {
  const sequence = new PartitionSequence()
  const [first, second] = [batch(3), batch(2)]
  sequence.number(first)
  sequence.number(second)
  expect([sequence.isNext(first), sequence.isNext(second)]).toEqual([true, false])
  sequence.acknowledged(first)
  expect(sequence.isNext(second)).toBe(true)
})

test('whatever batches are refused, the accepted ones are numbered without a gap', () => {
  const outcomes = fc.array(fc.record({ count: fc.integer({ min: 1, max: 9 }), refused: fc.boolean() }), {
    minLength: 1,
  })
  fc.assert(
    fc.property(outcomes, (rows) => {
      const sequence = new PartitionSequence()
      const batches = rows.map(({ count }) => batch(count))
      for (const one of batches) sequence.number(one)
      let expected = 0
      rows.forEach(({ refused }, at) => {
        const one = batches[at] as Numbered
        if (refused) sequence.giveBack(one, batches.slice(at + 1))
        else {
          expect(one.baseSequence).toBe(expected)
          expected += one.recordCount
        }
      })
      const next = batch(1)
      sequence.number(next)
      expect(next.baseSequence).toBe(expected)
    }),
  )
})

test('a new producer id starts at 0, also for batches that wait', () => {
  const sequence = new PartitionSequence()
  const waiting = [batch(2), batch(2)]
  for (const one of waiting) sequence.number(one)
  sequence.restart(waiting)
  for (const one of waiting) sequence.number(one)
  expect(waiting.map(({ baseSequence }) => baseSequence)).toEqual([0, 2])
})
