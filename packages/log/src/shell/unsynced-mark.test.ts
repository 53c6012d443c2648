import { World } from '@samsa/host/simulated/world'
import { expect, test } from 'vitest'
import { append, openCompacted, recordsIn } from '../testing/compaction-fixture.js'

const topic = { 'cleanup.policy': 'delete', 'retention.ms': '-1' }

test('what a failed sync lost is written again by a start that still sees it, and kept from then on', async () => {
  const world = new World({ seed: 3 })
  const { directory, log } = await openCompacted(world, topic)
  append(log, 20, 7)
  await world.run(log.flush())
  append(log, 30, 7)
  const before = await world.run(recordsIn(log))
  const machine = world.machine('alpha')
  machine.calls.arm({ call: 'sync', nth: 1, effect: 'lost-sync', path: '.log' })
  await expect(world.run(log.flush())).rejects.toThrow('writing back')
  expect(directory.failure?.error.operation).toBe('sync')
  await world.run(directory.close())
  const again = await openCompacted(world, topic)
  append(again.log, 3, 7)
  await world.run(again.log.flush())
  machine.crash(true)
  await world.advance(10)
  const after = await openCompacted(world, topic)
  expect((await world.run(recordsIn(after.log))).slice(0, before.length)).toEqual(before)
  expect(after.log.logEndOffset).toBe(53)
  expect(
    world
      .host('alpha')
      .disk.list('/data')
      .map(({ name }) => name),
  ).not.toContain('.samsa-unsynced')
  await world.run(after.directory.close())
})
