/**
 * What the tests of compaction have in common: a compacted log with small segments on a simulated machine, keyed
 * records, and what is in a log.
 */
import { BrokerConfig, type TopicConfig, topicConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import type { World } from '@samsa/host/simulated/world'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { encodeEndTransactionMarker } from '@samsa/record/control-record'
import { encodeBatch } from '@samsa/record/encode-batch'
import { recordsOf } from '@samsa/record/record'
import {
  batchAttributes,
  batchBaseOffset,
  batchProducerId,
  batchSizeInBytes,
  isControlBatch,
  isTransactionalBatch,
} from '@samsa/record/record-batch'
import type { ReadBytes } from '../core/read-result.js'
import type { AbortedTransaction } from '../core/transaction-index.js'
import type { LogCleaner } from '../shell/compaction/log-cleaner.js'
import { LogDirectory } from '../shell/log-directory.js'
import type { PartitionLog } from '../shell/partition-log.js'

const START = 1_700_000_000_000

export const topicId = 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid

export interface KeyedRecord {
  readonly offset: number
  readonly key: string
  readonly value: string | null
}

export function compactedTopic(overrides: Record<string, string> = {}): TopicConfig {
  return topicConfig(BrokerConfig.from(), {
    'cleanup.policy': 'compact',
    'internal.segment.bytes': '2000',
    'index.interval.bytes': '200',
    'min.cleanable.dirty.ratio': '0.01',
    'file.delete.delay.ms': '1000',
    ...overrides,
  })
}

/** Opens (or opens again) the one log of the machine 'alpha', with the cleaner at work. */
export async function openCompacted(
  world: World,
  topic: Record<string, string> = {},
  broker: Record<string, string> = {},
  others: { readonly cleaner?: LogCleaner; readonly host?: Host } = {},
): Promise<{ directory: LogDirectory; log: PartitionLog }> {
  const config = compactedTopic(topic)
  const directory = await world.run(
    LogDirectory.open(others.host ?? world.host('alpha'), '/data', {
      config: BrokerConfig.from({ overrides: { 'log.cleaner.backoff.ms': '200', ...broker } }),
      nodeId: 1,
      clusterId: 'compaction-cluster-000',
      topicConfig: () => config,
      ...(others.cleaner === undefined ? {} : { cleaner: others.cleaner }),
    }),
  )
  const log = directory.get('orders', 0) ?? directory.create('orders', 0, topicId, config)
  log.advanceHighWatermark(log.logEndOffset)
  directory.startMaintenance()
  return { directory, log }
}

/** Appends `count` records over `keys` keys, a few to a batch; all of it may be read. */
export function append(log: PartitionLog, count: number, keys: number, isNull = (_: number) => false): void {
  for (let left = count; left > 0; ) {
    const inBatch = Math.min(left, 3)
    const records = Array.from({ length: inBatch }, (_, index) => {
      const offset = log.nextOffset + index
      const value = isNull(offset) ? null : new TextEncoder().encode(`${offset} `.padEnd(40, '.'))
      return { timestamp: START + offset, key: new TextEncoder().encode(`key ${offset % keys}`), value }
    })
    const result = log.append(encodeBatch(records, {}), { origin: 'client', leaderEpoch: 0, now: START })
    if (result.error !== '') throw new Error(result.message)
    log.write()
    left -= inBatch
  }
  log.advanceHighWatermark(log.logEndOffset)
}

/** A transaction of `count` records over the same keys, and its marker. */
export function appendTransaction(
  log: PartitionLog,
  end: { readonly producerId: number; readonly type: 'COMMIT' | 'ABORT'; readonly sequence: number },
  count: number,
  keys: number,
): void {
  const { producerId, type, sequence } = end
  const records = Array.from({ length: count }, (_, index) => {
    const offset = log.nextOffset + index
    const value = new TextEncoder().encode(`${offset} ${type}`.padEnd(40, '.'))
    return { timestamp: START + offset, key: new TextEncoder().encode(`key ${offset % keys}`), value }
  })
  const facts = { producerId, producerEpoch: 0 }
  const data = encodeBatch(records, { ...facts, baseSequence: sequence, isTransactional: true })
  const marker = encodeEndTransactionMarker({ type, coordinatorEpoch: 0 }, { ...facts, timestamp: START })
  for (const bytes of [data, marker]) {
    const result = log.append(bytes, { origin: 'coordinator', leaderEpoch: 0, now: START })
    if (result.error !== '') throw new Error(result.message)
    log.write()
  }
  log.advanceHighWatermark(log.logEndOffset)
}

/** All records from the log's start to its end, as a consumer of committed ones would read them. */
export async function recordsIn(
  log: PartitionLog,
  maxBytes = 700,
  between: () => Promise<unknown> = async () => undefined,
): Promise<KeyedRecord[]> {
  const found: KeyedRecord[] = []
  const aborted = log.abortedTransactions(log.logStartOffset, log.logEndOffset)
  const text = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes ?? new Uint8Array())
  for (let at = log.logStartOffset; at < log.logEndOffset; ) {
    const result = (await log.read(at, maxBytes, log.logEndOffset, true)) as ReadBytes
    if (result.error !== '') throw new Error(result.error)
    await between()
    for (const batch of committed(result.bytes, aborted)) {
      for (const { offset, key, value } of recordsOf(batch)) {
        if (offset >= at) found.push({ offset, key: text(key), value: value === null ? null : text(value) })
      }
    }
    if (result.nextOffset <= at) break
    at = result.nextOffset
  }
  return found
}

function* committed(bytes: Uint8Array, aborted: readonly AbortedTransaction[]): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length; at += batchSizeInBytes(view, at)) {
    const attributes = batchAttributes(view, at)
    const [producerId, offset] = [batchProducerId(view, at), batchBaseOffset(view, at)]
    const isAborted = aborted.some(
      (one) => one.producerId === producerId && one.firstOffset <= offset && offset <= one.lastOffset,
    )
    if (isControlBatch(attributes) || (isTransactionalBatch(attributes) && isAborted)) continue
    yield bytes.subarray(at, at + batchSizeInBytes(view, at))
  }
}

/** The newest record of each key, tombstones left out. */
export function latestOf(records: readonly KeyedRecord[]): ReadonlyMap<string, KeyedRecord> {
  const latest = new Map<string, KeyedRecord>()
  for (const record of records) {
    latest.delete(record.key)
    if (record.value !== null) latest.set(record.key, record)
  }
  return latest
}

/** Names and sizes of the files in a folder of the machine 'alpha'. */
export function filesOf(world: World, folder: string): { readonly name: string; readonly size: number }[] {
  const { disk } = world.host('alpha')
  const files = disk.list(folder).filter((entry) => !entry.directory)
  return files.map(({ name }) => {
    const file = disk.open(`${folder}/${name}`, 'read')
    const size = file.size()
    void file.close()
    return { name, size }
  })
}
