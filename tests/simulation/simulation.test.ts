/** A few seeds of each scenario, twice: `npm run simulate` plays thousands. */
import { describe, expect, test } from 'vitest'
import { runSeed } from './run-seed.js'
import { runStorageSeed } from './storage/run-storage-seed.js'

describe.each([
  { scenario: 'a broker and its clients', run: runSeed, seeds: [1, 2] },
  { scenario: 'logs alone', run: runStorageSeed, seeds: [1, 2, 3, 4, 5, 6, 7, 8] },
])('$scenario in a simulated world of crashes and failing disks', ({ run, seeds }) => {
  test.each(seeds)('holds what was promised, and does the same again: seed %d', async (seed) => {
    const first = await run(seed)
    expect(first.failures).toEqual([])
    const second = await run(seed)
    expect(second.hash).toBe(first.hash)
  })
})
