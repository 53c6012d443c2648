/**
 * What an append costs inside the process: staging and writing of small batches, one writev per group, no sockets. Prints
 * figures, asserts nothing. The checksum is part of validation and is measured apart, so that both can be told.
 *
 *   npm run build && node bench/log-append.mjs [--data DIR] [--seconds N]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { createNodeHost } from '@samsa/host/node/node-host'
import { LogDirectory } from '@samsa/log'
import { encodeBatch } from '@samsa/record'
import { crc32c } from '@samsa/record/crc32c'

const { values } = parseArgs({
  options: { data: { type: 'string', default: tmpdir() }, seconds: { type: 'string', default: '2' } },
})
const path = mkdtempSync(join(values.data, 'samsa-bench-'))
const durationMs = Number(values.seconds) * 1000
// Little is kept, so that pages are reused: memory the machine has never touched is slow to come by.
const config = BrokerConfig.from({
  overrides: {
    'log.segment.bytes': '67108864',
    'log.retention.bytes': '134217728',
    'log.segment.delete.delay.ms': '0',
  },
})
const directory = await LogDirectory.open(createNodeHost(), path, {
  config,
  nodeId: 1,
  clusterId: 'bench-cluster-id-00000',
  topicConfig: () => topicConfig(config, {}),
})

let topics = 0
for (const [valueBytes, group] of [
  [960, 1],
  [960, 64],
  [16_300, 16],
  [131_000, 8],
]) {
  const batch = encodeBatch(
    [{ timestamp: Date.now(), key: null, value: new Uint8Array(valueBytes).fill(120) }],
    {},
  )
  const log = directory.create(`bench-${topics++}`, 0, 'AAAAAAAAAAAAAAAAAAAAAQ', topicConfig(config, {}))
  const checksumNs = timeChecksum(batch)
  await appendFor(log, batch, group, 300)
  const { count, ms, cpuMs } = await appendFor(log, batch, group, durationMs)
  const ns = (ms * 1e6) / count
  const rate = (perBatchNs) => `${(1e3 / perBatchNs).toFixed(2)} M/s`
  const gigabytes = ((count * batch.length) / ms / 1e6).toFixed(2)
  console.log(
    `${batch.length} B x ${group} per write: ${rate(ns)} (${ns.toFixed(0)} ns, ${gigabytes} GB/s); ` +
      `${((cpuMs * 1e6) / count).toFixed(0)} ns of CPU, ${checksumNs.toFixed(0)} ns of it for the checksum: ` +
      `${rate((cpuMs * 1e6) / count - checksumNs)} without`,
  )
  await directory.delete(log.topic, 0)
}
await directory.close()
rmSync(path, { recursive: true, force: true })

async function appendFor(log, batch, group, forMs) {
  // As on a socket: each request's batch lies elsewhere in a receive buffer.
  const buffer = new Uint8Array(batch.length * group)
  for (let index = 0; index < group; index++) buffer.set(batch, index * batch.length)
  const view = new DataView(buffer.buffer)
  const context = { origin: 'client', leaderEpoch: 0, now: Date.now() }
  const cpu = process.cpuUsage()
  let started = performance.now()
  let count = 0
  let ms = 0
  while (ms < forMs) {
    for (let index = 0; index < group; index++) {
      view.setInt32(index * batch.length, 0)
      view.setInt32(index * batch.length + 4, 0)
      const result = log.append(buffer.subarray(index * batch.length, (index + 1) * batch.length), context)
      if (result.error !== '') throw new Error(result.message)
    }
    log.write()
    count += group
    if (count % (group * 256) === 0) {
      log.advanceHighWatermark(log.logEndOffset)
      const pause = performance.now()
      if (log.enforceRetention(Date.now()) > 0) await setTimeout(20)
      started += performance.now() - pause
    }
    ms = performance.now() - started
  }
  const { user, system } = process.cpuUsage(cpu)
  return { count, ms, cpuMs: (user + system) / 1000 }
}

/** Its share of the CPU, so that a busy machine does not make it look larger. */
function timeChecksum(batch) {
  let sum = 0
  const rounds = 200_000
  for (let index = 0; index < 20_000; index++) sum += crc32c(batch, 21, batch.length)
  const cpu = process.cpuUsage()
  for (let index = 0; index < rounds; index++) sum += crc32c(batch, 21, batch.length)
  const { user, system } = process.cpuUsage(cpu)
  return ((user + system) * 1000) / rounds + (sum === 0.5 ? 1 : 0)
}
