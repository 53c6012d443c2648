/** Reads everything back over the wire and compares it with the ledger. */
import { calls } from '@samsa/client/calls'
import { errorName } from '@samsa/protocol/kafka-errors'
import { type RecordData, recordsOf } from '@samsa/record'
import { findings, type Ledger } from './ledger.js'
import type { Session } from './session.js'

/** Calls until an answer comes; the faults are over, so it must within a bounded number of tries. */
export async function insist<T>(
  session: Session,
  what: string,
  attempt: () => Promise<T | undefined>,
): Promise<T> {
  let last: unknown
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      const answer = await attempt()
      if (answer !== undefined) return answer
    } catch (error) {
      last = error
    }
    await session.pause(50)
  }
  throw new Error(`${what} got no answer after all faults were over`, { cause: last })
}

export async function verify(ledger: Ledger, session: Session): Promise<string[]> {
  const wrong: string[] = []
  const partitions = new Map(
    ledger.writers.map(({ topic, partition }) => [`${topic}-${partition}`, { topic, partition }]),
  )
  for (const { topic, partition } of partitions.values()) {
    const records = await readAll(session, topic, partition)
    wrong.push(...findings(ledger, topic, partition, records))
    wrong.push(...(await waitFindings(session, topic, partition, (records.at(-1)?.offset ?? -1) + 1)))
  }
  wrong.push(...(await topicFindings(ledger, session)))
  for (const [group, { acked, tried }] of ledger.commits) {
    const committed = await committedOffset(session, group)
    if (committed < acked) wrong.push(`group ${group}: offset ${acked} was committed, ${committed} is known`)
    if (committed > tried)
      wrong.push(`group ${group}: offset ${committed} is known, only ${tried} was ever sent`)
  }
  return wrong
}

async function readAll(session: Session, topic: string, partition: number): Promise<RecordData[]> {
  const records: RecordData[] = []
  let offset = 0
  for (;;) {
    const part = await insist(session, `fetch of ${topic}-${partition} at ${offset}`, async () => {
      const answer = await session.call(calls.fetch, {
        replicaId: -1,
        maxWaitMs: 0,
        maxBytes: 1_000_000,
        sessionEpoch: -1,
        topics: [{ topic, partitions: [{ partition, fetchOffset: offset, partitionMaxBytes: 1_000_000 }] }],
      })
      const found = answer.responses[0]?.partitions[0]
      if (found === undefined) return undefined
      if (found.errorCode !== 0) throw new Error(errorName(found.errorCode))
      return found
    })
    const before = offset
    for (const record of recordsOf(part.records ?? new Uint8Array(0))) {
      if (record.offset < offset) continue
      records.push({ ...record, value: record.value?.slice(0, 64) ?? null })
      offset = record.offset + 1
    }
    if (offset >= part.highWatermark) return records
    if (offset === before)
      throw new Error(`${topic}-${partition} gives nothing at ${offset} of ${part.highWatermark}`)
  }
}

/** A fetch for which there is nothing is answered when its time is over. */
async function waitFindings(
  session: Session,
  topic: string,
  partition: number,
  offset: number,
): Promise<string[]> {
  const maxWaitMs = 200
  const asked = session.host.clock.monotonic()
  const answer = await insist(session, `a waiting fetch of ${topic}-${partition}`, () =>
    session.call(calls.fetch, {
      replicaId: -1,
      maxWaitMs,
      minBytes: 1,
      maxBytes: 1_000,
      sessionEpoch: -1,
      topics: [{ topic, partitions: [{ partition, fetchOffset: offset, partitionMaxBytes: 1_000 }] }],
    }),
  )
  const took = session.host.clock.monotonic() - asked
  const error = errorName(answer.responses[0]?.partitions[0]?.errorCode ?? 0)
  const isInTime = took >= maxWaitMs && took < maxWaitMs + 300
  if (error === 'NONE' && isInTime) return []
  return [
    `a fetch at the end of ${topic}-${partition} that may wait ${maxWaitMs} ms got ${error} after ${took} ms`,
  ]
}

async function topicFindings(ledger: Ledger, session: Session): Promise<string[]> {
  const answer = await insist(session, 'metadata', () => session.call(calls.metadata, { topics: null }))
  const there = new Set(answer.topics.map((topic) => topic.name))
  const wrong: string[] = []
  for (const [name, state] of ledger.topics) {
    if (state === 'created' && !there.has(name)) wrong.push(`topic ${name} was created and is gone`)
    if (state === 'deleted' && there.has(name)) wrong.push(`topic ${name} was deleted and is back`)
  }
  return wrong
}

async function committedOffset(session: Session, group: string): Promise<number> {
  return insist(session, `offsets of ${group}`, async () => {
    const answer = await session.call(calls.offsetFetch, { groups: [{ groupId: group, topics: null }] })
    const found = answer.groups[0]
    if (found === undefined) return undefined
    if (found.errorCode !== 0) {
      // Nobody may have asked for a coordinator while there was a broker: asking creates the topic it needs.
      await session.call(calls.findCoordinator, { keyType: 0, coordinatorKeys: [group] })
      throw new Error(errorName(found.errorCode))
    }
    return found.topics[0]?.partitions[0]?.committedOffset ?? -1
  })
}
