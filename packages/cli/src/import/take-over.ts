/**
 * Puts a broker's data directories where Samsa shall serve them: as they are, or copied into a new one. A copy gets
 * its meta.properties last, so that one that was broken off is not taken for whole. With links, closed segments are
 * shared with the original, which is never written to: neither program writes into a closed segment.
 */
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Disk, DiskError } from '@samsa/host'
import {
  type CheckpointEntry,
  decodeOffsetCheckpoint,
  encodeOffsetCheckpoint,
} from '@samsa/log/core/checkpoint-text'
import { parsePartitionFolder } from '@samsa/log/core/file-names'
import { ImportRefused, type Survey, type SurveyedPartition } from './survey.js'

const CHECKPOINTS = [
  'recovery-point-offset-checkpoint',
  'log-start-offset-checkpoint',
  'replication-offset-checkpoint',
  'cleaner-offset-checkpoint',
]
const METADATA_LOG = '__cluster_metadata-0'
const CLEAN = '.kafka_cleanshutdown'

export interface TakeOver {
  readonly survey: Survey
  readonly strays: readonly SurveyedPartition[]
  /** 32 hexadecimal digits, which mark folders that are put aside. */
  readonly unique: string
}

/** Folders of deleted topics get the name under which Kafka puts such folders aside; nothing else changes. */
export function takeOverInPlace({ strays, unique }: TakeOver): void {
  for (const { directory, folder } of strays)
    renameSync(join(directory, folder), join(directory, `${folder}.${unique}-stray`))
}

export interface CopyOptions {
  readonly disk: Disk
  readonly to: string
  readonly link: boolean
  /** Called before each folder. */
  progress(folder: string): void
}

/** @throws ImportRefused when the place is not empty or links cannot be. */
export function takeOverByCopy({ survey, strays }: TakeOver, options: CopyOptions): void {
  const { disk, to, link, progress } = options
  const { directories } = survey
  const isClean = directories.every((each) => each.isClean)
  if (link && !isClean)
    throw new ImportRefused('--link needs directories that were left cleanly: recovery writes into segments')
  makeOrRefuse(disk, to)
  if (readdirSync(to).length > 0) throw new ImportRefused(`${to} is not empty`)
  const aside = new Set(strays.map(({ directory, folder }) => join(directory, folder)))
  for (const { path } of directories) {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const from = join(path, entry.name)
      if (!entry.isDirectory() || aside.has(from) || !isTaken(entry.name, survey, path)) continue
      progress(entry.name)
      copyFolder(disk, from, join(to, entry.name), link)
    }
  }
  for (const name of CHECKPOINTS) mergeCheckpoints(directories, name, to)
  if (isClean) writeDurably(join(to, CLEAN), readFileSync(join(directories[0]?.path ?? '', CLEAN)))
  syncFolder(to)
  writeDurably(join(to, 'meta.properties'), readFileSync(join(directories[0]?.path ?? '', 'meta.properties')))
  syncFolder(to)
}

/** Partitions, moves under way and Kafka's metadata log; not what is on its way out or put aside. */
function isTaken(name: string, { partitions }: Survey, path: string): boolean {
  if (name === METADATA_LOG) return true
  const found = partitions.find((each) => each.directory === path && each.folder === name)
  return found?.role === 'log'
}

function makeOrRefuse(disk: Disk, path: string): void {
  try {
    disk.makeDirectory(path)
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    throw new ImportRefused(`${path} cannot be made: ${error.message}`)
  }
}

function copyFolder(disk: Disk, from: string, to: string, link: boolean): void {
  disk.makeDirectory(to)
  const names = readdirSync(from).sort()
  const last = names.filter((name) => /^\d{20}\.log$/.test(name)).at(-1)
  for (const name of names) {
    if (/\.(deleted|cleaned|tmp)$/.test(name)) continue
    const closed = name.endsWith('.log') && name !== last
    if (link && closed) linkOrRefuse(join(from, name), join(to, name))
    else copyDurably(join(from, name), join(to, name))
  }
  syncFolder(to)
}

function linkOrRefuse(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    const reason = (error as Error).message
    throw new ImportRefused(`Links cannot be made there (${reason}); leave out --link to copy`)
  }
}

function copyDurably(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE)
  const file = openSync(to, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function mergeCheckpoints(directories: Survey['directories'], name: string, to: string): void {
  const entries: CheckpointEntry[] = []
  for (const { path } of directories) {
    if (!existsSync(join(path, name))) continue
    const read = decodeOffsetCheckpoint(readFileSync(join(path, name), 'utf8'))
    if ('problem' in read) throw new ImportRefused(`${join(path, name)}: ${read.problem}`)
    for (const [key, offset] of read.offsets) {
      const place = parsePartitionFolder(key)
      if (place !== undefined) entries.push({ topic: place.topic, partition: place.partition, offset })
    }
  }
  if (entries.length > 0) writeDurably(join(to, name), encodeOffsetCheckpoint(entries))
}

function writeDurably(path: string, content: string | Uint8Array): void {
  writeFileSync(path, content, { flush: true })
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
