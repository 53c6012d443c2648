/**
 * Topics that exist from a Kafka cluster's first moment: their records are put into `bootstrap.checkpoint`, which the
 * first controller appends to its metadata log. So a partition's folder can lie there before Kafka ever ran, with the
 * topic id and leader epoch of our choice.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import type { Draft, MessageType } from '@samsa/protocol/message-type'
import { configRecord } from '@samsa/protocol/messages/config-record'
import { partitionRecord } from '@samsa/protocol/messages/partition-record'
import { topicRecord } from '@samsa/protocol/messages/topic-record'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { encodeMetadataRecord } from '@samsa/protocol/stored-record'
import { viewOf } from '@samsa/record/bytes'
import { encodeBatch, type NewRecord } from '@samsa/record/encode-batch'
import { decodeBatch } from '@samsa/record/record'
import { setBatchBaseOffset, wholeBatchSize } from '@samsa/record/record-batch'

export interface BootstrapTopic {
  readonly name: string
  readonly topicId: Uuid
  readonly settings: Readonly<Record<string, string>>
  /** One partition each; its leader was elected so many times. */
  readonly leaderEpoch: number
}

const TOPIC_RESOURCE = 2

/** `data`: a directory that Kafka's own tool formatted and no Kafka has run on. */
export function addBootstrapTopics(data: string, topics: readonly BootstrapTopic[]): void {
  const path = join(data, 'bootstrap.checkpoint')
  const found = readFileSync(path)
  const [header, features, footer] = batchesOf(found)
  if (header === undefined || features === undefined || footer === undefined)
    throw new Error(`${path} is not as expected`)
  const directoryId = /^directory\.id=(.+)$/m.exec(readFileSync(join(data, 'meta.properties'), 'utf8'))?.[1]
  const { records } = decodeBatch(features, 0)
  const timestamp = records[0]?.timestamp ?? 0
  const ours = topics.flatMap((topic) => recordsOf(topic, directoryId as Uuid, timestamp))
  const added = encodeBatch(ours, { baseOffset: 1 + records.length, leaderEpoch: 0 })
  setBatchBaseOffset(viewOf(footer), 0, 1 + records.length + ours.length)
  writeFileSync(path, Buffer.concat([header, features, added, footer]))
}

function recordsOf(topic: BootstrapTopic, directoryId: Uuid, timestamp: number): NewRecord[] {
  const { name, topicId, leaderEpoch } = topic
  const record = <M>(type: MessageType<M>, message: Draft<M>, version: number): NewRecord => {
    const writer = new ByteWriter()
    encodeMetadataRecord(writer, type, message, version)
    return { timestamp, key: null, value: Uint8Array.from(writer.finishOne()) }
  }
  const facts = { topicId, replicas: [1], isr: [1], leader: 1, leaderEpoch, partitionEpoch: leaderEpoch }
  return [
    record(topicRecord, { name, topicId }, 0),
    record(partitionRecord, { partitionId: 0, ...facts, directories: [directoryId] }, 1),
    ...Object.entries(topic.settings).map(([setting, value]) =>
      record(configRecord, { resourceType: TOPIC_RESOURCE, resourceName: name, name: setting, value }, 0),
    ),
  ]
}

function batchesOf(bytes: Uint8Array): Uint8Array[] {
  const view = viewOf(bytes)
  const batches: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = wholeBatchSize(view, at, bytes.length)
    if (size === 0) break
    batches.push(bytes.slice(at, at + size))
    at += size
  }
  return batches
}
