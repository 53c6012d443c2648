/**
 * Golden log directories: what Kafka left on disk, opened by our log as it is and with torn tails, against what is said to be in it. A directory is
 * one scenario (`data.tar.gz` and `expected.json`, either may be gzipped) or a folder of scenarios.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { MemoryDisk } from '@samsa/host/memory/memory-disk'
import { createNodeHost } from '@samsa/host/node/node-host'
import { checkGoldenLogs, GOLDEN_NOW } from '@samsa/log/golden/check-golden-logs'
import type { GoldenScenario } from '@samsa/log/golden/golden-scenario'
import { checkTornTails } from '@samsa/log/golden/torn-tails'

/** Places at which each log is torn, at most. */
const MOST_CUTS = 40

export interface LogFinding {
  readonly title: string
  readonly problems: readonly string[]
}

/** Checks one scenario, or all scenarios that a folder holds. One finding per partition. */
export async function checkLogDirectory(directory: string): Promise<LogFinding[]> {
  if (!statSync(directory).isDirectory()) return []
  if (existsSync(join(directory, 'data.tar.gz'))) return checkScenario(directory)
  const findings: LogFinding[] = []
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const inside = join(directory, entry.name)
    if (existsSync(join(inside, 'data.tar.gz'))) findings.push(...(await checkScenario(inside)))
  }
  return findings.length > 0 ? findings : [{ title: directory, problems: ['no data.tar.gz in it'] }]
}

async function checkScenario(directory: string): Promise<LogFinding[]> {
  const path = mkdtempSync(join(tmpdir(), 'samsa-golden-'))
  try {
    const scenario = expectations(directory)
    const recovered = join(dirname(directory), basename(directory).replace('before', 'after'))
    const host = createNodeHost({ log: { write: () => {} } })
    const input = {
      scenario,
      archive: gunzipSync(readFileSync(join(directory, 'data.tar.gz'))),
      ...(scenario.scenario === 'crash-before' ? { recovered: expectations(recovered) } : {}),
      digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex'),
    }
    const asTheyAre = await checkGoldenLogs(host, path, input)
    if (scenario.scenario.startsWith('crash')) return asTheyAre
    const clock = { wall: () => GOLDEN_NOW, monotonic: () => host.clock.monotonic() }
    const inMemory = () => ({ ...host, clock, disk: new MemoryDisk(clock) })
    return [...asTheyAre, ...(await checkTornTails(inMemory, input, MOST_CUTS))]
  } catch (error) {
    return [
      {
        title: directory,
        problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      },
    ]
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
}

function expectations(directory: string): GoldenScenario {
  const plain = join(directory, 'expected.json')
  const text = existsSync(plain)
    ? readFileSync(plain, 'utf8')
    : gunzipSync(readFileSync(`${plain}.gz`)).toString()
  return JSON.parse(text) as GoldenScenario
}
