/**
 * Compaction of a log on a simulated disk: what stays, what becomes of the files, who must wait for whom.
 */
import { World } from '@samsa/host/simulated/world'
import { describe, expect, test } from 'vitest'
import { append, filesOf, latestOf, openCompacted, recordsIn } from '../../testing/compaction-fixture.js'

describe('a compacted log', () => {
  test('keeps the newest value of each key, at its offset', async () => {
    const world = new World({ seed: 1 })
    const { directory, log } = await openCompacted(world)
    append(log, 300, 7)
    const before = await world.run(recordsIn(log))
    await world.advance(5_000)
    const after = await world.run(recordsIn(log))
    expect(after.length).toBeLessThan(before.length / 2)
    expect(latestOf(after)).toEqual(latestOf(before))
    for (const record of after) expect(before).toContainEqual(record)
    expect(log.logEndOffset).toBe(300)
    await world.run(directory.close())
  })

  test('is as large as its files, and leaves none behind', async () => {
    const world = new World({ seed: 2 })
    const { directory, log } = await openCompacted(world)
    append(log, 300, 7)
    await world.advance(5_000)
    const files = filesOf(world, log.folder)
    const size = files.filter(({ name }) => name.endsWith('.log')).reduce((sum, { size }) => sum + size, 0)
    expect(log.sizeInBytes).toBe(size)
    expect(files.map(({ name }) => name).filter((name) => /cleaned|swap|deleted/.test(name))).toEqual([])
    await world.run(directory.close())
  })
})
