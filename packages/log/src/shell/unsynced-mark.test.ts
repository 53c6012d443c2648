import { World } from '@samsa/host/simulated/world'
import { expect, test } from 'vitest'
import { append, openCompacted, recordsIn } from '../testing/compaction-fixture.js'

const namesIn = (world: World): string[] =>
  world
    .host('alpha')
    .disk.list('/data')
    .map(({ name }) => name)

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

test('a sync that fails after a write did leaves the mark as well', async () => {
  const world = new World({ seed: 5 })
  const { directory, log } = await openCompacted(world, topic)
  append(log, 20, 7)
  await world.run(log.flush())
  append(log, 3, 7)
  const { calls } = world.machine('alpha')
  calls.arm({ call: 'write', nth: 1, effect: 'io', path: '.log' })
  expect(() => append(log, 1, 7)).toThrow('io')
  expect([directory.failure?.error.operation, namesIn(world).includes('.samsa-unsynced')]).toEqual([
    'write',
    false,
  ])
  calls.arm({ call: 'sync', nth: 1, effect: 'lost-sync', path: '.log' })
  await expect(world.run(log.flush())).rejects.toThrow('writing back')
  expect(namesIn(world)).toContain('.samsa-unsynced')
  await world.run(directory.close())
})

test('a start that itself fails for a sync leaves the mark to the next one', async () => {
  const world = new World({ seed: 4 })
  const { log } = await openCompacted(world, topic)
  append(log, 20, 7)
  const { disk } = world.host('alpha')
  disk.open(`${log.folder}/00000000000000000000.log`, 'append').writev([new Uint8Array(20)], log.sizeInBytes)
  const machine = world.machine('alpha')
  machine.kill()
  await world.advance(10)
  machine.calls.arm({ call: 'sync', nth: 1, effect: 'lost-sync', path: '.log' })
  await expect(openCompacted(world, topic)).rejects.toThrow('writing back')
  expect(namesIn(world)).toContain('.samsa-unsynced')
  const again = await openCompacted(world, topic)
  expect([again.log.logEndOffset, namesIn(world).includes('.samsa-unsynced')]).toEqual([20, false])
  await world.run(again.directory.close())
})

test('a mark stays where the start that met it took the directory offline', async () => {
  const world = new World({ seed: 6 })
  const { directory, log } = await openCompacted(world, topic)
  append(log, 20, 7)
  for (let partition = 1; partition < 40; partition++) {
    append(directory.create('orders', partition, log.topicId, log.config), 20, 7)
  }
  const { calls } = world.machine('alpha')
  calls.arm({ call: 'sync', nth: 1, effect: 'lost-sync', path: '.log' })
  await expect(world.run(log.flush())).rejects.toThrow('writing back')
  await world.run(directory.close())
  await world.run(world.host('alpha').disk.remove(`${log.folder}/leader-epoch-checkpoint`))
  calls.arm({ call: 'sync', nth: 1, effect: 'lost-sync', path: 'leader-epoch-checkpoint' })
  const again = await openCompacted(world, topic)
  await world.advance(100)
  expect(again.directory.failure?.error.path).toContain('leader-epoch-checkpoint')
  expect(namesIn(world)).toContain('.samsa-unsynced')
  await world.run(again.directory.close())
})
