/**
 * Calls about partitions, each part going to the leader of its partitions. Partitions whose error a retry may
 * cure are asked again, with fresh metadata, until the time is up.
 */
import type { Draft } from '@samsa/protocol/message-type'
import type { ApiCall } from './api-call.js'
import type { Cluster } from './cluster.js'
import { backoffMs } from './core/backoff.js'
import { partitionOf } from './core/cluster-view.js'
import { ClientError, KafkaError, TimeoutError } from './errors.js'
import { chance, type Deadline, pause } from './retry.js'
import { TopicPartitionMap } from './topic-partition.js'

/** Per partition: a value, or the error of that partition. */
export interface PartitionOutcomes<V> {
  readonly values: TopicPartitionMap<V>
  readonly errors: TopicPartitionMap<ClientError>
}

/** One partition's part of an answer. */
interface PartitionAnswer<V> {
  readonly topic: string
  readonly partition: number
  readonly errorCode: number
  readonly value: V
}

interface LeaderCall<In, Request, Response, Out> {
  readonly api: ApiCall<Request, Response>
  readonly build: (asked: TopicPartitionMap<In>, version: number) => Draft<Request>
  readonly read: (response: Response) => Iterable<PartitionAnswer<Out>>
  readonly atLeast?: number
}

/** Resolves with a value or an error for each partition; rejects only when the client is closed. */
export async function callLeaders<In, Request, Response, Out>(
  cluster: Cluster,
  items: TopicPartitionMap<In>,
  call: LeaderCall<In, Request, Response, Out>,
  deadline: Deadline,
): Promise<PartitionOutcomes<Out>> {
  const values = new TopicPartitionMap<Out>()
  const errors = new TopicPartitionMap<ClientError>()
  let left = items
  for (let failures = 0; left.size > 0; failures++) {
    if (failures > 0) {
      const ms = backoffMs(cluster.backoff, failures, chance(cluster.host))
      if (deadline.leftMs <= ms) break
      await pause(cluster.host, ms)
      await cluster.refresh([...left.byTopic().keys()], deadline)
    }
    errors.clear()
    left = await attempt(cluster, left, call, deadline, values, errors)
  }
  for (const [at, error] of errors.entries()) {
    if (!left.has(at.topic, at.partition)) continue
    const where = `${at.topic}-${at.partition}`
    const message = `${where}: not answered within ${deadline.timeoutMs} ms: ${error.message}`
    errors.set(at.topic, at.partition, new TimeoutError(message, { cause: error }))
  }
  return { values, errors }
}

/** Returns what is to be asked again. */
async function attempt<In, Request, Response, Out>(
  cluster: Cluster,
  items: TopicPartitionMap<In>,
  call: LeaderCall<In, Request, Response, Out>,
  deadline: Deadline,
  values: TopicPartitionMap<Out>,
  errors: TopicPartitionMap<ClientError>,
): Promise<TopicPartitionMap<In>> {
  const again = new TopicPartitionMap<In>()
  const fail = (topic: string, partition: number, error: unknown) => {
    if (!(error instanceof ClientError)) throw error
    errors.set(topic, partition, error)
    const item = items.get(topic, partition)
    if (error.retriable && item !== undefined) again.set(topic, partition, item)
  }
  const byLeader = await groupByLeader(cluster, items, deadline, fail)
  const parts = [...byLeader].map(async ([nodeId, asked]) => {
    try {
      const connection = await cluster.connectionTo({ to: 'node', nodeId }, deadline)
      const options = call.atLeast === undefined ? {} : { atLeast: call.atLeast }
      const response = await connection.request(call.api, (version) => call.build(asked, version), options)
      for (const { topic, partition, errorCode, value } of call.read(response)) {
        const error = KafkaError.of(errorCode)
        if (error !== undefined) fail(topic, partition, error)
        else values.set(topic, partition, value)
      }
    } catch (error) {
      for (const at of asked.keys()) fail(at.topic, at.partition, error)
    }
  })
  await Promise.all(parts)
  return again
}

async function groupByLeader<In>(
  cluster: Cluster,
  items: TopicPartitionMap<In>,
  deadline: Deadline,
  fail: (topic: string, partition: number, error: unknown) => void,
): Promise<Map<number, TopicPartitionMap<In>>> {
  const unknown = [...items.byTopic().keys()].filter((topic) => !cluster.view.topics.has(topic))
  if (unknown.length > 0) await cluster.refresh(unknown, deadline)
  const byLeader = new Map<number, TopicPartitionMap<In>>()
  for (const [{ topic, partition }, item] of items) {
    const leader = partitionOf(cluster.view, topic, partition)?.leader
    if (leader === undefined || leader < 0) {
      const code = cluster.view.topicErrors.get(topic) ?? 0
      const name = leader === undefined ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'LEADER_NOT_AVAILABLE'
      fail(topic, partition, KafkaError.of(code) ?? new KafkaError(name))
      continue
    }
    const asked = byLeader.get(leader) ?? new TopicPartitionMap<In>()
    asked.set(topic, partition, item)
    byLeader.set(leader, asked)
  }
  return byLeader
}
