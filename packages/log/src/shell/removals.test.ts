import { World } from '@samsa/host/simulated/world'
import { expect, test } from 'vitest'
import { Removals } from './removals.js'

test('what is to be removed once the directory was left stays for the next start', async () => {
  const world = new World({ seed: 1 })
  const removals = new Removals(world.host('alpha'), () => undefined)
  let runs = 0
  const work = async (): Promise<void> => {
    runs += 1
  }
  removals.later(10, work)
  await world.advance(100)
  expect(runs).toBe(1)
  await world.run(removals.stop())
  removals.later(10, work)
  await world.advance(100)
  expect(runs).toBe(1)
})
