/**
 * Time from the start of the process until it serves, after an unclean stop with so much data that nothing says is on
 * the device: all of it is read again. Kafka and Samsa on the same bytes, and after a clean stop for comparison. Prints
 * a table, asserts nothing.
 *
 *   npm run build && node bench/storage/open-unclean.mjs [--gigabytes 10] [--partitions 10] [--rounds 1] [--data DIR]
 *
 * Needs Java; Kafka's jars come as in `npm run interop`. Kafka recovers with a thread for each core
 * (num.recovery.threads.per.data.dir). The data stays in memory where there is enough.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fillTopics } from './fill-topics.mjs'
import { copyDirectory, kafkaWithTopics, startSamsa } from './stage.mjs'

const { values } = parseArgs({
  options: {
    gigabytes: { type: 'string', default: '10' },
    partitions: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '1' },
    data: { type: 'string', default: tmpdir() },
  },
})
const folder = mkdtempSync(join(values.data, 'samsa-bench-'))
const names = Array.from({ length: Number(values.partitions) }, (_, index) => `big-${index}`)
const settings = { 'num.recovery.threads.per.data.dir': String(availableParallelism()) }

const kafka = await kafkaWithTopics(join(folder, 'kafka'), names, { 'retention.ms': '-1' })
try {
  const megabytes = (Number(values.gigabytes) * 1000) / names.length
  const topics = names.map((name) => ({ name }))
  await fillTopics(kafka.data, topics, { megabytes, keys: 1_000_000, segmentBytes: 1 << 30 })
  const template = join(folder, 'template')
  copyDirectory(kafka.data, template)
  console.log('| stop | Kafka s | Samsa s |')
  console.log('| --- | ---: | ---: |')
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const stop of ['clean', 'unclean']) {
      const kafkas = await openedByKafka(template, stop)
      const samsas = await openedBySamsa(template, stop)
      console.log(`| ${stop} | ${kafkas.toFixed(2)} | ${samsas.toFixed(2)} |`)
    }
  }
} finally {
  await kafka.kill()
  rmSync(folder, { recursive: true, force: true })
}

async function openedByKafka(template, stop) {
  prepare(template, kafka.data, stop)
  const began = performance.now()
  await kafka.start(settings)
  const seconds = (performance.now() - began) / 1000
  await kafka.kill()
  return seconds
}

async function openedBySamsa(template, stop) {
  const data = join(folder, 'samsa')
  prepare(template, data, stop)
  const began = performance.now()
  const broker = await startSamsa(data, settings)
  const seconds = (performance.now() - began) / 1000
  await broker.stop()
  return seconds
}

function prepare(template, data, stop) {
  rmSync(data, { recursive: true, force: true })
  copyDirectory(template, data)
  if (stop === 'clean') return
  for (const name of ['.kafka_cleanshutdown', 'recovery-point-offset-checkpoint'])
    rmSync(join(data, name), { force: true })
}
