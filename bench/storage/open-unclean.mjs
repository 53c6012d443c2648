/**
 * How fast logs are recovered after `kill -9`: every batch is read and checked, indexes and producer state are built
 * anew. The log is written by a process that is then killed; each start is a process of its own. Prints figures,
 * asserts nothing.
 *
 *   npm run build && node bench/storage/open-unclean.mjs [--gigabytes 4] [--partitions 1,8] [--data DIR]
 *
 * Once with the log in the page cache, once without it (posix_fadvise by python3): then the device sets the pace.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { createNodeHost } from '@samsa/host/node/node-host'
import { LogDirectory } from '@samsa/log'
import { encodeBatch } from '@samsa/record'

const BATCH_RECORDS = 16
const VALUE_BYTES = 1000

const { values } = parseArgs({
  options: {
    gigabytes: { type: 'string', default: '4' },
    partitions: { type: 'string', default: '1,8' },
    data: { type: 'string', default: tmpdir() },
    step: { type: 'string' },
    path: { type: 'string' },
  },
})
const bytes = Number(values.gigabytes) * 1e9

if (values.step === undefined) await all()
else if (values.step === 'write') await write(values.path)
else await open(values.path)

async function all() {
  for (const partitions of values.partitions.split(',')) {
    const path = mkdtempSync(join(values.data, 'samsa-bench-'))
    await runStep('write', path, partitions)
    for (const cached of [true, false]) {
      if (!cached) makeCold(path)
      const { ms, p999, most } = await runStep('open', path, partitions)
      const speed = (bytes / 1e6 / (ms / 1000)).toFixed(0)
      const where = cached ? 'from the page cache' : 'from the device'
      console.log(
        `${partitions} partitions, ${values.gigabytes} GB ${where}: ${(ms / 1000).toFixed(1)} s, ${speed} MB/s; ` +
          `event loop delay p99.9 ${p999.toFixed(1)} ms, most ${most.toFixed(1)} ms`,
      )
    }
    rmSync(path, { recursive: true, force: true })
  }
}

function runStep(step, path, partitions) {
  const own = ['--step', step, '--path', path, '--partitions', partitions, '--gigabytes', values.gigabytes]
  const child = spawn(process.execPath, [import.meta.filename, ...own], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(text === '' ? undefined : JSON.parse(text))
      else reject(new Error(`${step} ended with ${code ?? signal}`))
    })
  })
}

function openDirectory(path, log) {
  const config = BrokerConfig.from({ overrides: {} })
  const host = createNodeHost({ log })
  const shared = topicConfig(config, { 'segment.bytes': `${256 * 1024 * 1024}` })
  return LogDirectory.open(host, path, {
    config,
    nodeId: 1,
    clusterId: 'bench-cluster-id-00000',
    topicConfig: () => shared,
  })
}

async function write(path) {
  const directory = await openDirectory(path, { write: () => undefined })
  const config = topicConfig(BrokerConfig.from({ overrides: {} }), {
    'segment.bytes': `${256 * 1024 * 1024}`,
  })
  const logs = Array.from({ length: Number(values.partitions) }, (_, partition) =>
    directory.create('bench', partition, 'AAAAAAAAAAAAAAAAAAAAAQ', config),
  )
  const value = new Uint8Array(VALUE_BYTES).fill(120)
  const records = Array.from({ length: BATCH_RECORDS }, () => ({ timestamp: Date.now(), key: null, value }))
  const batchBytes = encodeBatch(records, {}).length
  for (let written = 0; written < bytes; ) {
    for (const log of logs) {
      for (let index = 0; index < 32; index++) {
        log.append(encodeBatch(records, {}), { origin: 'client', leaderEpoch: 0, now: Date.now() })
        written += batchBytes
      }
      log.write()
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  process.kill(process.pid, 'SIGKILL')
}

/** Ends without a stop too, so that the next start recovers as well. */
async function open(path) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const started = performance.now()
  await openDirectory(path, {
    write: (level, text, facts) => level === 'error' && console.error(text, facts),
  })
  const ms = performance.now() - started
  delay.disable()
  process.stdout.write(
    JSON.stringify({ ms, p999: delay.percentile(99.9) / 1e6, most: delay.max / 1e6 }),
    () => process.kill(process.pid, 'SIGKILL'),
  )
}

/** Also without the recovery points that a roll may have flushed: all of it is recovered. */
function makeCold(path) {
  for (const name of readdirSync(path)) if (name.endsWith('-checkpoint')) unlinkSync(join(path, name))
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  const script =
    'import os,sys\nfor p in sys.stdin.read().split("\\n"):\n f=os.open(p,os.O_RDWR)\n os.fsync(f)\n os.posix_fadvise(f,0,0,4)\n os.close(f)'
  const { status, stderr } = spawnSync('python3', ['-c', script], { input: files.join('\n') })
  if (status !== 0) throw new Error(`could not make the log cold: ${stderr}`)
}
