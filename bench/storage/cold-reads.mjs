/**
 * Whether reads of cold segments block the event loop: a broker with a log that is not in the page cache, consumers
 * that read it from its beginning and at random places, while producers append and other consumers follow the end. The
 * broker is a process of its own, which measures its event loop's delay (`perf_hooks.monitorEventLoopDelay`);
 * clients are in another. Prints figures, asserts nothing.
 *
 *   npm run build && node bench/storage/cold-reads.mjs [--gigabytes 4] [--seconds 30] [--priority=-10] [--data DIR]
 *
 * The log is put out of the page cache with posix_fadvise (python3) before and during the run, so DIR must be on a
 * real device, not in memory. `--cold no` leaves it there: what the same load costs without a device. `--priority` (below 0
 * as root) puts the broker, and the process that does nothing, before the clients: else their wait for a processor counts.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startBroker } from '@samsa/broker'
import { Admin, Consumer, Producer } from '@samsa/client'
import { BrokerConfig } from '@samsa/config'
import { createNodeHost } from '@samsa/host/node/node-host'
import { helpersGiveWay } from '@samsa/host/node/thread-priority'

const PARTITIONS = 4
const VALUE_BYTES = 4_000

const { values } = parseArgs({
  options: {
    gigabytes: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '30' },
    data: { type: 'string', default: tmpdir() },
    cold: { type: 'string', default: 'yes' },
    priority: { type: 'string', default: '0' },
    broker: { type: 'string' },
    path: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})
const durationMs = Number(values.seconds) * 1000
const quiet = { write: (level, text, facts) => level === 'error' && console.error(text, facts) }

/** The broker's process: told what to do by messages. */
async function serve(path) {
  const config = BrokerConfig.from({
    overrides: {
      'log.dirs': path,
      listeners: 'PLAINTEXT://127.0.0.1:0',
      'log.segment.bytes': `${256 * 1024 * 1024}`,
      'offsets.topic.num.partitions': '1',
    },
  })
  const host = createNodeHost({ log: quiet })
  const calls = new Map()
  const broker = await startBroker({ ...host, disk: timedDisk(host.disk, calls) }, config)
  helpersGiveWay()
  await measureDelay(() => broker.stop(), calls)
  process.send({ bootstrapServers: broker.bootstrapServers })
}

/** A process that does nothing: what of a delay is the machine's, where others use it too. */
async function serveNothing() {
  await measureDelay(async () => undefined, new Map())
  process.send({ bootstrapServers: '' })
}

async function measureDelay(stop, calls) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  process.on('message', async (message) => {
    if (message === 'measure') {
      calls.clear()
      delay.reset()
      delay.enable()
    } else if (message === 'report') {
      delay.disable()
      const at = (percentile) => delay.percentile(percentile) / 1e6
      process.send({
        p50: at(50),
        p99: at(99),
        p999: at(99.9),
        max: delay.max / 1e6,
        count: delay.count,
        calls: slowCalls(calls),
      })
    } else {
      await stop()
      process.exit(0)
    }
  })
}

const blocking = [
  'open',
  'size',
  'truncate',
  'writev',
  'read',
  'close',
  'list',
  'exists',
  'rename',
  'makeDirectory',
]

/** The disk with the time of its calls that block the loop. */
function timedDisk(disk, calls) {
  const timed = (thing) =>
    new Proxy(thing, {
      get(target, name) {
        const value = Reflect.get(target, name, target)
        if (typeof value !== 'function') return value
        if (!blocking.includes(name)) return value.bind(target)
        return (...args) => {
          const started = performance.now()
          const result = value.apply(target, args)
          const ms = performance.now() - started
          const known = calls.get(name) ?? { count: 0, over1: 0, over5: 0, most: 0, ms: 0 }
          known.count += 1
          known.ms += ms
          if (ms > 1) known.over1 += 1
          if (ms > 5) known.over5 += 1
          known.most = Math.max(known.most, ms)
          calls.set(name, known)
          return name === 'open' ? timed(result) : result
        }
      },
    })
  return timed(disk)
}

function slowCalls(calls) {
  return [...calls].map(([name, known]) => ({ name, ...known }))
}

async function startServer(path, kind = 'yes') {
  const program = [process.execPath, import.meta.filename, '--broker', kind, '--path', path]
  const child = spawn('nice', ['-n', values.priority, ...program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const answer = () => new Promise((resolve) => child.once('message', resolve))
  const { bootstrapServers } = await answer()
  return {
    bootstrapServers,
    measure: () => child.send('measure'),
    report: () => {
      child.send('report')
      return answer()
    },
    stop: () => {
      child.send('stop')
      return new Promise((resolve) => child.once('exit', resolve))
    },
  }
}

async function drive() {
  const path = mkdtempSync(join(values.data, 'samsa-bench-'))
  try {
    const first = await startServer(path)
    await fill(first.bootstrapServers)
    await first.stop()
    await run(path)
  } finally {
    if (!values.keep) rmSync(path, { recursive: true, force: true })
    else console.log(path)
  }
}

async function fill(bootstrapServers) {
  const host = createNodeHost({ log: quiet })
  const admin = new Admin({ host, bootstrapServers })
  for (const name of ['old', 'new']) {
    await admin.createTopics([{ name, partitions: PARTITIONS, replicationFactor: 1 }])
  }
  await admin.close()
  const started = performance.now()
  const producer = new Producer({ host, bootstrapServers, 'batch.size': 262_144, 'linger.ms': 5 })
  const bytes = await produce(producer, 'old', Number(values.gigabytes) * 1e9, Number.POSITIVE_INFINITY)
  await producer.close()
  const seconds = (performance.now() - started) / 1000
  console.log(`${(bytes / 1e9).toFixed(1)} GB written in ${seconds.toFixed(1)} s`)
}

async function produce(producer, topic, mostBytes, until) {
  const value = new Uint8Array(VALUE_BYTES)
  for (let index = 0; index < VALUE_BYTES; index++) value[index] = (index * 7919) & 255
  let bytes = 0
  while (bytes < mostBytes && performance.now() < until) {
    const sent = []
    for (let index = 0; index < 256; index++) {
      sent.push(producer.send({ topic, partition: index % PARTITIONS, value }))
    }
    await Promise.all(sent)
    bytes += 256 * VALUE_BYTES
    if (Number.isFinite(until)) await sleep(20)
  }
  return bytes
}

/** Puts the files of the old topic out of the page cache, again and again: what was read is cold again. */
function makeCold(path) {
  if (values.cold === 'no') return
  const folders = readdirSync(path).filter((name) => name.startsWith('old-'))
  const files = folders.flatMap((name) => readdirSync(join(path, name)).map((file) => join(path, name, file)))
  const script =
    'import os,sys\nfor p in sys.stdin.read().split("\\n"):\n f=os.open(p,os.O_RDWR)\n os.fsync(f)\n os.posix_fadvise(f,0,0,4)\n os.close(f)'
  const { status, stderr } = spawnSync('python3', ['-c', script], { input: files.join('\n') })
  if (status !== 0) throw new Error(`could not make the log cold: ${stderr}`)
}

async function run(path) {
  makeCold(path)
  const server = await startServer(path)
  const idle = await startServer(path, 'idle')
  const host = createNodeHost({ log: quiet })
  const { bootstrapServers } = server
  const until = performance.now() + durationMs
  const counts = { sequential: 0, random: 0, tail: 0, produced: 0 }
  await sleep(1000)
  server.measure()
  idle.measure()
  const cooling = setInterval(() => makeCold(path), 5000)
  const producer = new Producer({ host, bootstrapServers })
  const work = [
    readSequentially({ host, bootstrapServers }, until, counts),
    readAtRandom({ host, bootstrapServers }, until, counts),
    followEnd({ host, bootstrapServers }, until, counts),
    produce(producer, 'new', Number.POSITIVE_INFINITY, until).then((bytes) => {
      counts.produced = bytes
    }),
  ]
  await Promise.all(work)
  clearInterval(cooling)
  const busy = await server.report()
  const machine = await idle.report()
  await producer.close()
  const rate = (bytes) => `${(bytes / 1e6 / (durationMs / 1000)).toFixed(0)} MB/s`
  console.log(
    `read old records: ${rate(counts.sequential)} in order, ${counts.random} times at random; ` +
      `followed the end at ${rate(counts.tail)}, produced ${rate(counts.produced)}`,
  )
  console.log(`event loop delay of the broker: ${percentiles(busy)}`)
  console.log(`of a process that does nothing: ${percentiles(machine)}`)
  for (const { name, count, over1, over5, most, ms } of busy.calls) {
    console.log(
      `  ${name}: ${count} calls in ${ms.toFixed(0)} ms, ${over1} over 1 ms, ${over5} over 5 ms, most ${most.toFixed(2)} ms`,
    )
  }
  await idle.stop()
  await server.stop()
}

function percentiles({ p50, p99, p999, max, count }) {
  const ms = (value) => value.toFixed(2)
  return `p50 ${ms(p50)} ms, p99 ${ms(p99)} ms, p99.9 ${ms(p999)} ms, most ${ms(max)} ms (${count} samples)`
}

function all(topic) {
  return Array.from({ length: PARTITIONS }, (_, partition) => ({ topic, partition }))
}

async function readSequentially(options, until, counts) {
  const consumer = new Consumer({ ...options, 'auto.offset.reset': 'earliest' })
  consumer.assign(all('old'))
  consumer.seekToBeginning(all('old'))
  while (performance.now() < until) {
    const records = await consumer.poll(200)
    counts.sequential += records.length * VALUE_BYTES
    if (records.length === 0) consumer.seekToBeginning(all('old'))
  }
  await consumer.close()
}

async function readAtRandom(options, until, counts) {
  const consumer = new Consumer({ ...options, 'auto.offset.reset': 'earliest', 'max.poll.records': 10 })
  consumer.assign(all('old'))
  const ends = await consumer.endOffsets(all('old'))
  let seed = 42
  while (performance.now() < until) {
    for (const [{ topic, partition }, end] of ends) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      consumer.seek({ topic, partition }, Math.floor((seed / 2_147_483_648) * end))
    }
    const records = await consumer.poll(500)
    if (records.length > 0) counts.random += 1
  }
  await consumer.close()
}

async function followEnd(options, until, counts) {
  const consumer = new Consumer({ ...options, 'auto.offset.reset': 'latest' })
  consumer.assign(all('new'))
  while (performance.now() < until) counts.tail += (await consumer.poll(100)).length * VALUE_BYTES
  await consumer.close()
}

if (values.broker === undefined) await drive()
else if (values.broker === 'yes') await serve(values.path)
else await serveNothing()
