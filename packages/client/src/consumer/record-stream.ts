/**
 * A consumer's records one by one. A loop that is left early hands back what it has not seen: positions are
 * set to the first such record of each partition, so that a commit does not skip it.
 */
import { ClosedError } from '../errors.js'
import { type TopicPartition, TopicPartitionMap } from '../topic-partition.js'
import type { ConsumerRecord, OffsetAndMetadata } from './consumer-record.js'

interface Source {
  readonly assignment: readonly TopicPartition[]
  poll(timeoutMs: number): Promise<readonly ConsumerRecord[]>
  seek(partition: TopicPartition, to: OffsetAndMetadata): void
}

const NO_END_MS = 0x7fffffff

/** Ends when the consumer is closed. */
export async function* recordStream(
  source: Source,
  closed: () => boolean,
): AsyncGenerator<ConsumerRecord, void, undefined> {
  while (!closed()) {
    const records = await pollUnlessClosed(source, closed)
    let seen = 0
    try {
      for (const record of records) {
        seen++
        yield record
      }
    } finally {
      if (!closed()) handBack(source, records.slice(seen))
    }
  }
}

async function pollUnlessClosed(source: Source, closed: () => boolean): Promise<readonly ConsumerRecord[]> {
  try {
    return await source.poll(NO_END_MS)
  } catch (error) {
    if (error instanceof ClosedError && closed()) return []
    throw error
  }
}

function handBack(source: Source, unseen: readonly ConsumerRecord[]): void {
  const first = new TopicPartitionMap<ConsumerRecord>()
  for (const record of unseen) {
    if (!first.has(record.topic, record.partition)) first.set(record.topic, record.partition, record)
  }
  for (const at of source.assignment) {
    const record = first.get(at.topic, at.partition)
    if (record !== undefined) source.seek(at, { offset: record.offset })
  }
}
