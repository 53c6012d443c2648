/**
 * Golden logs with their tails torn off: the last segment of each partition is cut at many places, as a crash would,
 * and opened without the clean marker. The log must end with the last whole batch, and all files that follow from the
 * batches must be those of a log built from its `.log` files alone. Uncut, those in turn are what Kafka wrote.
 */
import { BrokerConfig } from '@samsa/config/broker-config'
import { topicConfig } from '@samsa/config/topic-config'
import type { Host } from '@samsa/host'
import { parseLogFileName, parsePartitionFolder } from '../core/file-names.js'
import { readSmallFile, writeSmallFile } from '../shell/durable-file.js'
import { LogDirectory } from '../shell/log-directory.js'
import { metaPropertiesOf } from '../shell/meta-file.js'
import { checkpointBytes, type GoldenFinding, type GoldenInput } from './check-golden-logs.js'
import { differences } from './compare.js'
import { describeSegments, describeSnapshots } from './describe-log.js'
import type { GoldenBatch, GoldenPartition, GoldenSegment } from './golden-scenario.js'
import { untar } from './untar.js'

/** A partition and the file that is cut. */
interface Tail {
  readonly folder: string
  readonly partition: GoldenPartition
  readonly file: string
  readonly baseOffset: number
  readonly batches: readonly GoldenBatch[]
  readonly size: number
  /** Where to cut, the whole file last. */
  readonly cuts: readonly number[]
}

interface LogFactsOf {
  readonly logStartOffset: number
  readonly logEndOffset: number
  readonly epochs: readonly unknown[]
}

/** A log after recovery, and its files after it was closed. */
interface DescribedLog extends LogFactsOf {
  readonly aborted: readonly (readonly unknown[])[]
  readonly last: GoldenSegment | undefined
  readonly snapshots: Readonly<Record<string, unknown>>
  readonly files: Readonly<Record<string, number | undefined>>
}

const ROOT = '/data'

/** `host`: a new one with an empty disk for each call. One finding per partition. */
export async function checkTornTails(
  host: () => Host,
  input: GoldenInput,
  mostCuts: number,
): Promise<GoldenFinding[]> {
  const { scenario } = input
  const tails = Object.entries(scenario.partitions).flatMap(([folder, partition]) =>
    tailOf(folder, partition, mostCuts),
  )
  const problems = new Map<string, string[]>(tails.map(({ folder }) => [folder, []]))
  const rounds = Math.max(0, ...tails.map(({ cuts }) => cuts.length))
  for (let round = 0; round < rounds; round++) {
    const cutAt = (tail: Tail): number => tail.cuts[Math.min(round, tail.cuts.length - 1)] ?? tail.size
    const torn = await openCut(host(), input, tails, cutAt, false)
    const built = await openCut(host(), input, tails, cutAt, true)
    for (const tail of tails) {
      const found = problems.get(tail.folder)
      if (found === undefined || found.length > 8) continue
      const cut = cutAt(tail)
      const isWhole = !isThinned(tail.partition)
      const here = [
        ...differences(
          { logEndOffset: endAt(tail, cut, torn.get(tail.folder)) },
          torn.get(tail.folder),
          'end',
        ),
        ...(isWhole ? differences(built.get(tail.folder), torn.get(tail.folder), 'as if built anew') : []),
        ...(cut === tail.size && isWhole
          ? differences(transactionsOf(tail.partition), built.get(tail.folder), 'as Kafka wrote it')
          : []),
      ]
      found.push(...here.map((problem) => `cut at ${cut} of ${tail.size}: ${problem}`))
    }
  }
  return [...problems].map(([folder, found]) => ({
    title: `${scenario.scenario}/${folder} torn`,
    problems: found,
  }))
}

/** What compaction took away cannot be found out again from what is left. */
function isThinned(partition: GoldenPartition): boolean {
  const batches = partition.segments.flatMap((segment) => segment.batches ?? [])
  return batches.some(({ baseOffset, lastOffset, count = 1, magic }, index) => {
    const next = batches[index + 1]?.baseOffset ?? lastOffset + 1
    return next > lastOffset + 1 || (magic === 2 && count < lastOffset - baseOffset + 1)
  })
}

function tailOf(folder: string, partition: GoldenPartition, mostCuts: number): Tail[] {
  const last = partition.segments.at(-1)
  const batches = last?.batches ?? []
  const end = batches.at(-1)
  if (last === undefined || end === undefined) return []
  const file = `${String(last.baseOffset).padStart(20, '0')}.log`
  const size = end.position + end.size
  return [
    {
      folder,
      partition,
      file,
      baseOffset: last.baseOffset,
      batches,
      size,
      cuts: cutsOf(batches, size, mostCuts),
    },
  ]
}

/** Within length, checksum, header and records of batches, and between them. */
function cutsOf(batches: readonly GoldenBatch[], size: number, most: number): number[] {
  const all = batches.flatMap(({ position, size: bytes }) =>
    [0, 1, 11, 12, 20, 60, 61, 62, bytes >> 1, bytes - 1].map(
      (within) => position + Math.min(within, bytes - 1),
    ),
  )
  const places = [...new Set(all)].sort((a, b) => a - b)
  const step = Math.max(1, Math.ceil(places.length / Math.max(1, most - 1)))
  return [...places.filter((_, index) => (places.length - 1 - index) % step === 0), size]
}

/** Where nothing is left of what may be read, the log begins anew at its start. */
function endAt(tail: Tail, cut: number, log: DescribedLog | undefined): number {
  const whole = tail.batches.filter(({ position, size }) => position + size <= cut)
  return Math.max(log?.logStartOffset ?? 0, (whole.at(-1)?.lastOffset ?? tail.baseOffset - 1) + 1)
}

/**
 * Kafka's other indexes have entries by append and by life of the broker, its snapshots know producers of segments
 * that are gone: the batches do not tell of either.
 */
function transactionsOf(partition: GoldenPartition): unknown {
  return { aborted: partition.segments.map(({ txnIndex }) => txnIndex ?? []) }
}

/** What each partition's folder holds once the log was opened and closed again. */
async function openCut(
  host: Host,
  input: GoldenInput,
  tails: readonly Tail[],
  cutAt: (tail: Tail) => number,
  onlyLogs: boolean,
): Promise<Map<string, DescribedLog>> {
  const { disk } = host
  disk.makeDirectory(ROOT)
  const { checkpoints = {} } = input.scenario
  for (const [name, offsets] of Object.entries(checkpoints)) {
    if (isKept(name, onlyLogs)) await writeSmallFile(disk, `${ROOT}/${name}`, checkpointBytes(offsets))
  }
  for (const entry of untar(input.archive)) {
    if (entry.isDirectory) disk.makeDirectory(`${ROOT}/${entry.name}`)
    else if (isKept(entry.name, onlyLogs)) {
      const tail = tails.find(({ folder, file }) => entry.name === `${folder}/${file}`)
      const bytes = tail === undefined ? entry.bytes : entry.bytes.subarray(0, cutAt(tail))
      await writeSmallFile(disk, `${ROOT}/${entry.name}`, bytes)
    }
  }
  const directory = await openDirectory(host)
  const facts = new Map<string, LogFactsOf>()
  for (const { folder } of tails) {
    const { topic = '', partition = 0 } = parsePartitionFolder(folder) ?? {}
    const log = directory.get(topic, partition)
    if (log === undefined) continue
    const { logStartOffset, logEndOffset, epochs } = log
    facts.set(folder, { logStartOffset, logEndOffset, epochs: [...epochs] })
  }
  await directory.close()
  const described = new Map<string, DescribedLog>()
  for (const [folder, offsets] of facts) {
    described.set(folder, { ...offsets, ...describeDerived(host, `${ROOT}/${folder}`, input) })
  }
  return described
}

/** The clean marker never; of a log to be built anew no file that follows from its batches. */
function isKept(name: string, onlyLogs: boolean): boolean {
  if (name.endsWith('.kafka_cleanshutdown')) return false
  if (!onlyLogs) return true
  const file = parseLogFileName(name.slice(name.lastIndexOf('/') + 1))
  const isDerived = file !== undefined && file.kind !== 'log'
  return (
    !isDerived &&
    !name.endsWith('leader-epoch-checkpoint') &&
    !name.endsWith('recovery-point-offset-checkpoint')
  )
}

/** Of segments before the last one only what batches tell for sure: the last one is what recovery built. */
function describeDerived(
  host: Host,
  folder: string,
  input: GoldenInput,
): Omit<DescribedLog, keyof LogFactsOf> {
  const segments = describeSegments(host.disk, folder, input.digest)
  const all = Object.entries(describeSnapshots(host.disk, folder))
  const snapshots = Object.fromEntries(all.map(([name, entries]) => [name, sorted(entries)]))
  const base = segments.at(-1)?.baseOffset
  const names = host.disk.list(folder).map((entry) => entry.name)
  const files = names.filter((name) => {
    const file = parseLogFileName(name)
    return file !== undefined && file.leftover === undefined && file.offset === base
  })
  const sizes = files.map((name) => [name, readSmallFile(host.disk, `${folder}/${name}`)?.length])
  const aborted = segments.map(({ txnIndex }) => txnIndex ?? [])
  return { aborted, last: segments.at(-1), snapshots, files: Object.fromEntries(sizes) }
}

function sorted(entries: unknown): unknown {
  if (!Array.isArray(entries)) return entries
  return [...(entries as { producerId: number }[])].sort((a, b) => a.producerId - b.producerId)
}

function openDirectory(host: Host): Promise<LogDirectory> {
  const meta = metaPropertiesOf(host.disk, ROOT)
  const config = BrokerConfig.from({ overrides: { 'log.index.interval.bytes': '256' } })
  return LogDirectory.open(host, ROOT, {
    config,
    nodeId: meta?.nodeId ?? 1,
    clusterId: meta?.clusterId ?? 'golden-cluster-id-0000',
    topicConfig: () => topicConfig(config, {}),
    includeMetadataLog: true,
  })
}
