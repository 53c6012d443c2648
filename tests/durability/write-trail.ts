/** Writes into a topic that forgets its beginning, and now and then has some more of it deleted. */
import { calls } from '@samsa/client/calls'
import { encodeBatch } from '@samsa/record'
import type { Load } from '../simulation/load.js'
import { type TrailLedger, trailValue } from './trail-ledger.js'

export interface Deletion {
  readonly offset: number
  readonly answeredAtMs: number
}

/** Each batch goes out once: without an answer nothing is promised. */
export async function writeTrail(
  load: Load,
  topic: string,
  name: string,
  ledger: TrailLedger,
): Promise<void> {
  const session = load.session(name)
  const random = load.random.fork(name)
  for (let batch = 0; !load.over; batch += 1) {
    const names = Array.from({ length: random.between(1, 6) }, (_, index) => `${name}:${batch}:${index}`)
    const timestamp = session.host.clock.wall()
    const records = names.map((each) => ({
      timestamp,
      key: null,
      value: trailValue(each, random.below(2_000)),
    }))
    try {
      const answer = await session.call(calls.produce, {
        acks: -1,
        timeoutMs: 1_000,
        topicData: [{ name: topic, partitionData: [{ index: 0, records: encodeBatch(records) }] }],
      })
      const result = answer.responses[0]?.partitionResponses[0]
      if (result?.errorCode === 0)
        for (const [index, each] of names.entries()) ledger.written(result.baseOffset + index, each)
    } catch {
      await session.pause(10)
    }
    await session.pause(random.below(4))
  }
  session.close()
}

/** Deletes up to a drawn offset every while; resolves to what was answered. */
export async function deleteTrail(load: Load, topic: string): Promise<Deletion[]> {
  const session = load.session(`deleter of ${topic}`)
  const random = load.random.fork('deleter')
  const deletions: Deletion[] = []
  while (!load.over) {
    await session.pause(random.between(100, 400))
    try {
      const partitions = [{ partitionIndex: 0, timestamp: -1 }]
      const listed = await session.call(calls.listOffsets, {
        replicaId: -1,
        topics: [{ name: topic, partitions }],
      })
      const end = listed.topics[0]?.partitions[0]?.offset ?? -1
      if (end < 200) continue
      const offset = end - random.between(20, 200)
      const answer = await session.call(calls.deleteRecords, {
        topics: [{ name: topic, partitions: [{ partitionIndex: 0, offset }] }],
        timeoutMs: 1_000,
      })
      const found = answer.topics[0]?.partitions[0]
      if (found?.errorCode === 0) deletions.push({ offset, answeredAtMs: load.around.nowMs })
    } catch {
      // The broker is down.
    }
  }
  session.close()
  return deletions
}
