/**
 * A client that moves partitions from one data directory to another and back while they are written and read
 * (AlterReplicaLogDirs, KIP-113), and what must be so in the end: each partition lies in one of them.
 */
import { apiCall } from '@samsa/client/api-call'
import { calls } from '@samsa/client/calls'
import { errorName } from '@samsa/protocol/kafka-errors'
import { alterReplicaLogDirsRequest } from '@samsa/protocol/messages/alter-replica-log-dirs-request'
import { alterReplicaLogDirsResponse } from '@samsa/protocol/messages/alter-replica-log-dirs-response'
import type { Load } from './load.js'
import type { Session } from './session.js'
import { insist } from './verify.js'

const alterReplicaLogDirs = apiCall(alterReplicaLogDirsRequest, alterReplicaLogDirsResponse, [1, 2])

/** A directory that has failed takes no partition, nor gives one. */
const expected = new Set(['NONE', 'KAFKA_STORAGE_ERROR'])

export interface Place {
  readonly topic: string
  readonly partition: number
}

export async function moveReplicas(
  load: Load,
  partitions: readonly Place[],
  directories: readonly string[],
): Promise<void> {
  const session = load.session('mover')
  const random = load.random.fork('mover')
  while (!load.over) {
    const { topic, partition } = random.pick(partitions)
    const path = random.pick(directories)
    try {
      const answer = await session.call(alterReplicaLogDirs, {
        dirs: [{ path, topics: [{ name: topic, partitions: [partition] }] }],
      })
      const error = errorName(answer.results[0]?.partitions[0]?.errorCode ?? -1) ?? ''
      if (!expected.has(error)) load.fail(`the move of ${topic}-${partition} to ${path} was told ${error}`)
    } catch {
      await session.pause(10)
    }
    await session.pause(random.between(1, 100))
  }
  session.close()
}

/** Moves end, also those that a crash or a stop cut short; then each partition has one place. */
export async function placeFindings(session: Session, partitions: readonly Place[]): Promise<string[]> {
  const places = await insist(session, 'the end of all moves', async () => {
    const { results } = await session.call(calls.describeLogDirs, { topics: null })
    const found = results.flatMap(({ topics }) =>
      topics.flatMap((topic) => topic.partitions.map((each) => ({ ...each, name: topic.name }))),
    )
    return found.some(({ isFutureKey }) => isFutureKey) ? undefined : found
  })
  return partitions.flatMap(({ topic, partition }) => {
    const isIt = (each: (typeof places)[number]) => each.name === topic && each.partitionIndex === partition
    const count = places.filter(isIt).length
    return count === 1 ? [] : [`${topic}-${partition} lies in ${count} data directories`]
  })
}
