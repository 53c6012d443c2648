/**
 * Opens the logs in the partition folders of a data directory, several at a time, so that what waits for the device
 * (recovery after an unclean stop) overlaps. Leaves other folders to whoever knows them.
 */
import type { TopicConfig } from '@samsa/config/topic-config'
import { partitionKey } from '../core/checkpoint-text.js'
import { type PartitionFolder, parsePartitionFolder } from '../core/file-names.js'
import { fewAtATime } from './few-at-a-time.js'
import { loadPartition } from './load-partition.js'
import type { LogContext } from './log-context.js'
import { PartitionLog } from './partition-log.js'

const METADATA_TOPIC = '__cluster_metadata'
/** Enough to overlap the waits, few enough to bound descriptors. */
const LOADED_AT_ONCE = 16

const TOLD_EVERY_MS = 2000

export interface FolderFacts {
  readonly options: { topicConfig(topic: string): TopicConfig; readonly includeMetadataLog?: boolean }
  /** The last stop was clean. */
  readonly clean: boolean
  /** A sync failed before it. */
  readonly isDoubtful: boolean
  /** By `partitionKey`, as the others. */
  readonly recoveryPoint: ReadonlyMap<string, number>
  readonly logStartOffset: ReadonlyMap<string, number>
  readonly highWatermark: ReadonlyMap<string, number>
  readonly cleanedTo: ReadonlyMap<string, number>
}

export interface LoadedLog {
  readonly role: 'log' | 'future'
  readonly log: PartitionLog
}

/** In the order of their `partitionKey`. Rejects with DiskError. */
export async function loadFolders(
  context: LogContext,
  path: string,
  names: readonly string[],
  facts: FolderFacts,
): Promise<readonly LoadedLog[]> {
  const loaded: [string, LoadedLog][] = []
  const configs = new Map<string, TopicConfig>()
  /** One for all partitions of a topic. */
  const configOf = (topic: string): TopicConfig => {
    const known = configs.get(topic)
    if (known !== undefined) return known
    const config = facts.options.topicConfig(topic)
    configs.set(topic, config)
    return config
  }
  const done = progress(context, path, names.length)
  await fewAtATime(names, LOADED_AT_ONCE, async (name) => {
    const parsed = parsePartitionFolder(name)
    if (parsed === undefined || (parsed.topic === METADATA_TOPIC && !facts.options.includeMetadataLog)) return
    const folder = `${path}/${name}`
    if (parsed.role === 'delete') context.removeLater(0, () => context.host.disk.remove(folder))
    const { role, topic, partition } = parsed
    // A stray replica (KIP-858) belongs to whoever judges it.
    if (role !== 'log' && role !== 'future') return
    const log = await loadFolder(context, folder, parsed, configOf(topic), facts)
    loaded.push([partitionKey(topic, partition), { role, log }])
    done(loaded.length)
  })
  return loaded.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, log]) => log)
}

/**
 * The checkpoints name logs that are gone, which must not be taken for what is known of new ones of their names; or
 * tell of more than recovery left of a log: others may be written there, unsynced, before the next checkpoint.
 */
export function saysTooMuch(facts: FolderFacts, logs: readonly LoadedLog[]): boolean {
  const { recoveryPoint, cleanedTo } = facts
  for (const { log } of logs) {
    const key = partitionKey(log.topic, log.partition)
    if (log.recoveryPoint < (recoveryPoint.get(key) ?? 0)) return true
    if (log.cleanedTo === undefined && cleanedTo.has(key)) return true
  }
  return keysOfGone(facts, logs).size > 0
}

/** Of logs that the checkpoints tell of and that are not there. */
export function keysOfGone(facts: FolderFacts, logs: readonly LoadedLog[]): ReadonlySet<string> {
  const { recoveryPoint, logStartOffset, highWatermark, cleanedTo } = facts
  const told = [recoveryPoint, logStartOffset, highWatermark, cleanedTo].flatMap((offsets) => [
    ...offsets.keys(),
  ])
  const loaded = new Set(logs.map(({ log }) => partitionKey(log.topic, log.partition)))
  return new Set(told.filter((key) => !loaded.has(key)))
}

/** Tells now and then how much is left, where that takes long: after an unclean stop. */
function progress(context: LogContext, path: string, folders: number): (loaded: number) => void {
  const { clock, log } = context.host
  let told = clock.monotonic()
  return (loaded) => {
    const now = clock.monotonic()
    if (now - told < TOLD_EVERY_MS) return
    told = now
    log.write('info', 'loading logs', { directory: path, loaded, remaining: folders - loaded })
  }
}

async function loadFolder(
  context: LogContext,
  folder: string,
  { role, topic, partition }: PartitionFolder,
  config: TopicConfig,
  facts: FolderFacts,
): Promise<PartitionLog> {
  const key = partitionKey(topic, partition)
  const state = await loadPartition(context, {
    topic,
    partition,
    folder,
    config,
    clean: facts.clean,
    isDoubtful: facts.isDoubtful,
    recoveryPoint: facts.recoveryPoint.get(key) ?? 0,
    logStartOffset: facts.logStartOffset.get(key) ?? 0,
    highWatermark: facts.highWatermark.get(key) ?? 0,
    cleanedTo: facts.cleanedTo.get(key) ?? 0,
  })
  const cleanedTo = facts.cleanedTo.get(key)
  // Of a copy under way an entry says nothing: it is of an earlier stay here. Nor of a log that was cut below it: what
  // is written there from now on no pass has seen.
  if (role === 'log' && (cleanedTo ?? 0) <= state.logEndOffset) state.cleanedTo = cleanedTo
  return new PartitionLog(state)
}
