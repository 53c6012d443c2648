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
  try {
    return disk.list(folder).map((entry) => entry.name)
  } catch (error) {
    if (error instanceof DiskError && error.kind === 'missing') return undefined
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
