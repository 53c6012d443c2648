/**
 * What Kafka's own metadata log (KRaft, `__cluster_metadata-0`) says about settings, for a data directory that Kafka
 * wrote and Samsa opens for the first time: the newest snapshot and the records behind it. Read once, never written.
 * Topics themselves are taken from their folders, which are what there is to serve.
 */
import { DiskError, type Disk } from '@samsa/host'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { configRecord } from '@samsa/protocol/messages/config-record'
import { removeTopicRecord } from '@samsa/protocol/messages/remove-topic-record'
import { topicRecord } from '@samsa/protocol/messages/topic-record'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { forEachRecordOfBatch } from '@samsa/record/record'
import {
  batchAttributes,
  batchBaseOffset,
  batchSizeInBytes,
  isControlBatch,
  wholeBatchSize,
} from '@samsa/record/record-batch'
import type { Configs } from '../metadata/core/apply-change.js'

const FOLDER = '__cluster_metadata-0'
/** Resource types of ConfigRecord. */
const TOPIC = 2
const BROKER = 4

export interface KafkaMetadata {
  readonly topicConfigs: ReadonlyMap<string, Configs>
  /** By broker id as text; '' for all. */
  readonly brokerConfigs: ReadonlyMap<string, Configs>
}

class MetadataReplay {
  readonly topicConfigs = new Map<string, Record<string, string>>()
  readonly brokerConfigs = new Map<string, Record<string, string>>()
  readonly #names = new Map<Uuid, string>()

  /** One record: a frame version, the record's type and its version, then the record. */
  record(value: Uint8Array): void {
    const reader = new ByteReader(value)
    reader.uvarint()
    const type = reader.uvarint()
    const version = reader.uvarint()
    if (type === topicRecord.apiKey) {
      const { name, topicId } = topicRecord.decode(reader, version)
      this.#names.set(topicId, name)
    } else if (type === removeTopicRecord.apiKey) {
      const { topicId } = removeTopicRecord.decode(reader, version)
      this.topicConfigs.delete(this.#names.get(topicId) ?? '')
    } else if (type === configRecord.apiKey) {
      this.#config(configRecord.decode(reader, version))
    }
  }

  #config(record: { resourceType: number; resourceName: string; name: string; value: string | null }): void {
    const resources = record.resourceType === TOPIC ? this.topicConfigs : this.brokerConfigs
    if (record.resourceType !== TOPIC && record.resourceType !== BROKER) return
    const configs = resources.get(record.resourceName) ?? {}
    if (record.value === null) delete configs[record.name]
    else configs[record.name] = record.value
    resources.set(record.resourceName, configs)
  }
}

/** Undefined where there is no such log. Throws CorruptRecord, DecodeError, DiskError. */
export function readKafkaMetadata(disk: Disk, directory: string): KafkaMetadata | undefined {
  const folder = `${directory}/${FOLDER}`
  const files = listFiles(disk, folder)
  if (files === undefined) return undefined
  const replay = new MetadataReplay()
  const snapshot = files.filter((name) => /^\d{20}-\d{10}\.checkpoint$/.test(name)).at(-1)
  const from = snapshot === undefined ? 0 : Number(snapshot.slice(0, 20))
  if (snapshot !== undefined) replayFile(disk, `${folder}/${snapshot}`, replay, 0)
  for (const name of files) {
    if (/^\d{20}\.log$/.test(name)) replayFile(disk, `${folder}/${name}`, replay, from)
  }
  return replay
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
