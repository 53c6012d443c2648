// `npm run simulate -- --seeds 1000 [--from S]`: runs that many seeds of tests/simulation, each twice, and ends with
// `N passed, N failed`. A seed fails when a checker found something, or when its two runs were not the same run.
// `--seed S`: one seed; `--verbose` tells its story, the trace. `--workers N`: in so many processes. `--once`: no second
// run; `--again N`: one for each N-th seed. `--first`: ends with the first failure. `--scenario NAME`: only broker
// (clients, crashes, the wire) or storage (the log alone); by default a seed plays both.
import { execFileSync, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { loadScenarios } from './build/load-scenarios.mjs'
import { root } from './build/prepare.mjs'

const scenarioFiles = {
  broker: ['tests/simulation/run-seed.ts', 'runSeed'],
  storage: ['tests/simulation/storage/run-storage-seed.ts', 'runStorageSeed'],
}
const options = readOptions(process.argv.slice(2))
const totals = { passed: 0, acknowledged: 0, starts: 0, virtualMs: 0 }
const failed = []
/** Processes that did not play all of their seeds. */
const broken = []
const started = performance.now()
/** Errors that escaped into nowhere while a seed ran. Code of a process that died unwinds this way, and may. */
let escaped = []

if (options.workers > 1) await inProcesses()
else await inTurn()
if (process.send === undefined) tell()

/** This process plays its share of the seeds: each `stride`-th. */
async function inTurn() {
  process.on('unhandledRejection', (error) => {
    if (error?.name !== 'MachineCrashed') escaped.push(`nobody handled: ${error?.stack ?? error}`)
  })
  const scenarios = await loaded()
  for (let seed = options.from + options.share; seed < options.from + options.seeds; seed += options.stride) {
    const result = { seed, failures: [], acknowledged: 0, starts: 0, virtualMs: 0 }
    for (const [name, run] of scenarios) await judge(name, run, seed, result)
    if (process.send === undefined) count(result)
    else process.send(result)
    if (options.first && result.failures.length > 0) break
  }
  if (process.send !== undefined) process.disconnect()
}

async function inProcesses() {
  const ends = Array.from({ length: options.workers }, (_, share) => {
    const args = [...process.argv.slice(2), '--share', `${share}`, '--stride', `${options.workers}`]
    const child = fork(fileURLToPath(import.meta.url), [...args, '--workers', '1'])
    child.on('message', count)
    return new Promise((resolve) => child.on('exit', resolve))
  })
  for (const status of await Promise.all(ends))
    if (status !== 0) broken.push(`a process ended with ${status}: its seeds were not all played`)
}

async function loaded() {
  const scenarios = []
  for (const [name, [file, entry]] of Object.entries(scenarioFiles)) {
    if (options.scenario !== undefined && options.scenario !== name) continue
    scenarios.push([name, (await loadScenarios(file))[entry]])
  }
  if (scenarios.length === 0) throw new Error(`no scenario ${options.scenario}`)
  return scenarios
}

async function judge(name, run, seed, result) {
  const first = await play(run, seed, options.verbose ? (line) => console.log(line) : undefined)
  for (const total of ['acknowledged', 'starts', 'virtualMs']) result[total] += first[total]
  result.failures.push(...first.failures.map((failure) => `${name}: ${failure}`))
  if (options.again === 0 || seed % options.again !== 0) return
  const second = await play(run, seed)
  if (second.hash !== first.hash) {
    result.failures.push(`${name}: two runs differ: ${first.hash} and ${second.hash}`)
  }
}

async function play(run, seed, onTrace) {
  escaped = []
  const result = await run(seed, onTrace === undefined ? {} : { onTrace })
  return { ...result, failures: [...result.failures, ...escaped] }
}

function count({ seed, failures, ...counts }) {
  for (const [name, value] of Object.entries(counts)) totals[name] += value
  if (failures.length === 0) {
    totals.passed += 1
    return
  }
  failed.push(seed)
  console.log(`seed ${seed} failed (commit ${commit()}):`)
  for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`)
  if (failures.length > 10) console.log(`  and ${failures.length - 10} more`)
}

function tell() {
  const seconds = (performance.now() - started) / 1000
  const { passed, acknowledged, starts, virtualMs } = totals
  console.log(
    `${starts} starts, ${acknowledged} records written, ${(virtualMs / 1000).toFixed(0)} virtual seconds ` +
      `in ${seconds.toFixed(1)} s, ${((passed + failed.length) / seconds).toFixed(0)} seeds a second`,
  )
  if (failed.length > 0) {
    failed.sort((a, b) => a - b)
    const which = options.scenario === undefined ? '' : ` --scenario ${options.scenario}`
    console.log(
      `replay one: npm run simulate -- --seed ${failed[0]} --verbose${which}   (failed: ${failed.join(' ')})`,
    )
  }
  for (const what of broken) console.log(what)
  console.log(`${passed} passed, ${failed.length} failed`)
  process.exit(failed.length + broken.length === 0 ? 0 : 1)
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}

function readOptions(args) {
  const read = {
    seeds: 100,
    from: 1,
    again: 1,
    first: false,
    verbose: false,
    workers: 1,
    share: 0,
    stride: 1,
  }
  for (let at = 0; at < args.length; at += 1) {
    const [name, inline] = args[at].split('=')
    const number = () => {
      const value = Number(inline ?? args[++at])
      if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} needs a number`)
      return value
    }
    const key = name.slice(2)
    if (name === '--seed') Object.assign(read, { from: number(), seeds: 1 })
    else if (name === '--once') read.again = 0
    else if (name === '--verbose' || name === '--first') read[key] = true
    else if (name === '--scenario') read.scenario = inline ?? args[++at]
    else if (['--seeds', '--from', '--again', '--workers', '--share', '--stride'].includes(name))
      read[key] = number()
    else {
      const known =
        '--seeds N, --from S, --seed S, --verbose, --once, --again N, --first, --workers N, --scenario NAME'
      throw new Error(`unknown option ${name}: ${known}`)
    }
  }
  return read
}
