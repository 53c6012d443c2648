/** What the measurements of the storage have in common: brokers to start, directories to start them on. */
import { spawn } from 'node:child_process'
import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Admin } from '@samsa/client'
import { createNodeHost } from '@samsa/host/node/node-host'
import { uuidFromBytes } from '@samsa/protocol/model/uuid'
import { loadScenarios } from '../../tools/build/load-scenarios.mjs'
import { root } from '../../tools/build/prepare.mjs'

const { KafkaProcess } = await loadScenarios('tests/storage/kafka-process.ts')
const { addBootstrapTopics } = await loadScenarios('tests/storage/kafka-bootstrap.ts')
const { jarsFor } = await loadScenarios('tests/storage/kafka-dump.ts')
export const { cleanerCheckpoint } = await loadScenarios('tests/storage/cleaner-checkpoint.ts')
const { freePort } = await loadScenarios('tests/durability/broker-process.ts')

/** As Kafka's own start script sets them, but for the size of the heap. */
const kafkaFlags = [
  '-Xms256m',
  '-Xmx1g',
  '-server',
  '-XX:+UseG1GC',
  '-XX:MaxGCPauseMillis=20',
  '-XX:InitiatingHeapOccupancyPercent=35',
]
export const host = createNodeHost({ log: { write: () => {} } })

/** A stopped Kafka whose directory has these topics, of one empty partition each: Samsa serves a copy of it as well. */
export async function kafkaWithTopics(folder, names, topicSettings) {
  const userCache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const cache = process.env.SAMSA_INTEROP_CACHE || join(userCache, 'samsa-interop')
  const jars = jarsFor({ cache, sources: join(root, 'tests/interop') })
  const kafka = await KafkaProcess.prepare({ jars, folder, flags: kafkaFlags })
  const topics = names.map((name, index) => ({
    name,
    topicId: uuidFromBytes(new Uint8Array(16).fill(index + 1)),
    settings: topicSettings,
    leaderEpoch: 0,
  }))
  addBootstrapTopics(kafka.data, topics)
  await kafka.start()
  await kafka.stop()
  return kafka
}

/** A Samsa that serves. `priority`: as `nice` takes it. */
export async function startSamsa(data, settings = {}, priority = '0') {
  const port = await freePort()
  const overrides = Object.entries(settings).flatMap(([name, value]) => ['--override', `${name}=${value}`])
  const program = [process.execPath, join(root, 'bin/samsa'), '--port', String(port), '--data', data]
  const child = spawn('nice', ['-n', priority, ...program, ...overrides], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const bootstrap = `127.0.0.1:${port}`
  await withAdmin(bootstrap, (admin) => admin.describeCluster())
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { port, bootstrap, pid: child.pid, stop }
}

export async function withAdmin(bootstrapServers, work) {
  const admin = new Admin({ host, bootstrapServers, 'default.api.timeout.ms': 600_000 })
  try {
    return await work(admin)
  } finally {
    await admin.close()
  }
}

/** Full segments are never written to again: a second name for each will do. */
export function copyDirectory(from, to) {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.name === '.lock') continue
    if (entry.isDirectory()) copyDirectory(source, target)
    else if (entry.name.endsWith('.log') && statSync(source).size > 0) linkSync(source, target)
    else copyFileSync(source, target)
  }
}
