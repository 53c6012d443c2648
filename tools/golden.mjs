/**
 * `npm run golden -- FILE.ndjson.gz ...`: checks golden vectors of any kind; `--fuzz [--seed N]` also damages each of
 * them; `--logs DIR ...` checks golden log directories. Without any of them: the repository's own vectors. Ends with `N passed, N failed`; exits 1 if one failed.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { install } from './build/prepare.mjs'

install()
const { build } = await import('esbuild')
const tools = dirname(fileURLToPath(import.meta.url))
const root = join(tools, '..')
const usage = 'usage: npm run golden -- [--fuzz] [--seed N] FILE.ndjson[.gz]... [--logs DIR...]'

function parse(args) {
  const options = { files: [], logs: [], fuzz: false, seed: 1 }
  let target = options.files
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]
    if (arg === '--fuzz') options.fuzz = true
    else if (arg === '--seed') options.seed = Number(args[++index])
    else if (arg === '--logs') target = options.logs
    else if (arg.startsWith('-')) return undefined
    else target.push(arg)
  }
  if (options.files.length + options.logs.length === 0) Object.assign(options, ownVectors())
  return Number.isSafeInteger(options.seed) ? options : undefined
}

/** Every vector file and log directory that the packages keep for their tests. */
function ownVectors() {
  const inFolder = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ndjson.gz'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  const files = ['protocol', 'record', 'client'].flatMap((name) => inFolder(`packages/${name}/testdata`))
  return { files, logs: [join(root, 'packages/log/testdata/golden')] }
}

/** What the packages take from npm stays outside of the bundle: some of it is native. */
function externals() {
  const packages = readdirSync(join(root, 'packages')).map((name) =>
    JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')),
  )
  const names = packages.flatMap(({ dependencies, optionalDependencies }) =>
    Object.keys({ ...dependencies, ...optionalDependencies }),
  )
  return [...new Set(names)].filter((name) => !name.startsWith('@samsa/'))
}

const options = parse(process.argv.slice(2))
if (options === undefined) {
  console.error(usage)
  process.exit(2)
}
const cache = join(root, 'node_modules/.cache/samsa')
mkdirSync(cache, { recursive: true })
const outfile = join(cache, `golden-${process.pid}.mjs`)
await build({
  entryPoints: [join(tools, 'golden/run-golden.ts')],
  bundle: true,
  outfile,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  conditions: ['source'],
  external: externals(),
})
const { runGolden } = await import(pathToFileURL(outfile).href)
rmSync(outfile)
process.exit((await runGolden(options)) ? 0 : 1)
