/**
 * Consumers of committed records on logs that Apache Kafka 4.3.1 wrote (packages/log/testdata/golden/transactions).
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Host } from '@samsa/host'
import { encodeOffsetCheckpoint } from '@samsa/log/core/checkpoint-text'
import type { GoldenScenario } from '@samsa/log/golden/golden-scenario'
import { untar } from '@samsa/log/golden/untar'
import { fetchRequest } from '@samsa/protocol/messages/fetch-request'
import { fetchResponse } from '@samsa/protocol/messages/fetch-response'
import { listOffsetsRequest } from '@samsa/protocol/messages/list-offsets-request'
import { listOffsetsResponse } from '@samsa/protocol/messages/list-offsets-response'
import { controlRecordType } from '@samsa/record/control-record'
import { decodeBatch } from '@samsa/record/record'
import { expect, test } from 'vitest'
import { inBrokerWorld } from '../testing/broker-world.js'
import type { ProtocolClient } from '../testing/protocol-client.js'

const golden = new URL('../../../log/testdata/golden/transactions/', import.meta.url)
const scenario = JSON.parse(
  gunzipSync(readFileSync(new URL('expected.json.gz', golden))).toString(),
) as GoldenScenario
const partitions = Object.keys(scenario.read ?? {}).map((folder) => {
  const dash = folder.lastIndexOf('-')
  return {
    topic: folder.slice(0, dash),
    partition: Number(folder.slice(dash + 1)),
    read: scenario.read?.[folder],
  }
})

/** The host with Kafka's files on its disk. */
function withKafkasFiles(host: Host): Host {
  const { disk } = host
  const write = (path: string, bytes: Uint8Array): void => {
    const file = disk.open(path, 'create')
    if (bytes.length > 0) file.writev([bytes], 0)
    void file.close()
  }
  disk.makeDirectory('/data')
  for (const entry of untar(gunzipSync(readFileSync(new URL('data.tar.gz', golden))))) {
    if (entry.isDirectory) disk.makeDirectory(`/data/${entry.name}`)
    else write(`/data/${entry.name}`, entry.bytes)
  }
  const ends = partitions.map(({ topic, partition, read }) => ({
    topic,
    partition,
    offset: read?.highWatermark ?? 0,
  }))
  write('/data/recovery-point-offset-checkpoint', new TextEncoder().encode(encodeOffsetCheckpoint(ends)))
  return host
}

async function fetchOnce(
  client: ProtocolClient,
  topic: string,
  partition: number,
  fetchOffset: number,
  most: number,
) {
  const answer = await client.send(fetchRequest, fetchResponse, 12, {
    maxWaitMs: 0,
    minBytes: 1,
    maxBytes: most,
    isolationLevel: 1,
    topics: [{ topic, partitions: [{ partition, fetchOffset, partitionMaxBytes: most }] }],
  })
  return answer.responses[0]?.partitions[0]
}

/** Offsets of the records that are left, by the rule that consumers follow. */
async function committed(
  client: ProtocolClient,
  topic: string,
  partition: number,
  most: number,
): Promise<number[]> {
  const kept: number[] = []
  for (let offset = 0; ; ) {
    const answer = await fetchOnce(client, topic, partition, offset, most)
    const bytes = answer?.records ?? new Uint8Array(0)
    expect(answer?.errorCode).toBe(0)
    if (bytes.length === 0) return kept
    const ahead = [...(answer?.abortedTransactions ?? [])].sort((a, b) => a.firstOffset - b.firstOffset)
    const aborted = new Set<number>()
    for (let at = 0; at < bytes.length; ) {
      const batch = decodeBatch(bytes, at)
      at += batch.sizeInBytes
      offset = batch.lastOffset + 1
      while ((ahead[0]?.firstOffset ?? Number.POSITIVE_INFINITY) <= batch.lastOffset) {
        aborted.add(ahead.shift()?.producerId ?? -1)
      }
      if (batch.isControl) {
        if (controlRecordType(batch.records[0]?.key ?? null) === 'ABORT') aborted.delete(batch.producerId)
      } else if (!(batch.isTransactional && aborted.has(batch.producerId))) {
        kept.push(...batch.records.map((record) => record.offset))
      }
    }
  }
}

test.each(partitions)('of $topic-$partition get what Kafka gave them, by any number of bytes', (of) =>
  inBrokerWorld(
    {},
    async ({ connect }) => {
      const client = connect()
      const { topic, partition, read } = of
      for (const most of [1, 600, 1 << 20]) {
        expect(await committed(client, topic, partition, most)).toEqual(read?.read_committed)
      }
      const ends = await client.send(listOffsetsRequest, listOffsetsResponse, 7, {
        replicaId: -1,
        isolationLevel: 1,
        topics: [
          { name: topic, partitions: [{ partitionIndex: partition, timestamp: -1, currentLeaderEpoch: -1 }] },
        ],
      })
      expect(ends.topics[0]?.partitions[0]?.offset).toBe(read?.lastStableOffset)
    },
    withKafkasFiles,
  ),
)

test('of all records are told of no aborted transactions', () =>
  inBrokerWorld(
    {},
    async ({ connect }) => {
      const answer = await connect().send(fetchRequest, fetchResponse, 12, {
        maxWaitMs: 0,
        maxBytes: 1 << 20,
        topics: [{ topic: 'transactions', partitions: [{ partition: 0, partitionMaxBytes: 1 << 20 }] }],
      })
      expect(answer.responses[0]?.partitions[0]?.abortedTransactions).toBeNull()
    },
    withKafkasFiles,
  ))
