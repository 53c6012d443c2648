/**
 * Calls about partitions, each part going to the leader of its partitions. Partitions whose error a retry may
 * cure are asked again, with fresh metadata, until the time is up.
 */
import type { Draft } from '@samsa/protocol/message-type'
import type { ApiCall } from './api-call.js'
import type { Cluster } from './cluster.js'
import { backoffMs } from './core/backoff.js'
import { partitionOf } from './core/cluster-view.js'
import { ClientError, ClosedError, KafkaError, TimeoutError } from './errors.js'
import { chance, type Deadline, pause } from './retry.js'
import { type TopicPartition, TopicPartitionMap } from './topic-partition.js'

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

/**
 * Resolves with a value or an error for each partition; rejects only when the client is closed, or with ConfigError
 * where no name in `bootstrap.servers` has an address.
 */
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
    }
    left = await attempt(cluster, left, call, deadline, { values, errors, isFirst: failures === 0 })
  }
  for (const { topic, partition } of left.keys()) {
    const error = errors.get(topic, partition)
    const message = `${topic}-${partition}: not answered within ${deadline.timeoutMs} ms: ${error?.message}`
    errors.set(topic, partition, new TimeoutError(message, { cause: error }))
  }
  return { values, errors }
}

/** What is known so far; the errors of partitions that are asked again are only their latest. */
interface Attempted<Out> extends PartitionOutcomes<Out> {
  readonly isFirst: boolean
}

/** Returns what is to be asked again. */
async function attempt<In, Request, Response, Out>(
  cluster: Cluster,
  items: TopicPartitionMap<In>,
  call: LeaderCall<In, Request, Response, Out>,
  deadline: Deadline,
  { values, errors, isFirst }: Attempted<Out>,
): Promise<TopicPartitionMap<In>> {
  const again = new TopicPartitionMap<In>()
  const fail = ({ topic, partition }: TopicPartition, error: unknown) => {
    if (!(error instanceof ClientError) || error instanceof ClosedError) throw error
    errors.set(topic, partition, error)
    const item = items.get(topic, partition)
    if (error.retriable && item !== undefined) again.set(topic, partition, item)
  }
  try {
    const stale = [...items.byTopic().keys()].filter((topic) => !isFirst || !cluster.view.topics.has(topic))
    if (stale.length > 0) await cluster.refresh(stale, deadline)
  } catch (error) {
    for (const at of items.keys()) fail(at, error)
    return again
  }
  const parts = [...groupByLeader(cluster, items, fail)].map(async ([nodeId, asked]) => {
    const open = new TopicPartitionMap(asked)
    try {
      const connection = await cluster.connectionTo({ to: 'node', nodeId }, deadline)
      const options = call.atLeast === undefined ? {} : { atLeast: call.atLeast }
      const response = await connection.request(call.api, (version) => call.build(asked, version), options)
      for (const { topic, partition, errorCode, value } of call.read(response)) {
        if (!open.delete(topic, partition)) continue
        const error = KafkaError.of(errorCode)
        if (error !== undefined) fail({ topic, partition }, error)
        else {
          values.set(topic, partition, value)
          errors.delete(topic, partition)
        }
      }
      const unanswered = new KafkaError('UNKNOWN_SERVER_ERROR', `broker ${nodeId} did not answer for it`)
      for (const at of open.keys()) fail(at, unanswered)
    } catch (error) {
      for (const at of open.keys()) fail(at, error)
    }
  })
  await Promise.all(parts)
  return again
}

/** Partitions without a leader have failed. */
function groupByLeader<In>(
  cluster: Cluster,
  items: TopicPartitionMap<In>,
  fail: (at: TopicPartition, error: unknown) => void,
): Map<number, TopicPartitionMap<In>> {
  const byLeader = new Map<number, TopicPartitionMap<In>>()
  for (const [at, item] of items) {
    const { topic, partition } = at
    const leader = partitionOf(cluster.view, topic, partition)?.leader
    if (leader === undefined || leader < 0) {
      const code = cluster.view.topicErrors.get(topic) ?? 0
      const name = leader === undefined ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'LEADER_NOT_AVAILABLE'
      fail(at, KafkaError.of(code) ?? new KafkaError(name))
      continue
    }
    const asked = byLeader.get(leader) ?? new TopicPartitionMap<In>()
    asked.set(topic, partition, item)
    byLeader.set(leader, asked)
  }
  return byLeader
}
