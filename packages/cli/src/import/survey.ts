/**
 * What a stopped broker's data directories hold, seen from outside: whose they are, how they were left, which
 * partitions lie in them, and what Kafka's metadata log says of those. Reads only.
 */
import { readKafkaMetadata } from '@samsa/broker/controller/kafka-metadata-log'
import type { KafkaMetadata } from '@samsa/broker/controller/core/kafka-metadata'
import { type Disk, DiskError } from '@samsa/host'
import { type MetaProperties, metaPropertiesOf } from '@samsa/log'
import { decodePartitionMetadata } from '@samsa/log/core/checkpoint-text'
import { type FolderRole, parseLogFileName, parsePartitionFolder } from '@samsa/log/core/file-names'
import { decodeProducerSnapshot } from '@samsa/log/core/producer-snapshot'
import { readSmallFile, readSmallText } from '@samsa/log/shell/durable-file'

/** A partition's folder. */
export interface SurveyedPartition {
  readonly directory: string
  readonly folder: string
  readonly topic: string
  readonly partition: number
  readonly role: FolderRole
  readonly topicId: string | undefined
  readonly segments: number
  readonly bytes: number
  /** Producers whose transaction the newest snapshot has as open, with the offset it began at. */
  readonly open: readonly { readonly producerId: number; readonly offset: number }[]
}

export interface SurveyedDirectory {
  readonly path: string
  readonly meta: MetaProperties
  readonly isClean: boolean
  /** Samsa has started on it before. */
  readonly isOurs: boolean
  readonly names: readonly string[]
}

export interface Survey {
  readonly directories: readonly SurveyedDirectory[]
  readonly partitions: readonly SurveyedPartition[]
  /** Undefined: no KRaft metadata log among the directories, as in ZooKeeper mode. */
  readonly metadata: KafkaMetadata | undefined
}

/** Why directories cannot be taken over. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
}

/**
 * @throws ImportRefused, LogDirectoryError for a meta.properties that is none, DiskError, and for a metadata log that
 * cannot be read CorruptRecord, DecodeError
 */
export function survey(disk: Disk, paths: readonly string[]): Survey {
  const directories = paths.map((path) => surveyDirectory(disk, path))
  const [first] = directories
  for (const { path, meta } of directories) {
    const { clusterId, nodeId } = first?.meta ?? {}
    if (meta.clusterId !== clusterId || meta.nodeId !== nodeId) {
      throw new ImportRefused(
        `${path} is of cluster ${meta.clusterId}, node ${meta.nodeId}; ${first?.path} is of cluster ${clusterId}, ` +
          `node ${nodeId}: the directories of one broker are taken over together`,
      )
    }
  }
  const partitions = directories.flatMap(({ path }) => partitionsOf(disk, path))
  refuseTwice(partitions)
  return { directories, partitions, metadata: readKafkaMetadata(disk, paths) }
}

/** Kafka does not start either when a partition lies in two directories: which is the true one? */
function refuseTwice(partitions: readonly SurveyedPartition[]): void {
  const places = new Map<string, string>()
  for (const { role, folder, directory } of partitions) {
    if (role !== 'log') continue
    const other = places.get(folder)
    if (other !== undefined) throw new ImportRefused(`${folder} lies in ${other} and in ${directory}`)
    places.set(folder, directory)
  }
}

function surveyDirectory(disk: Disk, path: string): SurveyedDirectory {
  let names: readonly string[]
  try {
    names = disk.list(path).map(({ name }) => name)
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    throw new ImportRefused(`${path}: no directory that can be read (${error.kind})`)
  }
  const meta = metaPropertiesOf(disk, path)
  if (meta === undefined)
    throw new ImportRefused(`${path}: no meta.properties, so no broker's data directory`)
  return {
    path,
    meta,
    isClean: names.includes('.kafka_cleanshutdown'),
    isOurs: names.some((name) => name.startsWith('samsa-coordination.')),
    names,
  }
}

function partitionsOf(disk: Disk, directory: string): SurveyedPartition[] {
  const found: SurveyedPartition[] = []
  for (const { name, directory: isFolder } of disk.list(directory)) {
    const parsed = isFolder ? parsePartitionFolder(name) : undefined
    if (parsed === undefined || parsed.topic === '__cluster_metadata') continue
    const path = `${directory}/${name}`
    const logs: string[] = []
    let newest: string | undefined
    for (const entry of disk.list(path)) {
      const file = parseLogFileName(entry.name)
      if (file?.leftover !== undefined) continue
      if (file?.kind === 'log') logs.push(`${path}/${entry.name}`)
      if (file?.kind === 'snapshot') newest = `${path}/${entry.name}`
    }
    const metadata = readSmallText(disk, `${path}/partition.metadata`)
    found.push({
      ...parsed,
      directory,
      folder: name,
      topicId: metadata === undefined ? undefined : decodePartitionMetadata(metadata),
      segments: logs.length,
      bytes: logs.reduce((sum, log) => sum + sizeOf(disk, log), 0),
      open: newest === undefined ? [] : openTransactions(disk, newest),
    })
  }
  return found
}

function sizeOf(disk: Disk, path: string): number {
  const file = disk.open(path, 'read')
  try {
    return file.size()
  } finally {
    void file.close().catch(() => undefined)
  }
}

function openTransactions(disk: Disk, snapshot: string): SurveyedPartition['open'] {
  const read = decodeProducerSnapshot(readSmallFile(disk, snapshot) ?? new Uint8Array(0))
  if ('problem' in read) return []
  return read.entries
    .filter(({ transactionFirstOffset }) => transactionFirstOffset >= 0)
    .map(({ producerId, transactionFirstOffset }) => ({ producerId, offset: transactionFirstOffset }))
}
