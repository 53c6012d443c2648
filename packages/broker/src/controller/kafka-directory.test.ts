/**
 * A data directory that Apache Kafka 4.3.1 wrote (packages/log/testdata/golden), opened by a whole broker in a
 * simulated world.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { BrokerConfig } from '@samsa/config'
import { World } from '@samsa/host/simulated/world'
import { untar } from '@samsa/log/golden/untar'
import { describeConfigsRequest } from '@samsa/protocol/messages/describe-configs-request'
import { describeConfigsResponse } from '@samsa/protocol/messages/describe-configs-response'
import { initProducerIdRequest } from '@samsa/protocol/messages/init-producer-id-request'
import { initProducerIdResponse } from '@samsa/protocol/messages/init-producer-id-response'
import { listOffsetsRequest } from '@samsa/protocol/messages/list-offsets-request'
import { listOffsetsResponse } from '@samsa/protocol/messages/list-offsets-response'
import { metadataRequest } from '@samsa/protocol/messages/metadata-request'
import { metadataResponse } from '@samsa/protocol/messages/metadata-response'
import { expect, test } from 'vitest'
import { startBroker } from '../start-broker.js'
import { ProtocolClient } from '../testing/protocol-client.js'

const archive = new URL('../../../log/testdata/golden/data-directory/data.tar.gz', import.meta.url)

test("a data directory of Kafka's is served: topics, ids, settings, offsets; and still after a restart", async () => {
  const world = new World({ seed: 1 })
  const host = world.host('broker')
  for (const entry of untar(gunzipSync(readFileSync(archive)))) {
    const path = `/data/${entry.name}`
    if (entry.isDirectory) continue
    host.disk.makeDirectory(path.slice(0, path.lastIndexOf('/')))
    const file = host.disk.open(path, 'create')
    if (entry.bytes.length > 0) file.writev([Uint8Array.from(entry.bytes)], 0)
  }
  const config = BrokerConfig.from({ overrides: { 'log.dirs': '/data', listeners: 'PLAINTEXT://:9092' } })
  for (const life of [1, 2]) {
    const work = async (): Promise<void> => {
      const broker = await startBroker(host, config)
      const client = new ProtocolClient(world.host('client'), 9092, 'broker')
      const all = await client.send(metadataRequest, metadataResponse, 12, { topics: null })
      expect(all.clusterId).toBe('MkU3OEVBNTcwNTJENDM2Qg')
      const topics = Object.fromEntries(all.topics.map((topic) => [topic.name, topic.partitions.length]))
      expect(topics).toEqual({
        __consumer_offsets: 1,
        __transaction_state: 1,
        events: 2,
        table: 1,
        unused: 1,
      })
      expect(all.topics.find((topic) => topic.name === 'events')).toMatchObject({
        topicId: 'm9MEBpbkQpSMjxc7dAnSvQ',
        partitions: [{ errorCode: 0, leaderEpoch: 3 + 2 * life }, { errorCode: 0 }],
      })
      const partitions = [0, 1].map((partitionIndex) => ({ partitionIndex, timestamp: -1 }))
      const offsets = await client.send(listOffsetsRequest, listOffsetsResponse, 7, {
        replicaId: -1,
        topics: [{ name: 'events', partitions }],
      })
      expect(offsets.topics[0]?.partitions.map((each) => each.offset)).toEqual([60, 42])
      const resources = [
        {
          resourceType: 2,
          resourceName: 'table',
          configurationKeys: ['cleanup.policy', 'delete.retention.ms'],
        },
      ]
      const described = await client.send(describeConfigsRequest, describeConfigsResponse, 4, { resources })
      expect(described.results[0]?.configs).toMatchObject([
        { name: 'cleanup.policy', value: 'compact', configSource: 1 },
        { name: 'delete.retention.ms', value: '600000', configSource: 1 },
      ])
      // Kafka had given out the blocks below 2000.
      const given = await client.send(initProducerIdRequest, initProducerIdResponse, 4, {
        transactionalId: null,
        transactionTimeoutMs: 60_000,
        producerId: -1,
        producerEpoch: -1,
      })
      expect(given.producerId).toBe(1000 + 1000 * life)
      client.close()
      await broker.stop()
    }
    await world.run(work())
  }
})
