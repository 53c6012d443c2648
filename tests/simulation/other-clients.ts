/**
 * Clients beside the writers: one commits offsets, one reads and remembers what it saw, one makes and deletes topics.
 * Each notes what it was promised.
 */
import { calls } from '@samsa/client/calls'
import { errorName } from '@samsa/protocol/kafka-errors'
import { recordsOf } from '@samsa/record'
import { nameOf } from './ledger.js'
import type { Load } from './load.js'

/** Commits growing offsets; a commit that was answered must outlive everything. */
export async function commitOffsets(load: Load, group: string, topic: string): Promise<void> {
  const session = load.session(group)
  const random = load.random.fork(group)
  const commit = { acked: -1, tried: -1 }
  load.ledger.commits.set(group, commit)
  while (!load.over) {
    const offset = commit.tried + random.between(1, 9)
    commit.tried = offset
    try {
      const answer = await session.call(calls.offsetCommit, {
        groupId: group,
        generationIdOrMemberEpoch: -1,
        topics: [
          {
            name: topic,
            partitions: [{ partitionIndex: 0, committedOffset: offset, committedMetadata: 'm' }],
          },
        ],
      })
      if (answer.topics[0]?.partitions[0]?.errorCode === 0) commit.acked = offset
      else await session.call(calls.findCoordinator, { keyType: 0, coordinatorKeys: [group] })
    } catch {
      await session.pause(10)
    }
    await session.pause(random.below(15))
  }
  session.close()
}

/** Reads a durable partition from the beginning, over and over again from where it is. */
export async function readAlong(load: Load, topic: string, partition: number): Promise<void> {
  const session = load.session(`reader of ${topic}-${partition}`)
  const seen = load.ledger.seen.get(`${topic}-${partition}`) ?? new Map<number, string>()
  load.ledger.seen.set(`${topic}-${partition}`, seen)
  let offset = 0
  while (!load.over) {
    try {
      const answer = await session.call(calls.fetch, {
        replicaId: -1,
        maxWaitMs: 100,
        minBytes: 1,
        maxBytes: 50_000,
        sessionEpoch: -1,
        topics: [{ topic, partitions: [{ partition, fetchOffset: offset, partitionMaxBytes: 20_000 }] }],
      })
      const part = answer.responses[0]?.partitions[0]
      const error = errorName(part?.errorCode ?? 0)
      if (error === 'OFFSET_OUT_OF_RANGE')
        load.fail(`the reader of ${topic}-${partition} at ${offset} was told ${error}`)
      for (const record of recordsOf(part?.records ?? new Uint8Array(0))) {
        if (record.offset < offset) continue
        const before = seen.get(record.offset)
        if (before !== undefined && before !== nameOf(record)) {
          load.fail(`${topic}-${partition} at ${record.offset} held ${before} and holds ${nameOf(record)}`)
        }
        seen.set(record.offset, nameOf(record))
        offset = record.offset + 1
      }
    } catch {
      await session.pause(10)
    }
    await session.pause(5)
  }
  session.close()
}

/** Makes topics, and deletes some again. An answered change must hold from then on. */
export async function changeTopics(load: Load): Promise<void> {
  const session = load.session('topics')
  const random = load.random.fork('topics')
  for (let number = 0; !load.over; number += 1) {
    const name = `extra-${number}`
    load.ledger.topics.set(name, 'creating')
    if (await created(load, name, 1, {})) {
      load.ledger.topics.set(name, 'created')
      if (random.chance(0.4)) {
        load.ledger.topics.set(name, 'deleting')
        if (await deleted(load, name)) load.ledger.topics.set(name, 'deleted')
      }
    }
    await session.pause(random.between(50, 200))
  }
}

/** Creates a topic, trying until the broker answers; false when the load is over before. */
export async function created(
  load: Load,
  name: string,
  partitions: number,
  configs: Readonly<Record<string, string>>,
): Promise<boolean> {
  const session = load.session(`create ${name}`)
  while (!load.over) {
    try {
      const answer = await session.call(calls.createTopics, {
        topics: [
          {
            name,
            numPartitions: partitions,
            replicationFactor: 1,
            configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
          },
        ],
        timeoutMs: 1_000,
      })
      const error = errorName(answer.topics[0]?.errorCode ?? 0)
      if (error === 'NONE' || error === 'TOPIC_ALREADY_EXISTS') {
        session.close()
        return true
      }
    } catch {
      // The broker is down: again.
    }
    await session.pause(20)
  }
  session.close()
  return false
}

async function deleted(load: Load, name: string): Promise<boolean> {
  const session = load.session(`delete ${name}`)
  while (!load.over) {
    try {
      const answer = await session.call(calls.deleteTopics, {
        topics: [{ name }],
        timeoutMs: 1_000,
      })
      const error = errorName(answer.responses[0]?.errorCode ?? 0)
      if (error === 'NONE' || error === 'UNKNOWN_TOPIC_OR_PARTITION') {
        session.close()
        return true
      }
    } catch {
      // The broker is down: again.
    }
    await session.pause(20)
  }
  session.close()
  return false
}
