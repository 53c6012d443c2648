import { BrokerConfig } from '@samsa/config'
import { MemoryDisk } from '@samsa/host/memory/memory-disk'
import { createNodeHost } from '@samsa/host/node/node-host'
import { expect, test } from 'vitest'
import { withOwnNodeId } from './own-node-id.js'

const meta = '#\nnode.id=7\nversion=1\ncluster.id=MkU3OEVBNTcwNTJENDM2Qg\n'

function diskWith(text: string | undefined): MemoryDisk {
  const disk = new MemoryDisk(createNodeHost().clock)
  disk.makeDirectory('/data')
  if (text !== undefined) disk.open('/data/meta.properties', 'create').writev([Buffer.from(text)], 0)
  return disk
}

test.each([
  ['the id of the data directory', {}, meta, 7],
  ['what node.id says', { 'node.id': '3' }, meta, 3],
  ['what broker.id says', { 'broker.id': '4' }, meta, 4],
  ['1 with a new directory', {}, undefined, 1],
])('the node has %s', (_, settings, text, id) => {
  const config = BrokerConfig.from({ overrides: { 'log.dirs': '/data', ...settings } })
  expect(withOwnNodeId(config, diskWith(text)).nodeId).toBe(id)
})
