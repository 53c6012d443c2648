/**
 * How fast a log is compacted, beside real Kafka: the same bytes, cleaned by one broker and then by the other, topic by
 * topic. A topic becomes compacted by a change of its settings; the time runs from the answer to that until the
 * cleaner's checkpoint has come to the active segment. The first topic of each codec warms up. Prints a table, asserts
 * nothing.
 *
 *   npm run build && node bench/storage/compaction.mjs [--megabytes 256] [--codecs none,lz4,zstd] [--rounds 3] [--data DIR]
 *
 * Needs Java; Kafka's jars come as in `npm run interop`.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Admin } from '@samsa/client'
import { createNodeHost } from '@samsa/host/node/node-host'
import { uuidFromBytes } from '@samsa/protocol/model/uuid'
import { loadScenarios } from '../../tools/build/load-scenarios.mjs'
import { root } from '../../tools/build/prepare.mjs'
import { fillTopics } from './fill-topics.mjs'

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '256' },
    codecs: { type: 'string', default: 'none,lz4,zstd' },
    rounds: { type: 'string', default: '3' },
    data: { type: 'string', default: tmpdir() },
  },
})
const { KafkaProcess } = await loadScenarios('tests/storage/kafka-process.ts')
const { addBootstrapTopics } = await loadScenarios('tests/storage/kafka-bootstrap.ts')
const { jarsFor } = await loadScenarios('tests/storage/kafka-dump.ts')
const { cleanerCheckpoint } = await loadScenarios('tests/storage/cleaner-checkpoint.ts')
const { BrokerProcess, freePort } = await loadScenarios('tests/durability/broker-process.ts')

/** As Kafka's own start script sets them, but for the size of the heap. */
const kafkaFlags = [
  '-Xms256m',
  '-Xmx1g',
  '-server',
  '-XX:+UseG1GC',
  '-XX:MaxGCPauseMillis=20',
  '-XX:InitiatingHeapOccupancyPercent=35',
]
const settings = { 'log.cleaner.backoff.ms': '50', 'log.cleaner.dedupe.buffer.size': '134217728' }
const topics = values.codecs.split(',').flatMap((codec) =>
  Array.from({ length: Number(values.rounds) }, (_, round) => ({
    name: `${codec}-${round}`,
    codec,
    round,
  })),
)
const folder = mkdtempSync(join(values.data, 'samsa-bench-'))
const host = createNodeHost()

const kafka = await KafkaProcess.prepare({ jars: jars(), folder: join(folder, 'kafka'), flags: kafkaFlags })
const samsaData = join(folder, 'samsa')
await fill()
const port = await freePort()
const samsa = new BrokerProcess(join(root, 'bin/samsa'), samsaData, port, settings, (what) =>
  console.error(what),
)
const started = kafka.start(settings)
samsa.start()
try {
  await started
  const brokers = [
    { name: 'Kafka', admin: new Admin({ host, bootstrapServers: kafka.bootstrap }), data: kafka.data },
    { name: 'Samsa', admin: new Admin({ host, bootstrapServers: `127.0.0.1:${port}` }), data: samsaData },
  ]
  console.log('| log | Kafka MB/s | Samsa MB/s | ratio | kept by Kafka | kept by Samsa |')
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |')
  for (const topic of topics) await compare(topic, brokers)
  for (const { admin } of brokers) await admin.close()
} finally {
  await samsa.stop()
  await kafka.kill()
  rmSync(folder, { recursive: true, force: true })
}

async function compare({ name, codec, round }, brokers) {
  const figures = []
  for (const { admin, data } of brokers) {
    const target = activeOffset(data, name)
    const bytes = logBytes(data, name, target)
    await compactFromNowOn(admin, name)
    const began = performance.now()
    while ((cleanerCheckpoint(data).get(name) ?? 0) < target)
      await new Promise((resolve) => setTimeout(resolve, 5))
    const seconds = (performance.now() - began) / 1000
    figures.push({ speed: bytes / 1e6 / seconds, kept: logBytes(data, name, target) / 1e6 })
  }
  const [kafkas, samsas] = figures
  const row = [
    `${values.megabytes} MB, ${codec}${round === 0 ? ' (warm-up)' : ''}`,
    kafkas.speed.toFixed(0),
    samsas.speed.toFixed(0),
    `${(samsas.speed / kafkas.speed).toFixed(2)} x`,
    `${kafkas.kept.toFixed(1)} MB`,
    `${samsas.kept.toFixed(1)} MB`,
  ]
  console.log(`| ${row.join(' | ')} |`)
}

async function compactFromNowOn(admin, name) {
  const change = { name: 'cleanup.policy', value: 'compact', operation: 'set' }
  const outcomes = await admin.incrementalAlterConfigs(new Map([[{ type: 'topic', name }, [change]]]))
  outcomes.orThrow()
}

/** Kafka makes the topics, Samsa's log writes into them, and each gets its copy. */
async function fill() {
  addBootstrapTopics(
    kafka.data,
    topics.map(({ name }, index) => ({
      name,
      topicId: uuidFromBytes(new Uint8Array(16).fill(index + 1)),
      settings: {
        'retention.ms': '-1',
        'segment.bytes': String(64 << 20),
        'min.cleanable.dirty.ratio': '0.01',
        'file.delete.delay.ms': '0',
      },
      leaderEpoch: 0,
    })),
  )
  await kafka.start(settings)
  await kafka.stop()
  await fillTopics(kafka.data, topics, { megabytes: Number(values.megabytes), keys: 100_000 })
  cpSync(kafka.data, samsaData, { recursive: true })
}

function activeOffset(data, topic) {
  const names = readdirSync(join(data, `${topic}-0`)).filter((name) => name.endsWith('.log'))
  return Math.max(...names.map((name) => Number(name.slice(0, -4))))
}

function logBytes(data, topic, below) {
  const path = join(data, `${topic}-0`)
  const names = readdirSync(path).filter((name) => name.endsWith('.log') && Number(name.slice(0, -4)) < below)
  return names.reduce((sum, name) => sum + readFileSync(join(path, name)).length, 0)
}

function jars() {
  const userCache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const cache = process.env.SAMSA_INTEROP_CACHE || join(userCache, 'samsa-interop')
  return jarsFor({ cache, sources: join(root, 'tests/interop') })
}
