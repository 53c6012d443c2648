/**
 * Writes transactions over two partitions, one of them compacted, and ends them as a transaction coordinator does, with
 * markers. A request goes out once: a transaction whose answer is lost with the broker stays as it is, until
 * `endTransactions` decides it.
 */
import { apiCall } from '@samsa/client/api-call'
import type { SeededRandom } from '@samsa/host/simulated/seeded-random'
import { errorName } from '@samsa/protocol/kafka-errors'
import { produceRequest } from '@samsa/protocol/messages/produce-request'
import { produceResponse } from '@samsa/protocol/messages/produce-response'
import { writeTxnMarkersRequest } from '@samsa/protocol/messages/write-txn-markers-request'
import { writeTxnMarkersResponse } from '@samsa/protocol/messages/write-txn-markers-response'
import { type CodecName, encodeBatch } from '@samsa/record'
import type { Load } from '../simulation/load.js'
import type { Session } from '../simulation/session.js'
import { insist } from '../simulation/verify.js'
import { type NewProducer, newProducer } from './new-producer.js'
import { tableValue } from './table-ledger.js'
import { trailValue } from './trail-ledger.js'
import {
  type Transaction,
  transactionHeader,
  type TransactionLedger,
  type TransactionRecord,
} from './transaction-ledger.js'

export interface TransactionPlace {
  readonly topics: { readonly compacted: string; readonly retained: string }
  /** Of the writer; its transactional id too. */
  readonly name: string
  readonly transactionVersion: number
}

/** With a later version the broker would ask the coordinator, which there is none of. */
const produce = apiCall(produceRequest, produceResponse, [3, 11])
const writeTxnMarkers = apiCall(writeTxnMarkersRequest, writeTxnMarkersResponse, [2, 2])
const keys = 30
const codecs: readonly CodecName[] = ['none', 'none', 'gzip', 'snappy', 'lz4', 'zstd']

/** Transactions one after another, each producer until the broker is gone. `numbers` as in `writeTable`. */
export async function writeTransactions(
  load: Load,
  place: TransactionPlace,
  ledger: TransactionLedger,
  numbers: { next: number },
): Promise<void> {
  const session = load.session(place.name)
  while (!load.over) {
    const producer = await newProducer(load, session)
    if (producer === undefined) break
    await new TransactionWriter(load, session, place, ledger, numbers).writeAs(producer)
  }
  session.close()
}

/**
 * Decides what the broker's end has left: a marker that was sent is sent again, what is open is aborted with a newer
 * epoch. Some stay open, where `someStay`.
 */
export async function endTransactions(
  load: Load,
  session: Session,
  ledger: TransactionLedger,
  someStay: boolean,
): Promise<void> {
  const random = load.random.fork('end')
  for (const transaction of ledger.undecided()) {
    const wasOpen = transaction.state === 'open'
    if (wasOpen && someStay && random.chance(0.2)) continue
    if (wasOpen) {
      transaction.state = 'aborting'
      transaction.markerEpoch += 1
    }
    const errors = await insist(session, `the end of ${transaction.name}`, () =>
      sendMarker(session, transaction),
    )
    // A partition that has the marker takes no second one of that epoch with transaction version 2.
    const fine = wasOpen || transaction.transactionVersion < 2 ? ['NONE'] : ['NONE', 'INVALID_PRODUCER_EPOCH']
    const error = errors.find((each) => !fine.includes(each))
    if (error === undefined) ledger.ended(transaction)
    else load.fail(`the end of ${transaction.name} was answered with ${error}`)
  }
}

class TransactionWriter {
  readonly #random: SeededRandom
  #epoch = 0
  readonly #sequences = new Map<string, number>()

  constructor(
    private readonly load: Load,
    private readonly session: Session,
    private readonly place: TransactionPlace,
    private readonly ledger: TransactionLedger,
    private readonly numbers: { next: number },
  ) {
    this.#random = load.random.fork(`${place.name} ${numbers.next}`)
  }

  async writeAs({ producerId, producerEpoch }: NewProducer): Promise<void> {
    const { load, session, place, ledger, numbers } = this
    this.#epoch = producerEpoch
    while (!load.over) {
      const { transactionVersion } = place
      const name = `${place.name}/${numbers.next++}`
      const epochs = { producerEpoch: this.#epoch, markerEpoch: this.#epoch }
      const facts = { name, producerId, ...epochs, transactionVersion }
      const transaction: Transaction = { ...facts, records: [], state: 'open' }
      ledger.begun(transaction)
      try {
        for (let left = this.#random.between(1, 4); left > 0; left--) await this.#send(transaction)
        await this.#end(transaction)
      } catch {
        // The broker is gone: whoever comes later decides.
        return
      }
      await session.pause(this.#random.below(4))
    }
  }

  /** One request with a batch for one or both of the partitions. */
  async #send(transaction: Transaction): Promise<void> {
    const { compacted, retained } = this.place.topics
    const which = this.#random.below(3)
    const topics = which === 0 ? [compacted] : which === 1 ? [retained] : [compacted, retained]
    const parts = topics.map((topic) => ({ topic, records: this.#records(topic) }))
    for (const { records } of parts) transaction.records.push(...records)
    const answer = await this.session.call(produce, {
      transactionalId: this.place.name,
      acks: -1,
      timeoutMs: 1_000,
      topicData: parts.map(({ topic, records }) => ({
        name: topic,
        partitionData: [{ index: 0, records: this.#batch(transaction, topic, records) }],
      })),
    })
    for (const { topic, records } of parts) {
      const result = answer.responses.find(({ name }) => name === topic)?.partitionResponses[0]
      const error = errorName(result?.errorCode ?? -1)
      if (result === undefined || error !== 'NONE')
        throw this.#failed(`a batch of ${transaction.name} in ${topic} was answered with ${error}`)
      for (const [index, record] of records.entries()) record.offset = result.baseOffset + index
    }
  }

  #records(topic: string): TransactionRecord[] {
    const count = this.#random.between(1, 5)
    if (topic === this.place.topics.retained) return Array.from({ length: count }, () => ({ topic }))
    return Array.from({ length: count }, () => {
      const key = `${this.place.name}-${this.#random.below(keys)}`
      return { topic, write: { key, number: this.numbers.next++, isTombstone: this.#random.chance(0.15) } }
    })
  }

  #batch(
    { name, producerId, producerEpoch }: Transaction,
    topic: string,
    records: readonly TransactionRecord[],
  ): Uint8Array {
    const baseSequence = this.#sequences.get(topic) ?? 0
    this.#sequences.set(topic, baseSequence + records.length)
    const text = new TextEncoder()
    const headers = [{ key: transactionHeader, value: text.encode(name) }]
    const encoded = records.map(({ write }) => ({
      timestamp: this.session.host.clock.wall(),
      key: write === undefined ? null : text.encode(write.key),
      value:
        write === undefined
          ? trailValue(name, this.#random.below(1_000))
          : write.isTombstone
            ? null
            : tableValue(write, this.#random.below(300)),
      headers,
    }))
    const codec = codecs[this.#random.below(codecs.length)] ?? 'none'
    return encodeBatch(encoded, { producerId, producerEpoch, baseSequence, codec, isTransactional: true })
  }

  /** With transaction version 2 each marker has a new epoch, with which sequences begin anew (KIP-890). */
  async #end(transaction: Transaction): Promise<void> {
    if (this.#random.chance(0.35)) transaction.state = 'aborting'
    else this.ledger.commitSent(transaction)
    if (transaction.transactionVersion >= 2) {
      this.#epoch += 1
      this.#sequences.clear()
    }
    transaction.markerEpoch = this.#epoch
    const error = (await sendMarker(this.session, transaction)).find((each) => each !== 'NONE')
    if (error !== undefined) throw this.#failed(`the end of ${transaction.name} was answered with ${error}`)
    this.ledger.ended(transaction)
  }

  #failed(what: string): Error {
    this.load.fail(what)
    return new Error(what)
  }
}

/** What each partition answers. */
async function sendMarker(
  session: Session,
  { producerId, markerEpoch: producerEpoch, transactionVersion, records, state }: Transaction,
): Promise<string[]> {
  const topics = [...new Set(records.map(({ topic }) => topic))]
  const answer = await session.call(writeTxnMarkers, {
    markers: [
      {
        producerId,
        producerEpoch,
        coordinatorEpoch: 1,
        transactionVersion,
        transactionResult: state === 'committing',
        topics: topics.map((name) => ({ name, partitionIndexes: [0] })),
      },
    ],
  })
  const results = answer.markers.flatMap((marker) => marker.topics.flatMap((topic) => topic.partitions))
  if (results.length !== topics.length) return [`${results.length} of ${topics.length} results`]
  return results.map(({ errorCode }) => errorName(errorCode) ?? String(errorCode))
}
