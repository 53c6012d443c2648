/**
 * Writes keys of its own into a compacted topic, over and over, some of them away again. Each batch goes out until it is
 * acknowledged, with a producer id, so that no write of a key overtakes a later one.
 */
import { calls } from '@samsa/client/calls'
import { errorName } from '@samsa/protocol/kafka-errors'
import { type CodecName, encodeBatch } from '@samsa/record'
import type { Load } from '../simulation/load.js'
import type { Session } from '../simulation/session.js'
import { newProducer } from './new-producer.js'
import { type TableLedger, type TableWrite, tableValue } from './table-ledger.js'

const keys = 40
const codecs: readonly CodecName[] = ['none', 'none', 'gzip', 'snappy', 'lz4', 'zstd']
const mostTries = 2_000
const passing = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'NOT_LEADER_OR_FOLLOWER',
  'NETWORK_EXCEPTION',
  'KAFKA_STORAGE_ERROR',
])

/** `numbers` goes on where an earlier call of the same name ended. */
export async function writeTable(
  load: Load,
  place: { readonly topic: string; readonly name: string },
  ledger: TableLedger,
  numbers: { next: number },
): Promise<void> {
  const session = load.session(place.name)
  const random = load.random.fork(place.name)
  let producer = await newProducer(load, session)
  let baseSequence = 0
  while (!load.over && producer !== undefined) {
    const writes = Array.from({ length: random.between(1, 12) }, (): TableWrite => {
      const key = `${place.name}-${random.below(keys)}`
      return { key, number: numbers.next++, isTombstone: random.chance(0.15) }
    })
    for (const write of writes) ledger.tried(write)
    const records = writes.map((write) => ({
      timestamp: session.host.clock.wall(),
      key: new TextEncoder().encode(write.key),
      value: write.isTombstone ? null : tableValue(write, random.below(300)),
    }))
    const codec = codecs[random.below(codecs.length)] ?? 'none'
    const batch = encodeBatch(records, { ...producer, baseSequence, codec })
    const baseOffset = await untilAcknowledged(load, session, place.topic, batch)
    for (const [index, write] of writes.entries()) {
      if (baseOffset >= 0) write.offset = baseOffset + index
    }
    baseSequence += writes.length
    // Others whose last batch loses all its records: it must be kept, empty.
    if (random.chance(0.02)) {
      producer = await newProducer(load, session)
      baseSequence = 0
    }
    await session.pause(random.below(4))
  }
  session.close()
}

/** -1 when the offset is not known: it was acknowledged as a duplicate too old to remember. */
async function untilAcknowledged(
  load: Load,
  session: Session,
  topic: string,
  batch: Uint8Array,
): Promise<number> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      const answer = await session.call(calls.produce, {
        acks: -1,
        timeoutMs: 1_000,
        topicData: [{ name: topic, partitionData: [{ index: 0, records: batch.slice() }] }],
      })
      const result = answer.responses[0]?.partitionResponses[0]
      const error = errorName(result?.errorCode ?? -1) ?? ''
      if (error === 'NONE') return result?.baseOffset ?? -1
      if (error === 'DUPLICATE_SEQUENCE_NUMBER') return -1
      if (!passing.has(error)) {
        load.fail(`a writer of ${topic} was told ${error}`)
        return -1
      }
    } catch {
      // No answer: the same batch goes out again.
    }
    await session.pause(10)
  }
  load.fail(`a writer of ${topic} got no answer`)
  return -1
}
