/**
 * Makes the folder of a log that begins now. All of it is durable before the first flush of the log is
 * acknowledged; for want of descriptors or room nothing of it is left.
 */
import type { TopicConfig } from '@samsa/config/topic-config'
import { DiskError } from '@samsa/host'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { encodePartitionMetadata, partitionKey } from '../core/checkpoint-text.js'
import type { DeletedFolders } from './deleted-folders.js'
import { isFull } from './disk-room.js'
import { writeSmallFile } from './durable-file.js'
import { addFirstSegment } from './load-partition.js'
import { type LogContext, watched } from './log-context.js'
import { isTooManyFiles } from './log-disk.js'
import { OpenedLog } from './opened-log.js'
import { PartitionLog } from './partition-log.js'

export interface NewLog {
  readonly topic: string
  readonly partition: number
  readonly topicId: Uuid
  readonly config: TopicConfig
}

/** In the directory of `deleted`, in a folder of that name. Throws DiskError, after telling the directory. */
export function createLog(
  context: LogContext,
  deleted: DeletedFolders,
  name: string,
  facts: NewLog,
): PartitionLog {
  const { path } = deleted
  const folder = `${path}/${name}`
  try {
    return make(context, path, folder, facts)
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    context.fail(error)
    if (isTooManyFiles(error) || isFull(error)) unmake(deleted, folder, facts)
    throw error
  }
}

function make(context: LogContext, path: string, folder: string, facts: NewLog): PartitionLog {
  const { disk } = context.host
  const watch = (work: Promise<void>): void => watched(context, work)
  disk.makeDirectory(folder)
  const offsets = { recoveryPoint: 0, logStartOffset: 0, highWatermark: 0 }
  const state = new OpenedLog(context, {
    ...facts,
    ...offsets,
    folder,
    snapshots: [],
    epochs: [],
    folderDirty: false,
  })
  // First of all files: without a descriptor nothing has begun.
  addFirstSegment(state)
  const metadata = new TextEncoder().encode(encodePartitionMetadata(facts.topicId))
  // Synced before the first flush is acknowledged: a folder without an id may be taken for one that was deleted.
  const metadataPath = `${folder}/partition.metadata`
  watch(writeSmallFile(disk, metadataPath, metadata))
  const identify = (): Promise<void> =>
    disk.syncFile(metadataPath).catch((error: unknown) => {
      if (!state.deleted) throw error
    })
  const stale = context.staleCheckpoints(partitionKey(facts.topic, facts.partition))
  const correct = (): Promise<void>[] => stale.map((name) => context.writeCheckpoint(name))
  // No flush counts before the checkpoints tell nothing of an earlier log: a start would go by that.
  state.created = again(async () => {
    await Promise.all([identify(), disk.syncDirectory(path), ...correct()])
  })
  watch(state.created())
  return new PartitionLog(state)
}

/** Done once; done anew by who asks after it failed, as it may for want of a descriptor. */
function again(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work().catch((error: unknown) => {
      done = undefined
      throw error
    })
    return done
  }
}

/** What there is of the folder goes: now, or when the name is needed again. */
function unmake(deleted: DeletedFolders, folder: string, facts: NewLog): void {
  try {
    deleted.makeWay(folder, facts)
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
  }
}
