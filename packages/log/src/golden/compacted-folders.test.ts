/**
 * Partition folders of compacted topics, moved by hand: no checkpoint tells what the cleaner did, nothing says that
 * the stop was clean. The holes that compaction left must not be taken for lost data.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { BrokerConfig } from '@samsa/config/broker-config'
import { topicConfig } from '@samsa/config/topic-config'
import { MemoryDisk } from '@samsa/host/memory/memory-disk'
import { createNodeHost } from '@samsa/host/node/node-host'
import { expect, test } from 'vitest'
import { parsePartitionFolder } from '../core/file-names.js'
import { LogDirectory } from '../shell/log-directory.js'
import type { GoldenScenario } from './golden-scenario.js'
import { untar } from './untar.js'

const testdata = fileURLToPath(new URL('../../testdata/golden', import.meta.url))

test.each(['compaction-before', 'compaction-after', 'compaction-again'])(
  '%s keeps every segment',
  async (name) => {
    const read = (file: string): Buffer => gunzipSync(readFileSync(`${testdata}/${name}/${file}`))
    const scenario = JSON.parse(read('expected.json.gz').toString()) as GoldenScenario
    const real = createNodeHost({ log: { write: () => {} } })
    const host = { ...real, disk: new MemoryDisk(real.clock) }
    host.disk.makeDirectory('/data')
    for (const entry of untar(read('data.tar.gz'))) {
      if (entry.isDirectory) host.disk.makeDirectory(`/data/${entry.name}`)
      else host.disk.open(`/data/${entry.name}`, 'create').writev([entry.bytes], 0)
    }
    const config = BrokerConfig.from()
    const directory = await LogDirectory.open(host, '/data', {
      config,
      nodeId: 1,
      clusterId: 'golden-cluster-id-0000',
      topicConfig: () => topicConfig(config, {}),
    })
    for (const [folder, { highWatermark }] of Object.entries(scenario.read ?? {})) {
      const { topic = '', partition = 0 } = parsePartitionFolder(folder) ?? {}
      expect(directory.get(topic, partition)?.logEndOffset, folder).toBe(highWatermark)
    }
    await directory.close()
  },
)
