/**
 * What producers feel of compaction and retention: latency of a fixed rate of writes while the cleaner works through
 * dirty logs and retention removes segments of the topic that is written to, against the same writes on the same data
 * with neither. Both in turn, several rounds, each on a broker of its own. Prints a table, asserts nothing.
 *
 *   npm run build && node bench/storage/produce-while-cleaning.mjs [--rate 20000] [--seconds 4] [--rounds 3]
 *     [--warmup 4] [--megabytes 9000] [--throttle BYTES] [--priority=-10] [--data DIR]
 *
 * Needs a C compiler, for the load generator of bench/brokers. `--priority` (below 0 as root) puts broker and generator
 * before other programs of the machine. `--throttle`: log.cleaner.io.max.bytes.per.second; without it the cleaner takes
 * all it can get, as after an outage.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../tools/build/prepare.mjs'
import { fillTopics } from './fill-topics.mjs'
import { cleanerCheckpoint, copyDirectory, startSamsa, withAdmin } from './stage.mjs'

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '20000' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    warmup: { type: 'string', default: '4' },
    megabytes: { type: 'string', default: '9000' },
    throttle: { type: 'string' },
    priority: { type: 'string', default: '0' },
    data: { type: 'string', default: tmpdir() },
  },
})
const RECORD_BYTES = 1024
const dirty = ['dirty-0', 'dirty-1', 'dirty-2']
const folder = mkdtempSync(join(values.data, 'samsa-bench-'))
const template = join(folder, 'template')
const kload = join(folder, 'kload')

/** The same data in both; only what the broker does with it differs. */
const kinds = {
  idle: { 'log.cleaner.enable': 'false', 'log.retention.check.interval.ms': '3600000' },
  busy: {
    'log.cleaner.backoff.ms': '50',
    'log.retention.check.interval.ms': '500',
    'log.initial.task.delay.ms': '100',
    ...(values.throttle === undefined ? {} : { 'log.cleaner.io.max.bytes.per.second': values.throttle }),
  },
}

execFileSync('cc', ['-O3', '-march=native', '-o', kload, join(root, 'bench/brokers/kload.c')])
try {
  await prepare()
  const measured = { idle: [], busy: [] }
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const kind of round % 2 === 0 ? ['idle', 'busy'] : ['busy', 'idle'])
      measured[kind].push(await measure(kind))
  }
  tell(measured)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function prepare() {
  const broker = await startSamsa(template)
  const small = { 'segment.bytes': String(32 << 20), 'file.delete.delay.ms': '500' }
  const compacted = { ...small, 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '0.01' }
  const forgetful = { ...small, 'retention.bytes': String(64 << 20) }
  const wanted = [
    ...dirty.map((name) => ({ name, partitions: 1, replicationFactor: 1, configs: compacted })),
    { name: 'load', partitions: 4, replicationFactor: 1, configs: forgetful },
  ]
  await withAdmin(broker.bootstrap, async (admin) => (await admin.createTopics(wanted)).orThrow())
  await broker.stop()
  const topics = dirty.map((name) => ({ name }))
  await fillTopics(template, topics, { megabytes: Number(values.megabytes) / dirty.length, keys: 200_000 })
}

async function measure(kind) {
  const data = join(folder, kind)
  copyDirectory(template, data)
  // What was written before must not be on its way to the device meanwhile: writers would wait for it.
  execFileSync('sync')
  const broker = await startSamsa(data, kinds[kind], values.priority)
  const shape = [
    '--connections',
    '4',
    '--in-flight',
    '32',
    '--record-size',
    String(RECORD_BYTES),
    '--records-per-batch',
    '10',
  ]
  const load = ['--port', String(broker.port), '--mode', 'produce', '--topic', 'load', '--rate', values.rate]
  // A broker that has just started compiles its own code: seconds in which it is slow with and without a cleaner.
  const warmupRate = String(Number(values.rate) * RECORD_BYTES)
  const warmup = ['--warmup', values.warmup, '--warmup-rate', warmupRate]
  const args = [...load, ...shape, ...warmup, '--seconds', values.seconds, '--server-pid', String(broker.pid)]
  const result = JSON.parse(await run('nice', ['-n', values.priority, kload, ...args]))
  const cleaned = cleanerCheckpoint(data)
  await broker.stop()
  rmSync(data, { recursive: true, force: true })
  const unfinished = dirty.filter((name) => !cleaned.has(name)).length
  return { ...result, stillCleaning: kind === 'busy' ? unfinished > 0 : '' }
}

function tell(measured) {
  console.log('| | records/s | p50 ms | p99 ms | p99.9 ms | cores | cleaning to the end |')
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | --- |')
  for (const [kind, runs] of Object.entries(measured)) {
    for (const each of runs) {
      const latency = ['p50', 'p99', 'p99.9'].map((name) => (each.latency_us[name] / 1000).toFixed(2))
      console.log(
        `| ${[kind, each.records_per_s, ...latency, each.server_cores, each.stillCleaning].join(' | ')} |`,
      )
    }
  }
  for (const name of ['p50', 'p99']) {
    const [idle, busy] = ['idle', 'busy'].map((kind) =>
      median(measured[kind].map((each) => each.latency_us[name])),
    )
    console.log(
      `${name}: ${(idle / 1000).toFixed(2)} ms idle, ${(busy / 1000).toFixed(2)} ms busy, ${(busy / idle).toFixed(2)} x`,
    )
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (bytes) => {
      output += bytes
    })
    child.once('exit', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ended with ${code}`)),
    )
  })
}
