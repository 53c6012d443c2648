/**
 * What the entries of the coordination store hold: Kafka 3.x's JSON, key for key. Reading is strict about what
 * it needs and blind to what it does not know, so that newer writers are no obstacle.
 */
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { Configs } from '../metadata/core/apply-change.js'
import type { BrokerImage, PartitionImage, TopicImage } from '../metadata/metadata-image.js'

/** An entry that should be there in a certain form is not. The message names path and problem. */
export class EntryDataError extends Error {
  override readonly name = 'EntryDataError'
}

type Json = Readonly<Record<string, unknown>>

const encoder = new TextEncoder()
const decoder = new TextDecoder()

function encode(value: Json): Uint8Array {
  return encoder.encode(JSON.stringify(value))
}

function decode(path: string, data: Uint8Array): Json {
  try {
    const value: unknown = JSON.parse(decoder.decode(data))
    if (typeof value === 'object' && value !== null) return value as Json
  } catch {
    // Falls through: the text is told in the error below.
  }
  throw new EntryDataError(`${path} holds no JSON object: ${decoder.decode(data.subarray(0, 100))}`)
}

export function encodeText(text: string): Uint8Array {
  return encoder.encode(text)
}

export function decodeText(data: Uint8Array): string {
  return decoder.decode(data)
}

export function encodeTopic(topic: TopicImage): Uint8Array {
  const partitions = Object.fromEntries(topic.partitions.map(({ index, replicas }) => [index, replicas]))
  return encode({
    removing_replicas: {},
    partitions,
    topic_id: topic.topicId,
    adding_replicas: {},
    version: 3,
  })
}

/** Replicas by partition index. */
export function decodeTopic(
  path: string,
  data: Uint8Array,
): { readonly topicId: Uuid; readonly replicas: readonly (readonly number[])[] } {
  const json = decode(path, data)
  const { topic_id: topicId, partitions } = json
  if (typeof topicId !== 'string' || typeof partitions !== 'object' || partitions === null) {
    throw new EntryDataError(`${path} lacks topic_id or partitions`)
  }
  const replicas: (readonly number[])[] = []
  // Partitions with the same replicas share one list: there may be many.
  const lists = new Map<string, readonly number[]>()
  for (const [index, brokers] of Object.entries(partitions)) {
    const key = String(brokers)
    const list = lists.get(key) ?? (brokers as readonly number[])
    lists.set(key, list)
    replicas[Number(index)] = list
  }
  if (replicas.length !== Object.keys(partitions).length) {
    throw new EntryDataError(`${path} has a gap in its partitions`)
  }
  return { topicId: topicId as Uuid, replicas }
}

export function encodePartitionState(partition: PartitionImage): Uint8Array {
  return encode({
    controller_epoch: 1,
    leader: partition.leader,
    version: 1,
    leader_epoch: partition.leaderEpoch,
    isr: partition.isr,
  })
}

export function decodePartitionState(
  path: string,
  data: Uint8Array,
): { readonly leader: number; readonly leaderEpoch: number; readonly isr: readonly number[] } {
  const { leader, leader_epoch: leaderEpoch, isr } = decode(path, data)
  if (typeof leader !== 'number' || typeof leaderEpoch !== 'number' || !Array.isArray(isr)) {
    throw new EntryDataError(`${path} lacks leader, leader_epoch or isr`)
  }
  return { leader, leaderEpoch, isr: isr as number[] }
}

export function encodeConfigs(configs: Configs): Uint8Array {
  return encode({ version: 1, config: configs })
}

export function decodeConfigs(path: string, data: Uint8Array): Configs {
  const { config } = decode(path, data)
  if (typeof config !== 'object' || config === null) throw new EntryDataError(`${path} lacks config`)
  return config as Configs
}

export function encodeClusterId(id: string): Uint8Array {
  return encode({ version: '1', id })
}

export function decodeClusterId(path: string, data: Uint8Array): string {
  const { id } = decode(path, data)
  if (typeof id !== 'string') throw new EntryDataError(`${path} lacks id`)
  return id
}

/** @param now wall-clock milliseconds of the registration. */
export function encodeBroker(broker: BrokerImage, now: number): Uint8Array {
  const endpoints = broker.endpoints.map(({ listenerName, host, port }) => {
    const address = host.includes(':') ? `[${host}]` : host
    return `${listenerName}://${address}:${port}`
  })
  const protocols = broker.endpoints.map((each) => [each.listenerName, each.securityProtocol])
  return encode({
    features: {},
    listener_security_protocol_map: Object.fromEntries(protocols),
    endpoints,
    jmx_port: -1,
    port: broker.endpoints[0]?.port ?? -1,
    host: broker.endpoints[0]?.host ?? null,
    ...(broker.rack === null ? {} : { rack: broker.rack }),
    version: 5,
    timestamp: String(now),
  })
}

/** Both ends inclusive, as texts: Kafka writes int64 so. */
export function encodeProducerIdBlock(broker: number, first: number, last: number): Uint8Array {
  return encode({ version: 1, broker, block_start: String(first), block_end: String(last) })
}

/** The last id of the newest block. */
export function decodeProducerIdBlock(path: string, data: Uint8Array): number {
  const last = Number(decode(path, data)['block_end'])
  if (!Number.isSafeInteger(last)) throw new EntryDataError(`${path} lacks block_end`)
  return last
}
