// `npm run interop`: other people's clients and Kafka's own tools against a Samsa that it starts; ends with
// `N passed, N failed`. `-- --bootstrap HOST:PORT` plays the same against any broker, with `--restart-command CMD` and
// `--log-dir DIR` when it can be restarted and its files be read. `--only kcat,java`: some clients; `--match TEXT`:
// checks whose name holds it; `--list`: no run. What it installs goes to SAMSA_INTEROP_CACHE, by default a folder in
// the user's cache; KAFKA_HOME_4_3_1 and KAFKA_HOME_3_9_2 name releases that are at hand (their libs are used).
import { mkdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build, install, root } from './build/prepare.mjs'

const { values } = parseArgs({
  options: {
    bootstrap: { type: 'string' },
    'restart-command': { type: 'string' },
    'log-dir': { type: 'string' },
    only: { type: 'string' },
    match: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
})
const sources = join(root, 'tests/interop')
const userCache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
const cache = process.env.SAMSA_INTEROP_CACHE || join(userCache, 'samsa-interop')

// An exit, and not a death, so that the broker is stopped too.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
install()
if (values.bootstrap === undefined && !values.list) await build()
const { runInterop } = await import(await bundle())
const held = await runInterop({
  root,
  places: { cache, sources },
  bootstrap: values.bootstrap,
  logDirectory: values['log-dir'],
  restartCommand: values['restart-command'],
  only: values.only?.split(',') ?? [],
  match: values.match,
  list: values.list,
  needAll: process.env.CI !== undefined,
})
process.exit(held ? 0 : 1)

async function bundle() {
  const esbuild = await import('esbuild')
  const folder = join(root, 'node_modules/.cache/samsa')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `interop-${process.pid}.mjs`)
  await esbuild.build({
    entryPoints: [join(sources, 'run-interop.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  process.on('exit', () => rmSync(outfile, { force: true }))
  return pathToFileURL(outfile).href
}
