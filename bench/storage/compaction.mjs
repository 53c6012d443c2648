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
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fillTopics } from './fill-topics.mjs'
import { cleanerCheckpoint, kafkaWithTopics, startSamsa, withAdmin } from './stage.mjs'

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '256' },
    codecs: { type: 'string', default: 'none,lz4,zstd' },
    rounds: { type: 'string', default: '3' },
    data: { type: 'string', default: tmpdir() },
  },
})
/** Small enough that also what compresses well is more than the active segment, which is not cleaned. */
const SEGMENT_BYTES = 16 << 20
const settings = { 'log.cleaner.backoff.ms': '50', 'log.cleaner.dedupe.buffer.size': '134217728' }
const topics = values.codecs.split(',').flatMap((codec) =>
  Array.from({ length: Number(values.rounds) }, (_, round) => ({
    name: `${codec}-${round}`,
    codec,
    round,
  })),
)
const folder = mkdtempSync(join(values.data, 'samsa-bench-'))
const topicSettings = {
  'retention.ms': '-1',
  'segment.bytes': String(SEGMENT_BYTES),
  'min.cleanable.dirty.ratio': '0.01',
  'file.delete.delay.ms': '0',
}

const kafka = await kafkaWithTopics(
  join(folder, 'kafka'),
  topics.map(({ name }) => name),
  topicSettings,
)
await fillTopics(kafka.data, topics, {
  megabytes: Number(values.megabytes),
  keys: 100_000,
  segmentBytes: SEGMENT_BYTES,
})
const samsaData = join(folder, 'samsa')
cpSync(kafka.data, samsaData, { recursive: true })
const samsa = await startSamsa(samsaData, settings)
try {
  await kafka.start(settings)
  const brokers = [
    { bootstrap: kafka.bootstrap, data: kafka.data },
    { bootstrap: samsa.bootstrap, data: samsaData },
  ]
  console.log('| log | Kafka MB/s | Samsa MB/s | ratio | kept by Kafka | kept by Samsa |')
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |')
  for (const topic of topics) await compare(topic, brokers)
} finally {
  await samsa.stop()
  await kafka.kill()
  rmSync(folder, { recursive: true, force: true })
}

async function compare({ name, codec, round }, brokers) {
  const figures = []
  for (const { bootstrap, data } of brokers) {
    const target = activeOffset(data, name)
    const bytes = logBytes(data, name, target)
    await compactFromNowOn(bootstrap, name)
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

async function compactFromNowOn(bootstrap, name) {
  const change = { name: 'cleanup.policy', value: 'compact', operation: 'set' }
  const changes = new Map([[{ type: 'topic', name }, [change]]])
  await withAdmin(bootstrap, async (admin) => (await admin.incrementalAlterConfigs(changes)).orThrow())
}

function activeOffset(data, topic) {
  const names = readdirSync(join(data, `${topic}-0`)).filter((name) => name.endsWith('.log'))
  return Math.max(...names.map((name) => Number(name.slice(0, -4))))
}

function logBytes(data, topic, below) {
  const path = join(data, `${topic}-0`)
  const names = readdirSync(path).filter((name) => name.endsWith('.log') && Number(name.slice(0, -4)) < below)
  return names.reduce((sum, name) => sum + statSync(join(path, name)).size, 0)
}
