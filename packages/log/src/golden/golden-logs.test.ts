/**
 * Directories that Apache Kafka 4.3.1 and 3.9.2 wrote, opened and served (packages/log/testdata).
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { createNodeHost } from '@samsa/host/node/node-host'
import { describe, expect, test } from 'vitest'
import { checkGoldenLogs } from './check-golden-logs.js'
import type { GoldenScenario } from './golden-scenario.js'

const testdata = process.env.GOLDEN_LOGS ?? fileURLToPath(new URL('../../testdata/golden', import.meta.url))

function expectations(name: string): GoldenScenario {
  try {
    return JSON.parse(gunzipSync(readFileSync(join(testdata, name, 'expected.json.gz'))).toString())
  } catch {
    return JSON.parse(readFileSync(join(testdata, name, 'expected.json'), 'utf8'))
  }
}

const names = readdirSync(testdata, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe('a directory that Kafka wrote is opened and served as Kafka would', () => {
  test.each(names.map((entry) => entry.name))('%s', async (name) => {
    const path = mkdtempSync(join(tmpdir(), 'samsa-golden-'))
    try {
      const archive = gunzipSync(readFileSync(join(testdata, name, 'data.tar.gz')))
      const findings = await checkGoldenLogs(createNodeHost({ log: { write: () => {} } }), path, {
        scenario: expectations(name),
        archive,
        ...(name === 'crash-before' ? { recovered: expectations('crash-after') } : {}),
        digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
      })
      expect(findings.length).toBeGreaterThan(0)
      const problems = findings.flatMap((finding) =>
        finding.problems.map((problem) => `${finding.title}: ${problem}`),
      )
      expect(problems).toEqual([])
    } finally {
      rmSync(path, { recursive: true, force: true })
    }
  })
})
