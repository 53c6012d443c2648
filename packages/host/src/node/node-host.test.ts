import { pbkdf2 } from 'node:crypto'
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
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

describe.runIf(process.platform === 'linux')('a file that a rename replaced', () => {
  it('gives back its room off the event loop, where its device may take its time', async () => {
    const directory = mkdtempSync(`${tmpdir()}/samsa-host-`)
    try {
      for (const name of ['old', 'new']) writeFileSync(`${directory}/${name}`, name)
      // The pool has its hands full, so that there is time to look.
      for (let job = 0; job < 8; job++) pbkdf2('secret', 'salt', 100_000, 32, 'sha256', () => undefined)
      createNodeHost().disk.rename(`${directory}/new`, `${directory}/old`)
      expect(openHere(directory)).toEqual([`${directory}/old (deleted)`])
      await expect.poll(() => openHere(directory)).toEqual([])
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })
})

/** What this process has open below a directory. */
function openHere(directory: string): string[] {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`)
    } catch {
      return ''
    }
  })
  return links.filter((link) => link.startsWith(directory))
}
