/**
 * Puts right what a check found, and nothing else: sound batches stay where they are. The caller holds the lock.
 * What is cut out of logs is kept in files `<name>.*.cut` of the data directory (files, as Kafka refuses a directory
 * with folders it does not know); damage between sound batches is taken out only when that is asked for.
 */
import type { Disk } from '@samsa/host'
import { encodeOffsetCheckpoint } from '../core/checkpoint-text.js'
import { logFileName, partitionFolderName } from '../core/file-names.js'
import { DurableFile, readSmallText } from '../shell/durable-file.js'
import { finishSwaps } from '../shell/finish-swaps.js'
import type { LogDisk } from '../shell/log-disk.js'
import { checkCheckpoint } from './checkpoint-check.js'
import { cutSegment } from './cut-segment.js'
import { needsRepair, type PartitionRepairs, rebuilds } from './partition-repairs.js'
import { rebuildPartition } from './rebuild-partition.js'
import type { VerifiedDirectory } from './verify-directory.js'

export interface RepairOptions {
  /** Takes damage between sound batches out of logs too: the offsets in it are gone. */
  readonly dropCorrupt: boolean
  /** Begins the names of the files for what is cut out. */
  readonly keepAs: string
  /** index.interval.bytes for indexes that are built anew. Default 4096. */
  readonly indexIntervalBytes?: number
  /** Told of each thing done, in words. */
  done(what: string): void
}

/** Rejects with DiskError; what was not reached is found again by the next check. */
export async function repairDirectory(
  disk: LogDisk,
  path: string,
  checked: VerifiedDirectory,
  options: RepairOptions,
): Promise<void> {
  for (const [name, { repairs }] of checked.partitions) {
    if (needsRepair(repairs, options.dropCorrupt)) await repairPartition(disk, path, name, repairs, options)
  }
  for (const name of checked.leftovers) {
    await disk.remove(`${path}/${name}`)
    options.done(`removed ${name}`)
  }
  await writeCheckpoints(disk, path, checked, options)
  await disk.syncDirectory(path)
}

async function repairPartition(
  disk: LogDisk,
  path: string,
  name: string,
  repairs: PartitionRepairs,
  options: RepairOptions,
): Promise<void> {
  const folder = `${path}/${name}`
  for (const file of repairs.remove) {
    await disk.remove(`${folder}/${file}`)
    options.done(`removed ${name}/${file}`)
  }
  if (repairs.finishSwaps) {
    const names = disk.list(folder).map((entry) => entry.name)
    await finishSwaps({ host: { disk } }, folder, names)
    options.done(`put the finished compaction of ${name} in place`)
  }
  await cut(disk, path, name, repairs, options)
  if (rebuilds(repairs)) {
    const start = startOf(disk, path, name)
    const written = await rebuildPartition(disk, folder, repairs, {
      indexIntervalBytes: options.indexIntervalBytes ?? 4096,
      logStartOffset: start,
    })
    for (const file of written) options.done(`wrote ${name}/${file} anew`)
  }
  await disk.syncDirectory(folder)
}

/** Where the log in a folder begins, by what can be read of the checkpoint. */
function startOf(disk: Disk, path: string, name: string): number {
  const text = readSmallText(disk, `${path}/log-start-offset-checkpoint`) ?? ''
  const { sound } = checkCheckpoint('log-start-offset-checkpoint', text, new Map())
  const own = sound.find(({ topic, partition }) => partitionFolderName(topic, partition) === name)
  return own?.offset ?? 0
}

async function cut(
  disk: Disk,
  path: string,
  name: string,
  repairs: PartitionRepairs,
  options: RepairOptions,
): Promise<void> {
  const regions = new Map(options.dropCorrupt ? repairs.corrupt : [])
  const { tail } = repairs
  if (tail !== undefined) regions.set(tail.baseOffset, [...(regions.get(tail.baseOffset) ?? []), tail.region])
  for (const [base, bad] of regions) {
    const prefix = `${path}/${options.keepAs}.${name}`
    const sides = await cutSegment(disk, `${path}/${name}`, base, bad, prefix)
    repairs.indexes.add(base)
    bad.forEach(({ from, to }, index) =>
      options.done(
        `cut ${to - from} bytes at ${from} out of ${name}/${logFileName(base, 'log')}, kept in ${sides[index]}`,
      ),
    )
  }
}

async function writeCheckpoints(
  disk: LogDisk,
  path: string,
  checked: VerifiedDirectory,
  options: RepairOptions,
): Promise<void> {
  for (const name of checked.checkpoints) {
    const { sound } = checkCheckpoint(name, readSmallText(disk, `${path}/${name}`) ?? '', checked.ends)
    await new DurableFile(disk, path, name).write(encodeOffsetCheckpoint(sound))
    options.done(`wrote ${name} anew`)
  }
}
