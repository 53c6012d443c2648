// `npm run simulate -- --seeds 1000 [--from S]`: runs that many seeds of tests/simulation, each twice, and ends with
// `N passed, N failed`. A seed fails when a checker found something, or when its two runs were not the same run.
// `npm run simulate -- --seed S [--quiet]`: one seed, with its trace. `--once`: no second run. `--scenario NAME`: only
// broker (clients, crashes, the wire) or storage (the log alone); by default a seed plays all scenarios.
import { execFileSync } from 'node:child_process'
import { loadScenarios } from './build/load-scenarios.mjs'
import { root } from './build/prepare.mjs'

const options = readOptions(process.argv.slice(2))
const scenarios = await loadScenarios('tests/simulation/index.ts')

/** Errors that escaped into nowhere while a seed ran. Code of a process that died unwinds this way, and may. */
let escaped = []
process.on('unhandledRejection', (error) => {
  if (error?.name !== 'MachineCrashed') escaped.push(`nobody handled: ${error?.stack ?? error}`)
})

const failed = []
let passed = 0
const started = performance.now()
const totals = { acknowledged: 0, starts: 0, virtualMs: 0 }
for (let seed = options.from; seed < options.from + options.seeds; seed += 1) {
  const failures = await judge(seed)
  if (failures.length === 0) {
    passed += 1
    continue
  }
  failed.push(seed)
  console.log(`seed ${seed} failed (commit ${commit()}):`)
  for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`)
  if (failures.length > 10) console.log(`  and ${failures.length - 10} more`)
}
const took = ((performance.now() - started) / 1000).toFixed(1)
console.log(
  `${totals.starts} starts of a broker, ${totals.acknowledged} acknowledged records, ` +
    `${(totals.virtualMs / 1000).toFixed(0)} virtual seconds in ${took} s`,
)
if (failed.length > 0)
  console.log(`replay one: npm run simulate -- --seed ${failed[0]}   (failed: ${failed.join(' ')})`)
console.log(`${passed} passed, ${failed.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)

async function judge(seed) {
  const failures = []
  for (const name of Object.keys(scenarios).sort()) {
    if (options.scenario !== undefined && options.scenario !== name) continue
    for (const failure of await judgeScenario(name, seed)) failures.push(`${name}: ${failure}`)
  }
  return failures
}

async function judgeScenario(name, seed) {
  const first = await run(name, seed, options.trace ? (line) => console.log(line) : undefined)
  totals.acknowledged += first.acknowledged
  totals.starts += first.starts
  totals.virtualMs += first.virtualMs
  const failures = [...first.failures]
  if (!options.once) {
    const second = await run(name, seed)
    if (second.hash !== first.hash) failures.push(`two runs differ: ${first.hash} and ${second.hash}`)
  }
  return failures
}

async function run(name, seed, onTrace) {
  escaped = []
  const result = await scenarios[name](seed, onTrace === undefined ? {} : { onTrace })
  return { ...result, failures: [...result.failures, ...escaped] }
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}

function readOptions(args) {
  const read = { seeds: 100, from: 1, once: false, trace: false }
  for (let at = 0; at < args.length; at += 1) {
    const [name, inline] = args[at].split('=')
    const number = () => {
      const value = Number(inline ?? args[++at])
      if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} needs a number`)
      return value
    }
    if (name === '--seeds') read.seeds = number()
    else if (name === '--from') read.from = number()
    else if (name === '--seed') Object.assign(read, { from: number(), seeds: 1, trace: true })
    else if (name === '--quiet') read.trace = false
    else if (name === '--once') read.once = true
    else if (name === '--scenario') read.scenario = inline ?? args[++at]
    else
      throw new Error(
        `unknown option ${name}: --seeds N, --from S, --seed S, --quiet, --once, --scenario NAME`,
      )
  }
  return read
}
