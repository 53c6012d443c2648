/**
 * What it costs to start a broker whose directory holds many partitions of several segments: time to open after a clean
 * stop and after `kill -9`, and memory per idle partition. Each start is a process of its own. Prints figures, asserts
 * nothing.
 *
 *   npm run build && node bench/storage/open-partitions.mjs [--partitions 1000,10000] [--segments 3] [--data DIR]
 *
 * Memory per partition is the difference between the largest and the smallest number of partitions, divided by theirs:
 * what a broker costs at all is not in it. Heap and what lies outside it, after a full garbage collection.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startBroker } from '@samsa/broker'
import { Admin } from '@samsa/client'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { createNodeHost } from '@samsa/host/node/node-host'
import { LogDirectory } from '@samsa/log'
import { encodeBatch } from '@samsa/record'

const PARTITIONS_PER_TOPIC = 100

const { values } = parseArgs({
  options: {
    partitions: { type: 'string', default: '1000,10000' },
    segments: { type: 'string', default: '3' },
    data: { type: 'string', default: tmpdir() },
    keep: { type: 'boolean', default: false },
    step: { type: 'string' },
    path: { type: 'string' },
  },
})
const segments = Number(values.segments)

if (values.step === undefined) await all()
else await steps(values.path)[values.step]()

async function all() {
  const results = []
  for (const partitions of values.partitions.split(',')) {
    const path = mkdtempSync(join(values.data, 'samsa-bench-'))
    const run = (step, nodeFlags = []) => runStep(step, path, partitions, nodeFlags)
    console.log(`${partitions} partitions x ${segments} segments`)
    console.log(`  created in ${(await run('create')).ms} ms, filled in ${(await run('fill')).ms} ms`)
    const log = await run('logs', ['--expose-gc'])
    const clean = await run('broker', ['--expose-gc'])
    results.push({ partitions: Number(partitions), log: log.bytes, broker: clean.bytes })
    console.log(`  open after a clean stop: directory ${took(log)}, whole broker ${took(clean)}`)
    console.log(`  stop: directory ${log.stopMs} ms, whole broker ${clean.stopMs} ms`)
    await run('killed')
    const killed = await run('broker', ['--expose-gc'])
    console.log(`  open after kill -9: whole broker ${took(killed)}`)
    if (!values.keep) rmSync(path, { recursive: true, force: true })
    else console.log(`  kept in ${path}`)
  }
  results.sort((a, b) => a.partitions - b.partitions)
  const [least, most] = [results[0], results.at(-1)]
  if (least === most) return
  const each = (kind) => ((most[kind] - least[kind]) / (most.partitions - least.partitions)).toFixed(0)
  console.log(
    `memory per idle partition: ${each('log')} B of its log, ${each('broker')} B with the broker's share`,
  )
}

/** CPU time beside it, which others on the machine do not stretch as much. */
function took({ ms, cpuMs }) {
  return `${ms} ms (${cpuMs} ms of CPU)`
}

function runStep(step, path, partitions, nodeFlags) {
  const own = ['--step', step, '--path', path, '--partitions', partitions, '--segments', `${segments}`]
  const child = spawn(process.execPath, [...nodeFlags, import.meta.filename, ...own], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (bytes) => {
    text += bytes
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(text))
      else if (step === 'killed' && signal === 'SIGKILL') resolve({})
      else reject(new Error(`${step} ended with ${code ?? signal}`))
    })
  })
}

function steps(path) {
  const config = BrokerConfig.from({
    overrides: {
      'log.dirs': path,
      listeners: 'PLAINTEXT://127.0.0.1:0',
      'node.id': '1',
    },
  })
  const quiet = { write: (level, text, facts) => level === 'error' && console.error(text, facts) }
  const host = createNodeHost({ log: quiet })
  const timed = async (open, close) => {
    const before = memory()
    const started = performance.now()
    const cpuBefore = process.cpuUsage()
    const opened = await open()
    const ms = Math.round(performance.now() - started)
    const { user, system } = process.cpuUsage(cpuBefore)
    const cpuMs = Math.round((user + system) / 1000)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const bytes = memory() - before
    const stopping = performance.now()
    await close(opened)
    console.log(JSON.stringify({ ms, cpuMs, bytes, stopMs: Math.round(performance.now() - stopping) }))
  }
  return {
    create: async () => {
      const broker = await startBroker(host, config)
      const started = performance.now()
      await createTopics(host, broker.bootstrapServers)
      const ms = Math.round(performance.now() - started)
      await broker.stop()
      console.log(JSON.stringify({ ms }))
    },
    fill: async () => {
      const started = performance.now()
      await fill(await openLogs(host, config, path))
      console.log(JSON.stringify({ ms: Math.round(performance.now() - started) }))
    },
    logs: () =>
      timed(
        () => openLogs(host, config, path),
        (directory) => directory.close(),
      ),
    broker: () =>
      timed(
        () => startBroker(host, config),
        (broker) => broker.stop(),
      ),
    killed: async () => {
      await startBroker(host, config)
      process.kill(process.pid, 'SIGKILL')
    },
  }
}

async function createTopics(host, bootstrapServers) {
  const admin = new Admin({ host, bootstrapServers })
  let left = Number(values.partitions)
  for (let index = 0; left > 0; index++) {
    const partitions = Math.min(left, PARTITIONS_PER_TOPIC)
    await admin.createTopics([{ name: `bench-topic-${index}`, partitions, replicationFactor: 1 }])
    left -= partitions
  }
  await admin.close()
}

async function openLogs(host, config, path) {
  const { readFileSync } = await import('node:fs')
  const clusterId = /^cluster\.id=(.*)$/m.exec(readFileSync(join(path, 'meta.properties'), 'utf8'))[1]
  const shared = topicConfig(config, {})
  return LogDirectory.open(host, path, { config, nodeId: 1, clusterId, topicConfig: () => shared })
}

/** A few batches in each segment, an index entry now and then. */
async function fill(directory) {
  const value = new Uint8Array(900).fill(120)
  const small = topicConfig(BrokerConfig.from({ overrides: {} }), { 'internal.segment.bytes': '9500' })
  for (const log of directory.logs()) {
    log.reconfigure(small)
    const context = { origin: 'client', leaderEpoch: Math.max(log.latestEpoch, 0), now: Date.now() }
    for (let batch = 0; batch < segments * 10 - 2; batch++) {
      log.append(encodeBatch([{ timestamp: Date.now(), key: null, value }], {}), context)
    }
    log.write()
    await log.flush()
  }
  await directory.close()
}

function memory() {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
