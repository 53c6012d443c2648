/**
 * The thread of the cleaner can only be had where sources were built: a process of its own runs what was.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const built = fileURLToPath(new URL('../../../dist/shell/compaction/compaction-worker.js', import.meta.url))
const packages = fileURLToPath(new URL('../../../../', import.meta.url))

const program = `
import { LogDirectory } from '${packages}log/dist/index.js'
import { BrokerConfig, topicConfig } from '${packages}config/dist/index.js'
import { createNodeHost } from '${packages}host/dist/node/node-host.js'
import { encodeBatch } from '${packages}record/dist/encode-batch.js'

let opened = 0
let done = () => {}
const compacted = new Promise((resolve) => (done = resolve))
const real = createNodeHost({ log: { write: (_level, message, facts) => message === 'log compacted' && done(facts) } })
const open = (...args) => {
  const worker = real.workers.open(...args)
  if (worker !== undefined) opened += 1
  return worker
}
const config = BrokerConfig.from({ overrides: { 'log.cleaner.backoff.ms': '10' } })
const topic = topicConfig(config, {
  'cleanup.policy': 'compact',
  'internal.segment.bytes': '20000',
  'file.delete.delay.ms': '0',
})
const directory = await LogDirectory.open({ ...real, workers: { open } }, process.argv[1], {
  config,
  nodeId: 1,
  clusterId: 'worker-cluster-0000000',
  topicConfig: () => topic,
})
const log = directory.create('orders', 0, 'AAAAAAAAAAAAAAAAAAAAAQ', topic)
for (let offset = 0; offset < 2000; offset++) {
  const record = { timestamp: offset, key: Buffer.from('key ' + (offset % 10)), value: Buffer.from('value ' + offset) }
  const context = { origin: 'client', leaderEpoch: 0, now: 1700000000000 }
  const result = log.append(encodeBatch([record], { codec: offset % 2 ? 'gzip' : 'none' }), context)
  if (result.error !== '') throw new Error(result.message)
  log.write()
}
log.advanceHighWatermark(2000)
const before = log.sizeInBytes
directory.startMaintenance()
const { recordsRead, recordsKept } = await compacted
await directory.close()
console.log(JSON.stringify({ opened, recordsRead, recordsKept, shrunk: log.sizeInBytes < before / 4 }))
`

test.skipIf(!existsSync(built))('a pass runs on a thread, which ends with its directory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsa-log-'))
  try {
    const args = ['--input-type=module', '-e', program, folder]
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 15_000 })
    const said = JSON.parse(stdout) as Record<string, number>
    expect(said).toMatchObject({ opened: 1, shrunk: true })
    expect(said.recordsKept).toBeLessThan(20)
    expect(said.recordsRead).toBeGreaterThan(1_000)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
