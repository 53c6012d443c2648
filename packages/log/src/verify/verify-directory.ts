/**
 * Checks a data directory: whose it is, how it was left, its checkpoint files, every partition in it, and what else
 * lies about. Reads only; the caller holds the lock, or says that a broker may be at work (`live`).
 */
import { type Disk, DiskError } from '@samsa/host'
import { parsePartitionFolder } from '../core/file-names.js'
import { decodeOffsetCheckpoint, partitionKey } from '../core/checkpoint-text.js'
import { type CheckpointName, checkpointNames } from '../shell/checkpoints.js'
import { readSmallText } from '../shell/durable-file.js'
import { LogDirectoryError } from '../shell/log-directory-error.js'
import { metaPropertiesOf } from '../shell/meta-file.js'
import { UNSYNCED_MARK } from '../shell/unsynced-mark.js'
import { checkCheckpoint } from './checkpoint-check.js'
import { Findings, type Finding } from './finding.js'
import { type VerifiedPartition, type VerifyOptions, verifyPartition } from './verify-partition.js'

export interface VerifiedDirectory {
  readonly findings: readonly Finding[]
  readonly problems: number
  /** By folder name. */
  readonly partitions: ReadonlyMap<string, VerifiedPartition>
  /** Where logs end, by partition, for a repair of the checkpoint files. */
  readonly ends: ReadonlyMap<string, number | undefined>
  /** Folders that the next start removes. */
  readonly leftovers: readonly string[]
  /** Checkpoint files that do not fit their logs. */
  readonly checkpoints: readonly CheckpointName[]
}

export interface DirectoryScope {
  /** Only this partition's folder is checked, and what the directory's files say of it. */
  readonly only?: string
  /** Called before each partition. */
  partition?(name: string, index: number, count: number): void
}

const CLEAN_SHUTDOWN = '.kafka_cleanshutdown'
/** Files that belong into a data directory beside what is checked by name. */
const KNOWN_FILES =
  /^(meta\.properties|\.lock(-.*)?|\.kafka_cleanshutdown|bootstrap\.checkpoint|samsa-.+\..*|\.samsa-.+|.*\.tmp)$/
const METADATA_LOG = '__cluster_metadata'

/** Rejects with DiskError when the directory itself cannot be read. */
export async function verifyDirectory(
  disk: Disk,
  path: string,
  options: VerifyOptions & DirectoryScope,
): Promise<VerifiedDirectory> {
  const findings = new Findings()
  const entries = disk.list(path)
  const leftovers: string[] = []
  const { only } = options
  if (only === undefined) checkOwner(disk, path, findings)
  const folders = entries.filter(({ directory }) => directory).map(({ name }) => name)
  const names = entries.filter(({ directory }) => !directory).map(({ name }) => name)
  noteShutdown(names, folders, findings, options)
  if (only === undefined) noteUnknown(names, findings)
  const logs = only === undefined ? folders.filter((name) => isLog(name, findings, leftovers)) : [only]
  const partitions = await verifyLogs(disk, path, logs, options, findings)
  noteForeignIds(partitions, findings)
  const ends = endsOf(partitions)
  const checkpoints = checkpointsOf(disk, path, ends, findings, only === undefined)
  const { all, problems } = findings
  return { findings: all, problems, partitions, ends, leftovers, checkpoints }
}

function checkOwner(disk: Disk, path: string, findings: Findings): void {
  const file = 'meta.properties'
  const tell = (message: string, severity: Finding['severity']): void =>
    findings.add({ kind: 'meta-properties', severity, file, message, repair: '' })
  try {
    const meta = metaPropertiesOf(disk, path)
    if (meta === undefined) tell('there is none: no broker has used this directory yet', 'note')
    else if (meta.directoryId === undefined) tell('it has no directory.id: a start gives it one', 'note')
  } catch (error) {
    if (!(error instanceof LogDirectoryError)) throw error
    tell(error.message.slice(error.message.indexOf(': ') + 2), 'problem')
  }
}

function noteShutdown(
  names: readonly string[],
  folders: readonly string[],
  findings: Findings,
  { live }: VerifyOptions,
): void {
  if (!live && names.includes(UNSYNCED_MARK)) {
    const message = 'a sync failed: what is read may not be on the device, and the next start writes it again'
    findings.add({ kind: 'shutdown', severity: 'note', file: UNSYNCED_MARK, message, repair: '' })
  }
  const hasLogs = folders.some((name) => parsePartitionFolder(name)?.role === 'log')
  if (live || !hasLogs || names.includes(CLEAN_SHUTDOWN)) return
  const message = 'missing: the last stop was not clean, and the next start checks what was not flushed'
  findings.add({ kind: 'shutdown', severity: 'note', file: CLEAN_SHUTDOWN, message, repair: '' })
}

function noteUnknown(names: readonly string[], findings: Findings): void {
  for (const file of names) {
    if (KNOWN_FILES.test(file) || (checkpointNames as readonly string[]).includes(file)) continue
    const message = 'no file of a data directory'
    findings.add({ kind: 'unknown-file', severity: 'note', file, message, repair: '' })
  }
}

/** Folders on their way out, on their way in, and put aside are told of. */
function isLog(name: string, findings: Findings, leftovers: string[]): boolean {
  const tell = (message: string, repair = ''): void =>
    findings.add({ kind: 'leftover', severity: 'note', file: name, message, repair })
  const role = parsePartitionFolder(name)?.role
  switch (role) {
    case 'log':
      return true
    case 'delete':
      leftovers.push(name)
      tell('a deleted partition whose folder is still there', 'removed')
      break
    case 'future':
      tell('a replica on its way to this directory; the broker goes on with it')
      break
    case 'stray':
      tell('a replica that a broker put aside because no topic owned it; the broker or you may remove it')
      break
    default:
      findings.add({
        kind: 'unknown-file',
        severity: 'note',
        file: name,
        message: 'no folder of a partition: Kafka refuses a data directory with such folders',
        repair: '',
      })
  }
  return false
}

async function verifyLogs(
  disk: Disk,
  path: string,
  logs: readonly string[],
  options: VerifyOptions & DirectoryScope,
  findings: Findings,
): Promise<ReadonlyMap<string, VerifiedPartition>> {
  const cleaned = offsetsOf(disk, path, 'cleaner-offset-checkpoint')
  const starts = offsetsOf(disk, path, 'log-start-offset-checkpoint')
  const recovery = offsetsOf(disk, path, 'recovery-point-offset-checkpoint')
  // Folders of partitions alone, without a data directory's files, have no next start.
  const isDirectory = disk.exists(`${path}/meta.properties`)
  const isClean = !options.live && disk.exists(`${path}/${CLEAN_SHUTDOWN}`)
  const knowsStarts = disk.exists(`${path}/log-start-offset-checkpoint`)
  const verified = new Map<string, VerifiedPartition>()
  for (const [index, name] of logs.entries()) {
    options.partition?.(name, index, logs.length)
    const target = {
      path: `${path}/${name}`,
      name,
      // KRaft's own log is thinned by snapshots from its front only.
      cleanedTo: cleaned.get(name) ?? 0,
      logStartOffset: knowsStarts ? (starts.get(name) ?? 0) : undefined,
      recoveryPoint: isClean || !isDirectory ? undefined : (recovery.get(name) ?? 0),
    }
    try {
      verified.set(name, await verifyPartition(disk, target, options, findings))
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      if (options.live && error.kind === 'missing') continue
      const message = `cannot be read: ${error.message}`
      findings.add({ kind: 'unreadable', severity: 'problem', file: name, message, repair: '' })
    }
  }
  return verified
}

function offsetsOf(disk: Disk, path: string, name: CheckpointName): ReadonlyMap<string, number> {
  const decoded = decodeOffsetCheckpoint(readSmallText(disk, `${path}/${name}`) ?? '')
  return 'offsets' in decoded ? decoded.offsets : new Map()
}

/** Partitions of one topic have one id; another one means that a folder survived its topic. */
function noteForeignIds(partitions: ReadonlyMap<string, VerifiedPartition>, findings: Findings): void {
  const byTopic = new Map<string, Map<string, string[]>>()
  for (const [name, { topicId }] of partitions) {
    const topic = parsePartitionFolder(name)?.topic
    if (topic === undefined || topicId === undefined) continue
    const ids = byTopic.get(topic) ?? new Map<string, string[]>()
    ids.set(topicId, [...(ids.get(topicId) ?? []), name])
    byTopic.set(topic, ids)
  }
  for (const ids of byTopic.values()) {
    if (ids.size < 2) continue
    for (const [id, names] of ids) {
      const file = `${names[0]}/partition.metadata`
      const message = `topic id ${id}, others of the topic have another: a broker serves those of one id only`
      findings.add({ kind: 'partition-metadata', severity: 'problem', file, message, repair: '' })
    }
  }
}

function endsOf(partitions: ReadonlyMap<string, VerifiedPartition>): Map<string, number | undefined> {
  const ends = new Map<string, number | undefined>()
  for (const [name, { endOffset }] of partitions) {
    const folder = parsePartitionFolder(name)
    if (folder === undefined || folder.topic === METADATA_LOG) continue
    ends.set(partitionKey(folder.topic, folder.partition), endOffset)
  }
  return ends
}

function checkpointsOf(
  disk: Disk,
  path: string,
  ends: ReadonlyMap<string, number | undefined>,
  findings: Findings,
  knowsAll: boolean,
): CheckpointName[] {
  return checkpointNames.filter((name) => {
    const found = checkCheckpoint(name, readSmallText(disk, `${path}/${name}`) ?? '', ends).problems
    const problems = found.filter(({ isNote }) => knowsAll || !isNote)
    for (const { message, isNote } of problems) {
      const severity = isNote ? 'note' : 'problem'
      const repair = isNote ? '' : 'written anew with what the logs bear out'
      findings.add({ kind: 'checkpoint', severity, file: name, message, repair })
    }
    return problems.some(({ isNote }) => !isNote)
  })
}
