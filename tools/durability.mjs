// `npm run durability [-- --kills N] [--seed S]`: builds, then kills a real broker N times (default 20) with SIGKILL at
// random moments while clients write to it. Ends with `N passed, N failed`: a kill passes when every acknowledged
// record and commit is there afterwards, in order, once.
// `-- --storage [--runs N]` (default 50): the same while compaction and retention are at work, and on transactions; the
// latest value of each key must be there, nothing deleted be back, of transactions exactly the committed ones be seen,
// and Kafka's dump tool find nothing wrong (its jars come by Maven).
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadScenarios } from './build/load-scenarios.mjs'
import { build, install, root } from './build/prepare.mjs'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    runs: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    storage: { type: 'boolean', default: false },
  },
})
const [kills, runs, seed] = [values.kills, values.runs, values.seed].map(Number)
if (![kills, runs, seed].every(Number.isSafeInteger)) {
  console.error('options: --kills N, --seed S, --storage, --runs N')
  process.exit(2)
}
install()
await build()
console.log(`seed ${seed}`)
const common = { seed, program: join(root, 'bin/samsa'), say: (line) => console.log(line) }
const failed = await (values.storage ? storageKills() : plainKills())
console.log(`${(values.storage ? runs : kills) - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

async function plainKills() {
  const { runKills } = await loadScenarios('tests/durability/run-kills.ts')
  return runKills({ ...common, rounds: kills })
}

async function storageKills() {
  const { runStorageKills } = await loadScenarios('tests/durability/run-storage-kills.ts')
  const { dumpWith, jarsFor } = await loadScenarios('tests/storage/kafka-dump.ts')
  const userCache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const cache = process.env.SAMSA_INTEROP_CACHE || join(userCache, 'samsa-interop')
  const jars = jarsFor({ cache, sources: join(root, 'tests/interop') })
  const dumpComplaints = (folders) => dumpWith({ jars }, folders)
  return runStorageKills({ ...common, rounds: runs, dumpComplaints })
}
