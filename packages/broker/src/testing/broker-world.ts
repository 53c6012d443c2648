/**
 * One broker and its clients in a simulated world, for tests that tell a story of requests, time and faults.
 */
import { BrokerConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import type { Fault } from '@samsa/host/simulated/fault'
import { World } from '@samsa/host/simulated/world'
import { createTopicsRequest } from '@samsa/protocol/messages/create-topics-request'
import { createTopicsResponse } from '@samsa/protocol/messages/create-topics-response'
import { type FetchRequest, fetchRequest } from '@samsa/protocol/messages/fetch-request'
import { type FetchResponsePartitionData, fetchResponse } from '@samsa/protocol/messages/fetch-response'
import { produceRequest } from '@samsa/protocol/messages/produce-request'
import { type PartitionProduceResponse, produceResponse } from '@samsa/protocol/messages/produce-response'
import type { Draft } from '@samsa/protocol/message-type'
import { encodeBatch } from '@samsa/record/encode-batch'
import { type RunningBroker, startBroker } from '../start-broker.js'
import { ProtocolClient } from './protocol-client.js'

/** What a story acts on. */
export interface BrokerWorld {
  readonly world: World
  readonly broker: RunningBroker
  readonly clientHost: Host
  /** Log lines of the broker, level and message. */
  readonly lines: readonly string[]
  connect(): ProtocolClient
  /** Virtual milliseconds pass. */
  pass(ms: number): Promise<void>
  /** From now on, at once. */
  strike(fault: Draft<Fault> & { kind: Fault['kind'] }): Promise<void>
}

/** Runs the story with a broker of these settings, on its host as `seen` makes it, then stops the broker. */
export async function inBrokerWorld(
  overrides: Readonly<Record<string, string>>,
  story: (stage: BrokerWorld) => Promise<void>,
  seen: (host: Host) => Host = (host) => host,
): Promise<void> {
  const lines: string[] = []
  const world = new World({
    seed: 11,
    onLog: (_machine, level, message, facts) =>
      lines.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`),
  })
  const config = BrokerConfig.from({
    overrides: { 'log.dirs': '/data', listeners: 'PLAINTEXT://:9092', 'node.id': '1', ...overrides },
  })
  const clientHost = world.host('client')
  const pass = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      world.after(ms, 'time passes', resolve)
    })
  const work = async (): Promise<void> => {
    const broker = await startBroker(seen(world.host('broker')), config)
    const connect = (): ProtocolClient => new ProtocolClient(clientHost, 9092, 'broker')
    const strike: BrokerWorld['strike'] = async (fault) => {
      world.plan([{ at: world.nowMs, where: 'broker', ...fault } as Fault])
      await pass(1)
    }
    await story({ world, broker, clientHost, lines, connect, pass, strike })
    await broker.stop().catch(() => undefined)
  }
  await world.run(work())
}

/** Creates a topic of one partition. */
export async function createTopic(
  client: ProtocolClient,
  name: string,
  configs: Readonly<Record<string, string>> = {},
): Promise<void> {
  const settings = Object.entries(configs).map(([key, value]) => ({ name: key, value }))
  await client.send(createTopicsRequest, createTopicsResponse, 7, {
    topics: [{ name, numPartitions: 1, replicationFactor: 1, configs: settings }],
    timeoutMs: 1000,
  })
}

/** A batch of `count` records with values of `bytes` each. */
export function batchOf(count: number, bytes = 8, timestamp = 1_700_000_000_000): Uint8Array {
  const value = new Uint8Array(bytes).fill(120)
  return encodeBatch(Array.from({ length: count }, () => ({ timestamp, key: null, value })))
}

/** Produces to partition 0 of a topic; what the partition answered. */
export async function produceTo(
  client: ProtocolClient,
  name: string,
  records: Uint8Array,
  how: { acks?: number; version?: number } = {},
): Promise<PartitionProduceResponse> {
  const answer = await client.send(produceRequest, produceResponse, how.version ?? 9, {
    acks: how.acks ?? -1,
    timeoutMs: 1000,
    topicData: [{ name, partitionData: [{ index: 0, records }] }],
  })
  return answer.responses[0]?.partitionResponses[0] as PartitionProduceResponse
}

/** Fetches partition 0 of a topic; what the partition answered. */
export async function fetchFrom(
  client: ProtocolClient,
  topic: string,
  fetchOffset: number,
  how: Draft<FetchRequest> = {},
): Promise<FetchResponsePartitionData> {
  const answer = await client.send(fetchRequest, fetchResponse, 12, {
    maxWaitMs: 500,
    minBytes: 1,
    maxBytes: 1 << 20,
    topics: [{ topic, partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 1 << 20 }] }],
    ...how,
  })
  return answer.responses[0]?.partitions[0] as FetchResponsePartitionData
}
