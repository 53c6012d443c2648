/**
 * Names in a data directory: `topic-partition` folders with their `-delete`, `-future` and `-stray` kin,
 * and the files of a segment, which are named for their first offset with twenty digits.
 */

/** Kinds of files a segment (or a point in the log) has. */
export type LogFileKind = 'log' | 'index' | 'timeindex' | 'txnindex' | 'snapshot'

/**
 * What an ending behind the kind means: on its way out, half written by the cleaner, written and not yet swapped in, or
 * half written in the place of a damaged one.
 */
export type LeftoverKind = 'deleted' | 'cleaned' | 'swap' | 'tmp'

export interface LogFileName {
  readonly offset: number
  readonly kind: LogFileKind
  readonly leftover: LeftoverKind | undefined
}

const filePattern = /^(\d{20})\.(log|index|timeindex|txnindex|snapshot)(?:\.(deleted|cleaned|swap|tmp))?$/

export function logFileName(offset: number, kind: LogFileKind): string {
  return `${offset.toString().padStart(20, '0')}.${kind}`
}

/** undefined: not a file of the log (checkpoints, other programs' files). */
export function parseLogFileName(name: string): LogFileName | undefined {
  const match = filePattern.exec(name)
  if (match === null) return undefined
  const offset = Number(match[1])
  if (!Number.isSafeInteger(offset)) return undefined
  return { offset, kind: match[2] as LogFileKind, leftover: match[3] as LeftoverKind | undefined }
}

/** What a folder of a data directory holds. */
export type FolderRole = 'log' | 'future' | 'delete' | 'stray'

export interface PartitionFolder {
  readonly topic: string
  readonly partition: number
  readonly role: FolderRole
}

const folderPattern = /^(.+)-(\d+)$/
const markedPattern = /^(.+)-(\d+)\.[0-9a-zA-Z_-]{22,32}-(delete|future|stray)$/
/**
 * Since topic names may fill the file system's limit, Kafka cuts them when it marks a folder for deletion.
 */
const cutPattern = /^(.*)\.[0-9a-zA-Z_-]{22,32}-(delete|stray)$/

/** undefined: no folder of a partition. */
export function parsePartitionFolder(name: string): PartitionFolder | undefined {
  const marked = markedPattern.exec(name)
  if (marked !== null) return folder(marked[1], marked[2], marked[3] as FolderRole)
  const cut = cutPattern.exec(name)
  if (cut !== null) return folder(cut[1], '0', cut[2] as FolderRole)
  const plain = folderPattern.exec(name)
  return plain === null ? undefined : folder(plain[1], plain[2], 'log')
}

function folder(topic: string | undefined, partition: string | undefined, role: FolderRole): PartitionFolder {
  return { topic: topic ?? '', partition: Number(partition), role }
}

export function partitionFolderName(topic: string, partition: number): string {
  return `${topic}-${partition}`
}

/**
 * The name under which a folder waits for its removal; `unique` is 32 hexadecimal digits. At most 255
 * bytes.
 */
export function deletedFolderName(topic: string, partition: number, unique: string): string {
  const suffix = `-${partition}.${unique}-delete`
  return topic.slice(0, 255 - suffix.length) + suffix
}

/**
 * The folder of a copy that is to take the partition's place (KIP-113); `unique` as above. Never cut: topics whose
 * names leave no room cannot move.
 */
export function futureFolderName(topic: string, partition: number, unique: string): string {
  return `${topic}-${partition}.${unique}-future`
}
