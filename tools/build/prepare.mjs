// Brings a clone to the state in which everything runs: installs what package-lock.json pins when it is not
// installed yet, compiles what changed. Plain JavaScript with nothing but Node, because it runs first.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const stamp = join(root, 'node_modules', '.samsa-installed')
const bundleStamp = join(root, 'packages/cli/dist/bundle/.samsa-bundled')

/** Runs a program in the foreground of the repository; ends this process with its status when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (result.error) throw result.error
  if (result.status !== 0) process.exit(result.status ?? 1)
}

/**
 * Installs what the lock file pins, unless it is there. `npm install --no-save` and not `npm ci`, which refuses a
 * lock file that lacks the binaries of platforms whose packages a registry mirror does not carry.
 */
export function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  // Install scripts are not needed: every native part comes prebuilt in its package. Output goes to stderr,
  // so that what a tool prints on stdout stays its own.
  run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  writeFileSync(stamp, wanted)
}

/** What runs in threads of its own, under names that the chunks beside them know. */
const workers = [{ in: 'packages/log/src/shell/compaction/compaction-worker.ts', out: 'compaction-worker' }]

/** Types, then one bundle an entry with shared chunks: a tool must not pay for three hundred small files. */
export async function build() {
  run(process.execPath, [join(root, 'node_modules/ts7/bin/tsc'), '-b'], { stdio: ['ignore', 2, 2] })
  const entries = entryPoints()
  const newest = newestSource()
  if (existsSync(bundleStamp) && readFileSync(bundleStamp, 'utf8') === newest) return
  const outdir = dirname(bundleStamp)
  rmSync(outdir, { recursive: true, force: true })
  mkdirSync(outdir, { recursive: true })
  const esbuild = await import('esbuild')
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['source'],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    external: ['@node-rs/crc32', 'lz4-napi', '@bokuweb/zstd-wasm', 'prom-client', 'snappy'],
    banner: {
      // The first line makes the entries programs of their own, as npm's `bin` wants them; chunks may have it too.
      js: "#!/usr/bin/env node\nimport { createRequire as samsaRequire } from 'node:module'; const require = samsaRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
  writeFileSync(bundleStamp, newest)
}

function entryPoints() {
  const directory = join(root, 'packages/cli/src/bin')
  if (!existsSync(directory)) return []
  const programs = readdirSync(directory)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({ in: `packages/cli/src/bin/${name}`, out: name.slice(0, -'.ts'.length) }))
  return [...programs, ...workers]
}

/** One text that changes whenever a source file does. */
function newestSource() {
  const hash = createHash('sha256')
  const visit = (directory) => {
    for (const entry of readdirSync(join(root, directory), { withFileTypes: true })) {
      const path = `${directory}/${entry.name}`
      if (entry.isDirectory()) visit(path)
      else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts')) {
        const { mtimeMs, size } = statSync(join(root, path))
        hash.update(`${path} ${mtimeMs} ${size}\n`)
      }
    }
  }
  for (const name of readdirSync(join(root, 'packages'))) visit(`packages/${name}/src`)
  hash.update(readFileSync(stamp))
  hash.update(readFileSync(fileURLToPath(import.meta.url)))
  return hash.digest('hex')
}
