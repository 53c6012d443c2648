/**
 * What lies in the directory that the reverse proof hands to Kafka: one topic for each thing that a log can hold, with
 * small segments and dense indexes. Nothing here depends on chance or the clock but the times of transaction markers.
 */
import type { PartitionLog } from '@samsa/log'
import { offsetCommitKey } from '@samsa/protocol/messages/offset-commit-key'
import { offsetCommitValue } from '@samsa/protocol/messages/offset-commit-value'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { encodeRecordKey, encodeVersioned } from '@samsa/protocol/stored-record'
import type { NewRecord } from '@samsa/record/encode-batch'
import { encodeMessageSet } from '@samsa/record/legacy-message-set'
import { WrittenLog } from './written-log.js'

export interface TopicToWrite {
  readonly name: string
  readonly settings: Readonly<Record<string, string>>
  /** Compacted topics are written to again, each time `from` another number on. */
  write(log: WrittenLog, from: number): void | Promise<void>
}

/** The epoch that each partition's leadership has reached when Kafka takes over. */
export const lastLeaderEpoch = 12
/** Far from the ids that a Kafka which takes over gives away. */
const firstProducerId = 1_000_000
const began = 1_700_000_000_000
const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const small = { 'internal.segment.bytes': '10000', 'index.interval.bytes': '256', 'retention.ms': '-1' }
const compacted = { ...small, 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '0.01' }
const forgetful = { ...compacted, 'delete.retention.ms': '0' }

export const topicsToWrite: readonly TopicToWrite[] = [
  ...codecs.map((codec) => ({ name: `codec-${codec}`, settings: small, write: writeCodec(codec) })),
  { name: 'edges', settings: small, write: writeEdges },
  {
    name: 'append-time',
    settings: { ...small, 'message.timestamp.type': 'LogAppendTime' },
    write: writePlain,
  },
  { name: 'idempotent', settings: small, write: writeIdempotent },
  { name: 'transactions', settings: small, write: writeTransactions },
  { name: 'transactions-open', settings: small, write: writeOpenTransaction },
  { name: 'epochs', settings: small, write: writeEpochs },
  { name: 'deleted', settings: small, write: writeDeleted },
  { name: 'legacy', settings: small, write: writeLegacy },
  { name: 'empty', settings: small, write: () => {} },
  { name: 'table', settings: compacted, write: writeTable },
  { name: 'table-forgetful', settings: forgetful, write: writeTable },
  { name: 'table-transactions', settings: compacted, write: writeTableTransactions },
  { name: 'table-transactions-forgetful', settings: forgetful, write: writeTableTransactions },
  { name: '__consumer_offsets', settings: compacted, write: writeCommits },
]

/** All of `topicsToWrite`; `logOf` gives the empty log of a topic's only partition. */
export async function writeTopics(
  logOf: (topic: TopicToWrite) => PartitionLog,
  now: number,
): Promise<Map<string, WrittenLog>> {
  const written = new Map<string, WrittenLog>()
  for (const topic of topicsToWrite) {
    const log = new WrittenLog(logOf(topic), now)
    log.elect(0)
    await topic.write(log, 0)
    log.log.advanceHighWatermark(log.log.logEndOffset)
    written.set(topic.name, log)
  }
  return written
}

/** Something more for the topics that are compacted, so that there is something to clean again. */
export async function writeMore(written: ReadonlyMap<string, WrittenLog>, from: number): Promise<void> {
  for (const topic of topicsToWrite) {
    const log = written.get(topic.name)
    if (!isCompacted(topic) || log === undefined) continue
    await topic.write(log, from)
    log.log.advanceHighWatermark(log.log.logEndOffset)
  }
}

export function isCompacted({ settings }: TopicToWrite): boolean {
  return settings['cleanup.policy'] === 'compact'
}

function numbered(from: number, count: number, text = 'value'): NewRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index
    const value = encode(`${text} ${number} ${'what repeats compresses '.repeat(number % 7)}`)
    return { timestamp: began + number * 1000, key: encode(`key-${number}`), value }
  })
}

function writeCodec(codec: (typeof codecs)[number]) {
  return (log: WrittenLog): void => {
    for (let batch = 0; batch < 30; batch += 1) log.append(numbered(batch * 20, 20), { codec })
    const large = { timestamp: began + 900_000, key: null, value: encode('0123456789abcdef'.repeat(9_000)) }
    log.append([...numbered(600, 3), ...(codec === 'none' ? [] : [large])], { codec })
  }
}

function writePlain(log: WrittenLog): void {
  for (let batch = 0; batch < 40; batch += 1) log.append(numbered(batch * 5, 5))
}

function writeEdges(log: WrittenLog): void {
  const header = (key: string, value: string | null) => ({
    key,
    value: value === null ? null : encode(value),
  })
  const record = (
    timestamp: number,
    key: string | null,
    value: string | null,
    headers = [header('h', 'v')],
  ) => ({
    timestamp,
    key: key === null ? null : encode(key),
    value: value === null ? null : encode(value),
    headers,
  })
  log.append([record(0, null, null, []), record(0, '', '', [])])
  log.append([
    record(began + 9, 'later', 'x'),
    record(began + 1, 'earlier', 'x'),
    record(began + 5, null, 'x'),
  ])
  log.append([
    record(began, 'ключ', '価値 🙂', [header('имя', 'значение'), header('null', null), header('', '')]),
  ])
  const many = Array.from({ length: 70 }, (_, index) => header(`same-${index % 3}`, String(index)))
  log.append([record(began + 10, 'many', null, many)])
  log.append([record(began + 11, 'long', '.'.repeat(3_000))])
  log.append(numbered(0, 200).map((each) => ({ ...each, value: encode('.') })))
}

function writeIdempotent(log: WrittenLog): void {
  const next = [0, 0, 2_147_483_640]
  for (let batch = 0; batch < 60; batch += 1) {
    const which = batch % 4
    if (which === 3) log.append(numbered(batch * 5, 5))
    else {
      const baseSequence = next[which] ?? 0
      log.append(numbered(batch * 5, 5), {
        producerId: firstProducerId + which,
        producerEpoch: which,
        baseSequence,
      })
      next[which] = (baseSequence + 5) % 2_147_483_648
    }
  }
}

/** Writes of transactional producers, each with its sequence. */
class Writers {
  readonly #next = new Map<number, number>()

  constructor(private readonly log: WrittenLog) {}

  send(producerId: number, records: readonly NewRecord[], codec: (typeof codecs)[number] = 'none'): void {
    const baseSequence = this.#next.get(producerId) ?? 0
    this.#next.set(producerId, baseSequence + records.length)
    const options = {
      producerId: firstProducerId + producerId,
      producerEpoch: 1,
      baseSequence,
      isTransactional: true,
      codec,
    }
    this.log.append(records, options)
  }

  end(type: 'COMMIT' | 'ABORT', producerId: number): void {
    this.log.end(type, firstProducerId + producerId, 1)
  }
}

function writeTransactions(log: WrittenLog): void {
  const writers = new Writers(log)
  for (let round = 0; round < 24; round += 1) {
    const at = round * 40
    writers.send(1, numbered(at, 4), codecs[round % 5])
    writers.send(2, numbered(at + 4, 3))
    if (round % 3 === 0) log.append(numbered(at + 7, 2))
    writers.send(1, numbered(at + 9, 2))
    if (round % 2 === 0) writers.send(3, numbered(at + 11, 1))
    writers.end(round % 3 === 1 ? 'ABORT' : 'COMMIT', 1)
    if (round % 2 === 1) writers.end(round % 4 === 1 ? 'ABORT' : 'COMMIT', 3)
    writers.send(2, numbered(at + 12, 2))
    writers.end(round % 5 === 2 ? 'ABORT' : 'COMMIT', 2)
  }
}

function writeOpenTransaction(log: WrittenLog): void {
  const writers = new Writers(log)
  writers.send(7, numbered(0, 3))
  writers.end('ABORT', 7)
  log.append(numbered(3, 40))
  writers.send(8, numbered(50, 5))
  writers.send(7, numbered(60, 30))
  writers.end('ABORT', 7)
  for (let batch = 0; batch < 20; batch += 1) log.append(numbered(100 + batch * 5, 5))
}

async function writeEpochs(log: WrittenLog): Promise<void> {
  for (const epoch of [1, 2, 5, 9, lastLeaderEpoch]) {
    log.elect(epoch)
    for (let batch = 0; batch < 12; batch += 1) log.append(numbered(epoch * 1000 + batch * 5, 5))
    // What a leader that did not know of it would make its follower forget.
    if (epoch === 2 || epoch === 5) await log.truncateTo(log.log.logEndOffset - 15)
  }
}

function writeDeleted(log: WrittenLog): void {
  for (let batch = 0; batch < 60; batch += 1) log.append(numbered(batch * 5, 5))
  log.deleteBefore(133)
  log.log.enforceRetention(began)
}

/** Formats 0 and 1, as they lie in directories that grew up with Kafka. */
function writeLegacy(log: WrittenLog): void {
  for (let batch = 0; batch < 24; batch += 1) {
    const magic = batch < 12 ? 0 : 1
    const codec = (['none', 'gzip', 'snappy', 'none'] as const)[batch % 4]
    const baseOffset = log.log.logEndOffset
    const records = numbered(batch * 5, 5).map((each) => (magic === 0 ? { ...each, timestamp: -1 } : each))
    log.replicate(encodeMessageSet(records, { magic, codec, baseOffset } as never), records)
  }
  for (let batch = 24; batch < 40; batch += 1) log.append(numbered(batch * 5, 5))
}

function keyed(from: number, count: number, keys: number): NewRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index
    const key = encode(`key-${(number * 7) % keys}`)
    const value = number % 11 === 3 ? null : encode(`${number} ${'.'.repeat(number % 40)}`)
    return { timestamp: began + number * 1000, key, value }
  })
}

function writeTable(log: WrittenLog, from: number): void {
  for (let batch = 0; batch < 90; batch += 1) {
    log.append(keyed(from + batch * 8, 8, batch < 45 ? 60 : 25), { codec: codecs[batch % 5] ?? 'none' })
  }
  let baseSequence = 0
  for (let batch = 0; batch < 30; batch += 1) {
    log.append(keyed(from + 1000 + batch * 4, 4, 9), {
      producerId: firstProducerId + 50 + from,
      producerEpoch: 0,
      baseSequence,
    })
    baseSequence += 4
  }
  log.append(keyed(from + 2000, 40, 9))
}

function writeTableTransactions(log: WrittenLog, from: number): void {
  const writers = new Writers(log)
  const [first, second] = [from + 1, from + 2]
  for (let round = 0; round < 60; round += 1) {
    writers.send(first, keyed(from + round * 8, 5, 30), codecs[round % 5])
    writers.send(second, keyed(from + round * 8 + 5, 2, 12))
    writers.end(round % 3 === 1 ? 'ABORT' : 'COMMIT', first)
    writers.end(round % 4 === 2 ? 'ABORT' : 'COMMIT', second)
  }
  log.append(keyed(from + 3000, 60, 9))
}

function writeCommits(log: WrittenLog, from: number): void {
  for (let round = 0; round < 200; round += 1) {
    const records = ['orders', 'billing', 'audit'].map((group, index) =>
      commit(group, index, round % 9 === 8 ? null : from + round * 10 + index, began + (from + round) * 1000),
    )
    log.appendAsCoordinator(records)
  }
}

function commit(group: string, partition: number, offset: number | null, timestamp: number): NewRecord {
  const key = new ByteWriter()
  encodeRecordKey(key, offsetCommitKey, { group, topic: 'transactions', partition })
  const value = new ByteWriter()
  const committed = { offset: offset ?? 0, leaderEpoch: 0, metadata: '', commitTimestamp: timestamp }
  encodeVersioned(value, offsetCommitValue, committed, 3)
  const bytes = (writer: ByteWriter) => Uint8Array.from(writer.finishOne())
  return { timestamp, key: bytes(key), value: offset === null ? null : bytes(value) }
}
