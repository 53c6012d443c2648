/**
 * Opens a golden log directory as a broker would and compares all that is in it with `expected.json`. After
 * a crash, the comparison is with what Kafka made of the same directory. The caller unpacks nothing and
 * reads nothing: it hands over the archive, the expectations and a host with room for the files.
 */
import { BrokerConfig } from '@samsa/config/broker-config'
import { topicConfig } from '@samsa/config/topic-config'
import type { Host } from '@samsa/host'
import { encodeOffsetCheckpoint, CLEAN_SHUTDOWN_TEXT } from '../core/checkpoint-text.js'
import { parseLogFileName, parsePartitionFolder } from '../core/file-names.js'
import { straySnapshots } from '../core/loading-plan.js'
import { readSmallFile, writeSmallFile } from '../shell/durable-file.js'
import { LogDirectory } from '../shell/log-directory.js'
import { metaPropertiesOf } from '../shell/meta-file.js'
import type { PartitionLog } from '../shell/partition-log.js'
import { checkTransactions } from './check-transactions.js'
import { differences } from './compare.js'
import { type Digest, describeBatches, describeSegments, describeSnapshots } from './describe-log.js'
import type { GoldenBatch, GoldenPartition, GoldenScenario } from './golden-scenario.js'
import { untar } from './untar.js'

export interface GoldenFinding {
  readonly title: string
  readonly problems: readonly string[]
}

export interface GoldenInput {
  readonly scenario: GoldenScenario
  /** `data.tar`, unpacked from gzip. */
  readonly archive: Uint8Array
  /** What the directory holds after recovery, when the archive is that of a crash. */
  readonly recovered?: GoldenScenario
  readonly digest: Digest
}

/**
 * index.interval.bytes of the golden brokers, which recovery needs to put the entries where Kafka put them.
 */
const INDEX_INTERVAL_BYTES = 256
/** Producers in golden logs wrote about then; later clocks would forget them. */
export const GOLDEN_NOW = 1_700_000_100_000

/** One finding per partition. `path`: an empty or missing directory of `host.disk`. */
export async function checkGoldenLogs(
  host: Host,
  path: string,
  input: GoldenInput,
): Promise<GoldenFinding[]> {
  const wall = { wall: () => GOLDEN_NOW, monotonic: () => host.clock.monotonic() }
  const asThen = { ...host, clock: wall }
  await unpack(asThen, path, input)
  const before = await openDirectory(asThen, path)
  const expected = input.recovered ?? input.scenario
  const findings: GoldenFinding[] = []
  for (const [name, partition] of Object.entries(expected.partitions)) {
    const problems = await checkPartition(asThen, before, name, partition, input)
    findings.push({ title: `${input.scenario.scenario}/${name}`, problems })
  }
  await before.close()
  const again = await openDirectory(asThen, path)
  for (const [index, name] of Object.keys(expected.partitions).entries()) {
    const problems = describeAfterClose(
      asThen,
      again,
      name,
      expected.partitions[name] as GoldenPartition,
      input,
    )
    findings[index] = {
      title: findings[index]?.title ?? name,
      problems: [...(findings[index]?.problems ?? []), ...problems],
    }
  }
  await again.close()
  return findings
}

async function unpack(host: Host, path: string, input: GoldenInput): Promise<void> {
  const { disk } = host
  disk.makeDirectory(path)
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  for (const entry of untar(input.archive)) {
    if (entry.isDirectory) disk.makeDirectory(`${path}/${entry.name}`)
    else await writeSmallFile(disk, `${path}/${entry.name}`, entry.bytes)
  }
  if (input.scenario.directory !== undefined) return
  for (const [name, offsets] of Object.entries(input.scenario.checkpoints ?? {})) {
    await writeSmallFile(disk, `${path}/${name}`, checkpointBytes(offsets))
  }
  if (input.recovered === undefined) {
    await writeSmallFile(disk, `${path}/.kafka_cleanshutdown`, encode(CLEAN_SHUTDOWN_TEXT))
  }
}

/** A checkpoint file of the directory, from offsets by folder. */
export function checkpointBytes(offsets: Readonly<Record<string, number>>): Uint8Array {
  const entries = Object.entries(offsets).map(([folder, offset]) => {
    const { topic = '', partition = 0 } = parsePartitionFolder(folder) ?? {}
    return { topic, partition, offset }
  })
  return new TextEncoder().encode(encodeOffsetCheckpoint(entries))
}

function openDirectory(host: Host, path: string): Promise<LogDirectory> {
  const meta = metaPropertiesOf(host.disk, path)
  const config = BrokerConfig.from({
    overrides: { 'log.index.interval.bytes': String(INDEX_INTERVAL_BYTES) },
  })
  return LogDirectory.open(host, path, {
    config,
    nodeId: meta?.nodeId ?? 1,
    clusterId: meta?.clusterId ?? 'golden-cluster-id-0000',
    topicConfig: () => topicConfig(config, {}),
    includeMetadataLog: true,
  })
}

async function checkPartition(
  host: Host,
  directory: LogDirectory,
  name: string,
  expected: GoldenPartition,
  input: GoldenInput,
): Promise<string[]> {
  const folder = parsePartitionFolder(name)
  const log = directory.get(folder?.topic ?? '', folder?.partition ?? 0)
  if (log === undefined) return ['was not opened']
  const { partitionMetadata } = expected
  const topicId =
    partitionMetadata === undefined ? [] : differences(partitionMetadata.topic_id, log.topicId, 'topicId')
  return [
    ...topicId,
    ...checkOffsets(log, name, input),
    ...differences(expectedEpochs(expected, log), log.epochs, 'leaderEpochs'),
    ...(await checkServed(log, name, expected, input)),
    ...(await checkTransactions(log, name, expected, input.recovered ?? input.scenario)),
    ...checkFiles(host, log, expected, input),
  ]
}

/**
 * An epoch that began at the log's end has no record yet: a start forgets it, and the next leader begins
 * its own.
 */
function expectedEpochs(expected: GoldenPartition, log: PartitionLog): unknown {
  return (expected.leaderEpochs ?? []).filter(({ startOffset }) => startOffset < log.logEndOffset)
}

function checkOffsets(log: PartitionLog, name: string, input: GoldenInput): string[] {
  const read = (input.recovered ?? input.scenario).read?.[name]
  if (read === undefined) return []
  const problems = differences(read.logStartOffset, log.logStartOffset, 'logStartOffset')
  problems.push(...differences(read.highWatermark, log.logEndOffset, 'logEndOffset'))
  if (input.recovered === undefined)
    problems.push(...differences(read.highWatermark, log.highWatermark, 'highWatermark'))
  // Alone, a leader's high watermark is its log end: a broker says so at once, the log follows.
  log.advanceHighWatermark(log.logEndOffset)
  return [...problems, ...differences(read.lastStableOffset, log.lastStableOffset, 'lastStableOffset')]
}

/** Everything from the log start on, read as fetches would, small and large, against the expected batches. */
async function checkServed(
  log: PartitionLog,
  name: string,
  expected: GoldenPartition,
  input: GoldenInput,
): Promise<string[]> {
  const all = expected.segments.flatMap((segment) => segment.batches ?? [])
  const visible = all.filter((batch) => batch.lastOffset >= log.logStartOffset)
  const problems: string[] = []
  for (const maxBytes of [1, 700, 1 << 20]) {
    const served: GoldenBatch[] = []
    for (let offset = log.logStartOffset; offset < log.logEndOffset; ) {
      const result = await log.read(offset, maxBytes, log.logEndOffset, true)
      if (result.error !== '' || result.nextOffset <= offset) break
      served.push(...describeBatches(result.bytes, input.digest))
      offset = result.nextOffset
    }
    const wanted = visible.map(({ position: _, ...batch }) => checkedBatch(batch))
    problems.push(...differences(wanted, served, `served by ${maxBytes}`))
    const read = (input.recovered ?? input.scenario).read?.[name]
    if (read !== undefined)
      problems.push(...differences(read.read_uncommitted, dataOffsets(served, log), 'read_uncommitted'))
  }
  return problems
}

/**
 * Without what other packages' vectors check: the meaning of control records and of internal topics'
 * records.
 */
function checkedBatch<B extends Partial<GoldenBatch>>(batch: B): B {
  const records = batch.records?.map(({ offset, timestamp, key, value, headers }) => ({
    offset,
    ...(timestamp === undefined ? {} : { timestamp }),
    key,
    value,
    headers: headers ?? [],
  }))
  return { ...batch, ...(records === undefined ? {} : { records }) }
}

function dataOffsets(batches: readonly GoldenBatch[], log: PartitionLog): number[] {
  const data = batches.filter((batch) => !batch.control)
  return data
    .flatMap((batch) => (batch.records ?? []).map((record) => record.offset))
    .filter((offset) => offset >= log.logStartOffset)
}

function checkFiles(host: Host, log: PartitionLog, expected: GoldenPartition, input: GoldenInput): string[] {
  const problems = differences(
    expected.segments.map(({ baseOffset, batches, offsetIndex, timeIndex, txnIndex }) => ({
      baseOffset,
      batches: (batches ?? []).map(checkedBatch),
      offsetIndex: offsetIndex ?? [],
      timeIndex: timeIndex ?? [],
      txnIndex: txnIndex ?? [],
    })),
    describeSegments(host.disk, log.folder, input.digest),
    'segments',
  )
  return [...problems, ...checkIndexes(log, expected), ...checkTransactionIndexes(host, log, expected)]
}

/** Files without entries too: none where Kafka has none. */
function checkTransactionIndexes(host: Host, log: PartitionLog, expected: GoldenPartition): string[] {
  const isIndex = (name: string): boolean => name.endsWith('.txnindex')
  const there = host.disk.list(log.folder).map((entry) => entry.name)
  const names = new Set([...Object.keys(expected.files), ...there].filter(isIndex))
  return [...names].flatMap((name) => {
    const size = readSmallFile(host.disk, `${log.folder}/${name}`)?.length
    return expected.files[name] === size ? [] : differences(expected.files[name] ?? 'no file', size, name)
  })
}

/** Every entry of the indexes leads to its batch, and every batch is found by its offset. */
function checkIndexes(log: PartitionLog, expected: GoldenPartition): string[] {
  const problems: string[] = []
  for (const batch of expected.segments.flatMap((segment) => segment.batches ?? [])) {
    if (batch.lastOffset < log.logStartOffset) continue
    const bytes = log.bytesBetween(batch.lastOffset, log.logEndOffset)
    if (bytes < batch.size) problems.push(`no way from offset ${batch.lastOffset} to its batch`)
  }
  return problems
}

/**
 * A clean stop of ours, seen by the next start: the same segments, and the snapshots that Kafka would have.
 */
function describeAfterClose(
  host: Host,
  directory: LogDirectory,
  name: string,
  expected: GoldenPartition,
  input: GoldenInput,
): string[] {
  const folder = parsePartitionFolder(name)
  const log = directory.get(folder?.topic ?? '', folder?.partition ?? 0)
  if (log === undefined) return ['was not opened again']
  const problems = directory.cleanShutdown ? [] : ['the stop was not clean']
  problems.push(
    ...differences(lastingSnapshots(expected), describeSnapshots(host.disk, log.folder), 'snapshots'),
  )
  return [...problems, ...checkFiles(host, log, expected, input)]
}

/** What a start keeps: snapshots at the start of segments, and the newest one. */
function lastingSnapshots(expected: GoldenPartition): Record<string, unknown> {
  const all = Object.entries(expected.producerSnapshots ?? {})
  const offsets = all.map(([name]) => parseLogFileName(name)?.offset ?? -1)
  const bases = expected.segments.map((segment) => segment.baseOffset)
  const strays = new Set(straySnapshots(offsets, bases))
  return Object.fromEntries(all.filter((_, index) => !strays.has(offsets[index] ?? -1)))
}
