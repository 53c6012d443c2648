/** The metadata logs that Apache Kafka 4.3.1 wrote (packages/log/testdata/golden). */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { World } from '@samsa/host/simulated/world'
import type { Disk } from '@samsa/host'
import { untar } from '@samsa/log/golden/untar'
import { expect, test } from 'vitest'
import { readKafkaMetadata } from './kafka-metadata-log.js'

function goldenDisk(scenario: string, directory: string): Disk {
  const { disk } = new World({ seed: 1 }).host('broker')
  const archive = new URL(`../../../log/testdata/golden/${scenario}/data.tar.gz`, import.meta.url)
  for (const entry of untar(gunzipSync(readFileSync(archive)))) {
    if (entry.isDirectory) continue
    const path = `${directory}/${entry.name}`
    disk.makeDirectory(path.slice(0, path.lastIndexOf('/')))
    const file = disk.open(path, 'create')
    if (entry.bytes.length > 0) file.writev([Uint8Array.from(entry.bytes)], 0)
  }
  return disk
}

test('topics, settings, epochs, ids and features are read from the snapshot and what follows it', () => {
  const disk = goldenDisk('metadata-log', '/data')
  const { topics, ...rest } = readKafkaMetadata(disk, ['/data'])!
  expect([...topics.values()].map(({ name, topicId }) => [name, topicId])).toEqual([
    ['audit', 'Ulgh5dI7QU6joC9ag9EYJg'],
    ['orders', 'yx6GWm-6TyKghONhrW6qyQ'],
    ['__consumer_offsets', 'pF-_8NbMSyWRF3LvTt1IAw'],
    ['__share_group_state', 'v7gYZSYVSa6IgraTFHWaRQ'],
    ['__transaction_state', 'IfgQGllYTLCbPgDQrM0pVg'],
  ])
  const counts = [...topics.values()].map(({ partitions }) => [...partitions.keys()])
  expect(counts).toEqual([[0], [0, 1, 2], [0, 1], [0, 1], [0, 1]])
  const led = { leaderEpoch: 1, replicas: [1] }
  for (const { partitions } of topics.values())
    for (const partition of partitions.values()) expect(partition).toEqual(led)
  expect(rest).toMatchInlineSnapshot(`
    {
      "brokers": Set {
        1,
      },
      "configs": {
        "broker": Map {
          "" => {
            "message.max.bytes": "1009720",
            "min.insync.replicas": "1",
          },
          "1" => {
            "log.cleaner.threads": "1",
          },
        },
        "client-metrics": Map {
          "subscription-a" => {
            "interval.ms": "60000",
            "metrics": "org.apache.kafka.producer.",
          },
        },
        "group": Map {
          "g-share" => {
            "share.auto.offset.reset": "earliest",
            "share.record.lock.duration.ms": "15000",
          },
        },
      },
      "features": Map {
        "metadata.version" => 30,
        "group.version" => 1,
        "streams.version" => 1,
        "transaction.version" => 2,
        "share.version" => 1,
      },
      "nextProducerId": 1000,
      "topicConfigs": Map {
        "audit" => {
          "cleanup.policy": "compact,delete",
          "retention.ms": "-1",
          "segment.ms": "9000000000000",
        },
        "__consumer_offsets" => {
          "cleanup.policy": "compact",
          "compression.type": "producer",
          "segment.bytes": "104857600",
        },
        "__share_group_state" => {
          "cleanup.policy": "delete",
          "compression.type": "producer",
          "min.insync.replicas": "1",
          "retention.ms": "-1",
          "segment.bytes": "104857600",
        },
        "orders" => {
          "retention.ms": "-1",
          "segment.ms": "9000000000000",
        },
        "__transaction_state" => {
          "cleanup.policy": "compact",
          "compression.type": "uncompressed",
          "min.insync.replicas": "1",
          "segment.bytes": "104857600",
          "unclean.leader.election.enable": "false",
        },
      },
      "unserved": {
        "ACLs": 2,
        "SCRAM credentials": 1,
        "client quotas": 2,
        "delegation tokens": 0,
      },
    }
  `)
})

test('the log may lie in any of the directories; where there is none there is nothing to tell', () => {
  const disk = goldenDisk('data-directory', '/b')
  disk.makeDirectory('/a')
  const metadata = readKafkaMetadata(disk, ['/a', '/b'])
  expect([...(metadata?.topics.keys() ?? [])].sort()).toEqual([
    '__consumer_offsets',
    '__transaction_state',
    'events',
    'table',
    'unused',
  ])
  expect(metadata?.topics.get('events')?.partitions.get(0)).toEqual({ replicas: [1], leaderEpoch: 3 })
  expect(readKafkaMetadata(disk, ['/a'])).toBeUndefined()
})
