/**
 * Logs that Apache Kafka wrote, their tails torn off (packages/log/testdata).
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { MemoryDisk } from '@samsa/host/memory/memory-disk'
import { createNodeHost } from '@samsa/host/node/node-host'
import { expect, test } from 'vitest'
import { GOLDEN_NOW } from './check-golden-logs.js'
import type { GoldenScenario } from './golden-scenario.js'
import { checkTornTails } from './torn-tails.js'

const testdata = fileURLToPath(new URL('../../testdata/golden', import.meta.url))
const real = createNodeHost({ log: { write: () => {} } })
const clock = { wall: () => GOLDEN_NOW, monotonic: () => real.clock.monotonic() }

test.each([
  'plain',
  'codecs',
  'append-time',
  'idempotent',
  'transactions',
  'leader-epochs',
  'delete-records',
  'compaction-again',
  'consumer-offsets',
  'transaction-state',
  'kafka39-zookeeper',
])('%s ends with its last whole batch, wherever it is torn', async (name) => {
  const read = (file: string): Buffer => gunzipSync(readFileSync(`${testdata}/${name}/${file}`))
  const input = {
    scenario: JSON.parse(read('expected.json.gz').toString()) as GoldenScenario,
    archive: read('data.tar.gz'),
    digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex'),
  }
  const findings = await checkTornTails(() => ({ ...real, clock, disk: new MemoryDisk(clock) }), input, 12)
  expect(findings.length).toBeGreaterThan(0)
  expect(
    findings.flatMap(({ title, problems }) => problems.map((problem) => `${title}: ${problem}`)),
  ).toEqual([])
})
