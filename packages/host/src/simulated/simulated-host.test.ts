import { hostContract } from '../testing/host-contract.js'
import { World } from './world.js'

for (const seed of [1, 2, 3]) {
  hostContract({
    name: `the simulated host of seed ${seed}`,
    async run(body) {
      const world = new World({ seed })
      const host = world.host('alpha')
      host.disk.makeDirectory('/data')
      await world.run(body(host, '/data'))
    },
  })
}
