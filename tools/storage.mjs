// `npm run storage`: what lies on the disk, beside real Kafka: Kafka serves what Samsa wrote, both compact the same
// logs. Ends with `N passed, N failed, N skipped`. `-- --match TEXT`: checks whose name holds it; `--list`: no run;
// `--keep`: the data stays. Kafka's jars come by Maven into the interoperability suite's cache (SAMSA_INTEROP_CACHE,
// KAFKA_HOME_4_3_1 as there).
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadScenarios } from './build/load-scenarios.mjs'
import { build, install, root } from './build/prepare.mjs'

const { values, positionals } = parseArgs({
  options: {
    match: { type: 'string' },
    list: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    // The suite calls this program for the process that it lets die: DIRECTORY ENDING follow.
    write: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
install()
if (!values.write && !values.list) await build()
const { runStorage, writeDirectory } = await loadScenarios('tests/storage/run-storage.ts')
if (values.write) await writeDirectory(...positionals)
else {
  const userCache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const held = await runStorage({
    root,
    cache: process.env.SAMSA_INTEROP_CACHE || join(userCache, 'samsa-interop'),
    writer: [fileURLToPath(import.meta.url), '--write'],
    match: values.match,
    list: values.list,
    keep: values.keep,
  })
  process.exit(held ? 0 : 1)
}
