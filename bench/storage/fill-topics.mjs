/**
 * Fills topics of a stopped broker's data directory through Samsa's log: records of 100 to 900 bytes, half of each noise,
 * whose keys come again by the square of chance (few often, many seldom), in batches of 20.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { createNodeHost } from '@samsa/host/node/node-host'
import { LogDirectory } from '@samsa/log'
import { encodeBatch } from '@samsa/record'

const RECORDS = 20

/** `topics`: name and codec; each has partition 0 in the directory. */
export async function fillTopics(data, topics, { megabytes, keys, segmentBytes = 64 << 20 }) {
  const meta = readFileSync(join(data, 'meta.properties'), 'utf8')
  const config = BrokerConfig.from()
  const overrides = { 'segment.bytes': String(segmentBytes) }
  const directory = await LogDirectory.open(createNodeHost(), data, {
    config,
    nodeId: Number(/^node\.id=(.+)$/m.exec(meta)?.[1]),
    clusterId: /^cluster\.id=(.+)$/m.exec(meta)?.[1] ?? '',
    topicConfig: () => topicConfig(config, overrides),
  })
  for (const { name, codec = 'none' } of topics) {
    const log = directory.get(name, 0)
    if (log === undefined) throw new Error(`${data} has no ${name}-0`)
    const drawn = draws(42)
    // By what is written, not by what it is compressed to: all topics hold the same records.
    for (let bytes = 0, timestamp = Date.now() - 86_400_000; bytes < megabytes * 1e6; timestamp += 1) {
      const records = Array.from({ length: RECORDS }, () => record(drawn, keys, timestamp))
      for (const { value } of records) bytes += value.length + 20
      const appended = log.append(encodeBatch(records, { codec }), {
        origin: 'client',
        leaderEpoch: 0,
        now: Date.now(),
      })
      if (appended.error !== '') throw new Error(`${name}: ${appended.error} ${appended.message}`)
      log.write()
    }
    log.advanceHighWatermark(log.logEndOffset)
  }
  await directory.close()
}

function record(drawn, keys, timestamp) {
  const chance = drawn() / 2 ** 32
  const key = Buffer.from(`key-${Math.floor(chance * chance * keys)}`)
  const value = Buffer.alloc(100 + (drawn() % 800), 'what repeats compresses, ')
  for (let at = 0; at + 4 <= value.length / 2; at += 4) value.writeUInt32LE(drawn(), at)
  return { timestamp, key, value }
}

/** Unsigned 32-bit numbers, the same in each run. */
function draws(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}
