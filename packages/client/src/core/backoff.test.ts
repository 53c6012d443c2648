import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs } from './backoff.js'

const backoff = { firstMs: 100, maxMs: 1000 }

test('pauses double up to the largest', () => {
  const pauses = [0, 1, 2, 3, 4, 5, 50].map((failures) => backoffMs(backoff, failures, 0.5))
  expect(pauses).toEqual([0, 100, 200, 400, 800, 1000, 1000])
})

test('chance moves a pause by no more than a fifth', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, chance) => {
        const steady = backoffMs(backoff, failures, 0.5)
        const ms = backoffMs(backoff, failures, chance)
        expect(Math.abs(ms - steady)).toBeLessThanOrEqual(steady / 5 + 1)
      },
    ),
  )
})

test('a largest pause below the first gives way to it', () => {
  expect(backoffMs({ firstMs: 100, maxMs: 10 }, 3, 0.5)).toBe(100)
})
