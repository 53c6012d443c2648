/**
 * Kafka's own dump tool reads what we write. Skipped unless KAFKA_HOME names an unpacked Apache Kafka.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { createNodeHost } from '@samsa/host/node/node-host'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { encodeBatch } from '@samsa/record/encode-batch'
import { afterAll, describe, expect, test } from 'vitest'
import type { AbortedTransaction } from '../core/transaction-index.js'
import { LogDirectory } from '../shell/log-directory.js'

const kafka = process.env.KAFKA_HOME
const path = mkdtempSync(join(tmpdir(), 'samsa-dump-'))
afterAll(() => rmSync(path, { recursive: true, force: true }))

const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const

async function writeLogs(): Promise<void> {
  const config = BrokerConfig.from({
    overrides: { 'log.index.interval.bytes': '256' },
  })
  const topic = topicConfig(config, { 'internal.segment.bytes': '4096' })
  const directory = await LogDirectory.open(createNodeHost(), path, {
    config,
    nodeId: 1,
    clusterId: 'dump-log-cluster-00000',
    topicConfig: () => topic,
  })
  for (const codec of codecs) {
    const log = directory.create(codec, 0, 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid, topic)
    log.assignEpoch(0)
    for (let round = 0; round < 60; round++) {
      const records = Array.from({ length: 1 + (round % 4) }, (_, index) => ({
        timestamp: 1_700_000_000_000 + round * 10 + index,
        key: new TextEncoder().encode(`key-${round}`),
        value: new TextEncoder().encode(`${codec} value ${round} ${index} `.repeat(4)),
      }))
      const producer =
        round % 2 === 0 ? {} : { producerId: 7, producerEpoch: 0, baseSequence: sequence(round) }
      const result = log.append(encodeBatch(records, { codec, ...producer }), {
        origin: 'client',
        leaderEpoch: round < 30 ? 0 : 3,
        now: 1_700_000_001_000,
      })
      expect(result.error).toBe('')
      if (round % 3 !== 0) log.write()
    }
    log.write()
    log.advanceHighWatermark(log.logEndOffset)
  }
  await directory.close()
}

/** Three producers whose transactions interleave, over several segments. */
async function writeTransactions(): Promise<readonly AbortedTransaction[]> {
  const config = BrokerConfig.from()
  const topic = topicConfig(config, { 'internal.segment.bytes': '2048' })
  const directory = await LogDirectory.open(createNodeHost(), join(path, 'transactional'), {
    config,
    nodeId: 1,
    clusterId: 'dump-log-cluster-00000',
    topicConfig: () => topic,
  })
  const log = directory.create('orders', 0, 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid, topic)
  const place = { leaderEpoch: 0, now: Date.now() }
  for (let round = 0; round < 60; round++) {
    const producerId = 1000 + (round % 3)
    const producerEpoch = Math.floor(round / 12)
    const facts = {
      producerId,
      producerEpoch,
      baseSequence: Math.floor((round % 12) / 3),
      isTransactional: true,
    }
    const value = new TextEncoder().encode(`${round} `.padEnd(80, '.'))
    const bytes = encodeBatch([{ timestamp: place.now, key: null, value }], facts)
    expect(log.append(bytes, { ...place, origin: 'client' }).error).toBe('')
    if (round % 12 >= 9) {
      const type = round % 2 === 0 ? 'ABORT' : 'COMMIT'
      const end = {
        type,
        producerId,
        producerEpoch: producerEpoch + 1,
        coordinatorEpoch: 3,
        transactionVersion: 2,
      }
      expect(log.endTransaction({ ...end, type }, place).error).toBe('')
    }
    log.write()
  }
  const aborted = log.abortedTransactions(0, log.logEndOffset)
  await directory.close()
  return aborted
}

/** Odd rounds hold 2 or 4 records. */
function sequence(round: number): number {
  let next = 0
  for (let earlier = 1; earlier < round; earlier += 2) next += 1 + (earlier % 4)
  return next
}

function dump(files: readonly string[], flags: readonly string[]): string {
  const tool = join(kafka ?? '', 'bin', 'kafka-dump-log.sh')
  return execFileSync(tool, ['--files', files.join(','), ...flags], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function filesOf(ending: string): string[] {
  return codecs.flatMap((codec) => {
    const folder = join(path, `${codec}-0`)
    return readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => join(folder, name))
  })
}

describe.skipIf(kafka === undefined)('kafka-dump-log', () => {
  test('prints the records of every codec, finds every batch valid and every index right', {
    timeout: 120_000,
  }, async () => {
    await writeLogs()
    const logs = dump(filesOf('.log'), ['--deep-iteration', '--print-data-log'])
    expect(logs.match(/isvalid: true/g)?.length).toBe(300)
    expect(logs).not.toMatch(/isvalid: false|mismatch|Mismatch|exception/i)
    for (const codec of codecs) expect(logs).toContain(`payload: ${codec} value 59 3 ${codec} value`)
    const indexes = dump(
      filesOf('index').filter((name) => !name.endsWith('txnindex')),
      ['--verify-index-only'],
    )
    expect(indexes).not.toMatch(/mismatch|misaligned|out of order|exception|Found/i)
    const deep = dump(filesOf('.timeindex'), ['--index-sanity-check'])
    expect(deep).not.toMatch(/exception|mismatch/i)
    const snapshots = dump(filesOf('.snapshot'), [])
    expect(snapshots).toMatch(/producerId: 7 producerEpoch: 0/)
    expect(filesOf('.log').length).toBeGreaterThan(10)
  })

  test('finds the aborted transactions that we tell of, and nothing wrong with markers and snapshots', {
    timeout: 120_000,
  }, async () => {
    const aborted = await writeTransactions()
    expect(aborted.length).toBe(5)
    const folder = join(path, 'transactional', 'orders-0')
    const files = readdirSync(folder).map((name) => join(folder, name))
    const indexes = files.filter((name) => name.endsWith('.txnindex'))
    expect(indexes.length).toBeGreaterThan(1)
    const told = [
      ...dump(indexes, []).matchAll(
        /producerId: (\d+) firstOffset: (\d+) lastOffset: (\d+) lastStableOffset: (\d+)/g,
      ),
    ]
    const inOrder = told
      .map(([, producerId, firstOffset, lastOffset, lastStableOffset]) => ({
        producerId: Number(producerId),
        firstOffset: Number(firstOffset),
        lastOffset: Number(lastOffset),
        lastStableOffset: Number(lastStableOffset),
      }))
      .sort((a, b) => a.lastOffset - b.lastOffset)
    expect(inOrder).toEqual(aborted)
    const logs = dump(
      files.filter((name) => name.endsWith('.log')),
      ['--deep-iteration'],
    )
    expect(logs.match(/endTxnMarker: (ABORT|COMMIT) coordinatorEpoch: 3/g)?.length).toBe(15)
    expect(logs).not.toMatch(/isvalid: false|exception/i)
    const snapshots = dump(
      files.filter((name) => name.endsWith('.snapshot')),
      [],
    )
    expect(snapshots).toMatch(/producerId: 1000 producerEpoch: 1/)
  })
})
