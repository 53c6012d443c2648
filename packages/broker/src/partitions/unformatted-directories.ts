/**
 * What an empty data directory means (decision 34): a new one, or the mount point of a disk that is not there. Owns
 * the judgement, made from names before anything is written: an empty directory is new when nothing that this broker
 * knows is missing. Refuses: formatting it (log), and opening the others (start-broker.ts).
 */
import { DiskError, type Disk } from '@samsa/host'
import { LogDirectoryError, metaPropertiesOf } from '@samsa/log'
import { parsePartitionFolder } from '@samsa/log/core/file-names'
import { EmbeddedStore } from '../coordination/embedded/embedded-store.js'
import type { MetadataImage } from '../metadata/metadata-image.js'

const FORMAT = 'kafka-storage format --ignore-formatted -c server.properties -t'

/**
 * For a broker whose first directory holds no metadata. Throws LogDirectoryError when another one tells that there was
 * some: beginning anew over its partitions would lose the topics' ids and settings.
 */
export function refuseNewStoreOverOld(disk: Disk, directories: readonly string[]): void {
  const [first, ...others] = directories
  if (first === undefined) return
  const holder = others.find((each) => EmbeddedStore.existsIn(disk, each))
  if (holder !== undefined) {
    const problem = `the broker's metadata is not here but in ${holder}, which log.dirs must name first`
    throw new LogDirectoryError('meta-properties', first, problem)
  }
  if (!isUnformatted(disk, first)) return
  for (const other of others) {
    const meta = metaPropertiesOf(disk, other)
    if (meta === undefined) continue
    const { clusterId, nodeId } = meta
    const problem =
      `${noMetaProperties(first)}, while ${other} is of cluster ${clusterId}, node ${nodeId}. The first of log.dirs ` +
      `holds the broker's metadata: if its disk is not mounted, mount it and start again. To begin with new metadata ` +
      `over the partitions in ${other}: ${FORMAT} ${clusterId}`
    throw new LogDirectoryError('meta-properties', first, problem)
  }
}

/** Empty directories that may be disks which are not mounted, each with what to do; the first one is none of them. */
export function notMounted(
  disk: Disk,
  directories: readonly string[],
  image: MetadataImage,
  nodeId: number,
): ReadonlyMap<string, string> {
  const unformatted = directories.slice(1).filter((each) => isUnformatted(disk, each))
  if (unformatted.length === 0) return new Map()
  const missing = missingPartitions(disk, directories, image, nodeId)
  if (missing.length === 0) return new Map()
  const problem = (path: string): string =>
    `${noMetaProperties(path)}, and ${missing.length} partitions that this broker knows lie nowhere else, such as ` +
    `${missing[0]}. If the disk of ${path} is not mounted, mount it and start again. To give up what is missing: ` +
    `${FORMAT} ${image.clusterId}`
  return new Map(unformatted.map((path) => [path, problem(path)]))
}

/** In Kafka's words. */
function noMetaProperties(path: string): string {
  return `No meta.properties found in ${path} (have you run kafka-storage.sh to format the directory?)`
}

/** What cannot be read is not said to be empty: opening it tells what is wrong. */
function isUnformatted(disk: Disk, path: string): boolean {
  try {
    if (disk.exists(path)) disk.list(path)
    return metaPropertiesOf(disk, path) === undefined
  } catch (error) {
    if (error instanceof DiskError || error instanceof LogDirectoryError) return false
    throw error
  }
}

/** Partitions of this broker that none of the directories holds. */
export function missingPartitions(
  disk: Disk,
  directories: readonly string[],
  image: MetadataImage,
  nodeId: number,
): readonly string[] {
  const there = new Set(directories.flatMap((each) => partitionsIn(disk, each)))
  const missing: string[] = []
  for (const { name, partitions } of image.topics.values()) {
    for (const { index, replicas } of partitions) {
      if (replicas.includes(nodeId) && !there.has(`${name}-${index}`)) missing.push(`${name}-${index}`)
    }
  }
  return missing
}

function partitionsIn(disk: Disk, path: string): readonly string[] {
  try {
    const folders = disk.list(path).filter((entry) => entry.directory)
    return folders.map(({ name }) => name).filter((name) => parsePartitionFolder(name)?.role === 'log')
  } catch (error) {
    if (error instanceof DiskError) return []
    throw error
  }
}
