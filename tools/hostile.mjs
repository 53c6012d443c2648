// `npm run hostile`: attacks a Samsa that it starts with malformed, absurd and unfriendly input over raw sockets, while a
// well-behaved client must be served; ends with `N passed, N failed`. `-- --seed S`: that chance again (the seed is
// printed); `--match TEXT`: attacks whose name holds it; `--within MS` and `--growth MB`: other bounds than 1000 and 200;
// `--attempts N`: an attack falls only when it fell N times in a row; `--program FILE`: another samsa than bin/samsa.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build, install, root } from './build/prepare.mjs'

const wantedHandles = 16_384
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    match: { type: 'string' },
    within: { type: 'string', default: '1000' },
    growth: { type: 'string', default: '200' },
    attempts: { type: 'string', default: '1' },
    program: { type: 'string' },
    'handles-raised': { type: 'boolean', default: false },
  },
})
if (!values['handles-raised'] && process.platform !== 'win32') process.exit(withMoreHandles())

endWithParent()
install()
if (values.program === undefined) await build()
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)
console.log(`seed ${seed}`)
const folder = await bundle()
const { runHostile } = await import(pathToFileURL(join(folder, 'run-hostile.js')).href)
const held = await runHostile({
  program: values.program ?? join(root, 'bin/samsa'),
  neighbourModule: join(folder, 'neighbour.js'),
  seed,
  match: values.match,
  withinMs: Number(values.within),
  growthBytes: Number(values.growth) * 1024 * 1024,
  attempts: Number(values.attempts),
})
process.exit(held ? 0 : 1)

/** Thousands of connections need as many handles, here and in the broker: only a shell can raise its limit. */
function withMoreHandles() {
  const raise = `[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -ge ${wantedHandles} ] || ulimit -n ${wantedHandles}; exec "$@"`
  const args = [...process.argv.slice(1), '--handles-raised']
  return spawnSync('sh', ['-c', raise, 'sh', process.execPath, ...args], { stdio: 'inherit' }).status ?? 1
}

/** Whoever ends the process that was started ends this one, and with it the broker. */
function endWithParent() {
  const parent = process.ppid
  const end = () => process.exit(1)
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  setInterval(() => process.ppid !== parent && end(), 500).unref()
}

async function bundle() {
  const esbuild = await import('esbuild')
  const outdir = join(root, `node_modules/.cache/samsa/hostile-${process.pid}`)
  mkdirSync(outdir, { recursive: true })
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['tests/hostile/run-hostile.ts', 'tests/hostile/neighbour.ts'],
    outdir,
    outExtension: { '.js': '.js' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['source'],
    external: ['@node-rs/crc32', 'lz4-napi', '@bokuweb/zstd-wasm', 'snappy'],
    banner: {
      js: "import { createRequire as samsaRequire } from 'node:module'; const require = samsaRequire(import.meta.url);",
    },
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  process.on('exit', () => rmSync(outdir, { recursive: true, force: true }))
  return outdir
}
