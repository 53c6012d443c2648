/**
 * What Kafka's own metadata log (KRaft, `__cluster_metadata-0`) says, for a data directory that Kafka wrote and Samsa
 * opens for the first time: the newest snapshot and the records behind it. Read once, never written. Owns which
 * records count; a metadata transaction (KIP-866) counts when it ended. Topics are taken from their folders, which are
 * what there is to serve; this says what the folders cannot.
 */
import { DiskError, type Disk } from '@samsa/host'
import { forEachRecordOfBatch } from '@samsa/record/record'
import {
  batchAttributes,
  batchBaseOffset,
  batchSizeInBytes,
  isControlBatch,
  wholeBatchSize,
} from '@samsa/record/record-batch'
import { parsePartitionFolder } from '@samsa/log/core/file-names'
import { decodeProducerSnapshot } from '@samsa/log/core/producer-snapshot'
import { readSmallFile } from '@samsa/log/shell/durable-file'
import { type KafkaMetadata, MetadataReplay } from './core/kafka-metadata.js'

const FOLDER = '__cluster_metadata-0'

/**
 * From the first of the directories that holds such a log, which may lie in any of them; undefined where none does.
 * Throws CorruptRecord, DecodeError, DiskError.
 */
export function readKafkaMetadata(disk: Disk, directories: readonly string[]): KafkaMetadata | undefined {
  for (const directory of directories) {
    const folder = `${directory}/${FOLDER}`
    const files = listFiles(disk, folder)
    if (files !== undefined) return replayFolder(disk, folder, files)
  }
  return undefined
}

/** ZooKeeper hands out blocks of a thousand ids to each broker; a cluster never had a thousand blocks open. */
const ZOOKEEPER_MARGIN = 1_000_000

/**
 * A producer id above all that anybody was given, for directories whose cluster kept them in ZooKeeper, out of reach:
 * far above the highest that the logs know. 0 when they know none. Throws DiskError.
 */
export function producerIdBeyondLogs(disk: Disk, directories: readonly string[]): number {
  let highest = -1
  for (const directory of directories) {
    for (const { name, directory: isFolder } of listFolders(disk, directory)) {
      if (!isFolder || parsePartitionFolder(name)?.role !== 'log') continue
      const folder = `${directory}/${name}`
      const newest = listFiles(disk, folder)?.findLast((file) => file.endsWith('.snapshot'))
      const bytes = newest === undefined ? undefined : readSmallFile(disk, `${folder}/${newest}`)
      const read = bytes === undefined ? undefined : decodeProducerSnapshot(bytes)
      if (read === undefined || 'problem' in read) continue
      for (const { producerId } of read.entries) highest = Math.max(highest, producerId)
    }
  }
  return highest < 0 ? 0 : Math.ceil((highest + ZOOKEEPER_MARGIN) / 1000) * 1000
}

function listFolders(disk: Disk, directory: string): ReturnType<Disk['list']> {
  return listIfThere(disk, directory) ?? []
}

function replayFolder(disk: Disk, folder: string, files: readonly string[]): KafkaMetadata {
  const replay = new MetadataReplay()
  const snapshot = files.filter((name) => /^\d{20}-\d{10}\.checkpoint$/.test(name)).at(-1)
  const from = snapshot === undefined ? 0 : Number(snapshot.slice(0, 20))
  if (snapshot !== undefined) replayFile(disk, `${folder}/${snapshot}`, replay, 0)
  const logs = files.filter((name) => /^\d{20}\.log$/.test(name))
  logs.forEach((name, index) => {
    const next = logs[index + 1]
    const isBefore = next !== undefined && Number(next.slice(0, 20)) <= from
    if (!isBefore) replayFile(disk, `${folder}/${name}`, replay, from)
  })
  return replay.metadata
}

function listFiles(disk: Disk, folder: string): readonly string[] | undefined {
  return listIfThere(disk, folder)?.map((entry) => entry.name)
}

/** Undefined below a file too: that is none of the directories, and those behind it count all the same. */
function listIfThere(disk: Disk, folder: string): ReturnType<Disk['list']> | undefined {
  try {
    return disk.list(folder)
  } catch (error) {
    if (error instanceof DiskError && (error.kind === 'missing' || error.kind === 'not-a-directory'))
      return undefined
    throw error
  }
}

function replayFile(disk: Disk, path: string, replay: MetadataReplay, from: number): void {
  const file = disk.open(path, 'read')
  const bytes = new Uint8Array(file.size())
  file.read(bytes, 0)
  void file.close()
  const view = new DataView(bytes.buffer)
  for (let at = 0; wholeBatchSize(view, at, bytes.length) > 0; at += batchSizeInBytes(view, at)) {
    if (batchBaseOffset(view, at) < from || isControlBatch(batchAttributes(view, at))) continue
    forEachRecordOfBatch(bytes, at, (record) => {
      const value = record.value()
      if (value !== null) replay.record(value)
    })
  }
}
