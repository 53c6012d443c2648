import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { DiskError } from '../disk.js'
import { hostContract } from '../testing/host-contract.js'
import { createNodeHost } from './node-host.js'
import { NodeNetwork } from './node-network.js'

function onNode(name: string, host: ReturnType<typeof createNodeHost>): void {
  hostContract({
    name,
    async run(body) {
      const directory = mkdtempSync(`${tmpdir()}/samsa-host-`)
      try {
        await body(host, directory)
      } finally {
        rmSync(directory, { recursive: true, force: true })
      }
    },
  })
}

const host = createNodeHost()
onNode('the real host', host)
onNode('the real host on data events', {
  ...host,
  network: new NodeNetwork(host.log, { receive: 'data-events' }),
})

describe.runIf(process.platform === 'linux')('a directory that cannot be made', () => {
  it('is refused at once where the file system takes none', () => {
    expect(() => createNodeHost().disk.makeDirectory('/proc/samsa/data')).toThrow(DiskError)
  })
})
