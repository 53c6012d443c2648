import { describe } from 'vitest'
import { createNodeHost } from '../node/node-host.js'
import { diskContract } from '../testing/disk-contract.js'
import { MemoryDisk } from './memory-disk.js'

describe('the disk in memory keeps the promises of the disk', () => {
  diskContract({
    name: 'the disk in memory',
    async run(body) {
      const real = createNodeHost()
      const disk = new MemoryDisk(real.clock)
      disk.makeDirectory('/data')
      await body({ ...real, disk }, '/data')
    },
  })
})
