/**
 * Clients that write under crashes. An idempotent writer retries each batch until it is acknowledged, so each record
 * must be there exactly once; a plain writer goes on to the next, so each is there at most once, and if it was
 * acknowledged, exactly once.
 */
import { calls } from '@samsa/client/calls'
import type { SeededRandom } from '@samsa/host/simulated/seeded-random'
import { errorName } from '@samsa/protocol/kafka-errors'
import { encodeBatch } from '@samsa/record'
import { type Attempt, valueOf, type WriterLedger } from './ledger.js'
import type { Load } from './load.js'
import { Session } from './session.js'

interface Answer {
  readonly error: string
  readonly baseOffset: number
}

class Writer {
  readonly session: Session
  readonly random: SeededRandom
  #next = 0

  constructor(
    readonly load: Load,
    readonly ledger: WriterLedger,
    private readonly acks: number,
  ) {
    this.random = load.random.fork(ledger.name)
    this.session = load.session(ledger.name)
  }

  /** Some new records, noted as tried. */
  draw(): { attempts: Attempt[]; records: { timestamp: number; key: null; value: Uint8Array }[] } {
    const attempts: Attempt[] = []
    const records: { timestamp: number; key: null; value: Uint8Array }[] = []
    const count = this.random.between(1, 5)
    const most = (this.load.mostBatchBytes - 200) / count - 30
    for (let left = count; left > 0; left -= 1) {
      const size = this.random.below(Math.min(most, this.random.chance(0.05) ? 20_000 : 600))
      attempts.push({ number: this.#next, sentAtMs: this.load.around.nowMs })
      records.push({
        timestamp: this.session.host.clock.wall(),
        key: null,
        value: valueOf(this.ledger.name, this.#next, size),
      })
      this.#next += 1
    }
    this.ledger.attempts.push(...attempts)
    return { attempts, records }
  }

  async produce(batch: Uint8Array): Promise<Answer> {
    const { topic, partition } = this.ledger
    const answer = await this.session.call(calls.produce, {
      acks: this.acks,
      timeoutMs: 1_000,
      topicData: [{ name: topic, partitionData: [{ index: partition, records: batch }] }],
    })
    const result = answer.responses[0]?.partitionResponses[0]
    if (result === undefined) throw new Error('a produce answer without the partition')
    return { error: errorName(result.errorCode) ?? String(result.errorCode), baseOffset: result.baseOffset }
  }

  acknowledged(attempts: readonly Attempt[], baseOffset: number): void {
    for (const [index, attempt] of attempts.entries()) {
      attempt.offset = baseOffset + index
      attempt.ackedAtMs = this.load.around.nowMs
    }
  }

  rest(): Promise<void> {
    return this.session.pause(this.random.chance(0.1) ? this.random.below(60) : this.random.below(6))
  }
}

/** Answers after which a record is surely not in the log. */
const refusals = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'NOT_LEADER_OR_FOLLOWER', 'KAFKA_STORAGE_ERROR'])

/** Writes without retrying. acks 1 or -1. */
export async function writePlainly(load: Load, ledger: WriterLedger, acks: 1 | -1): Promise<void> {
  const writer = new Writer(load, ledger, acks)
  while (!load.over) {
    const { attempts, records } = writer.draw()
    try {
      const { error, baseOffset } = await writer.produce(encodeBatch(records))
      if (error === 'NONE') writer.acknowledged(attempts, baseOffset)
      else if (!refusals.has(error)) load.fail(`${ledger.name} was told ${error}`)
    } catch {
      await writer.session.pause(10)
    }
    await writer.rest()
  }
  writer.session.close()
}

/** Writes each batch until it is acknowledged, with one producer id and unbroken sequence numbers. */
export async function writeIdempotently(load: Load, ledger: WriterLedger): Promise<void> {
  const writer = new Writer(load, ledger, -1)
  const { producerId, producerEpoch } = await producerIdOf(writer.session)
  let sequence = 0
  while (!load.over) {
    const { attempts, records } = writer.draw()
    const batch = encodeBatch(records, { producerId, producerEpoch, baseSequence: sequence })
    for (;;) {
      try {
        const { error, baseOffset } = await writer.produce(batch.slice())
        if (error === 'NONE') {
          writer.acknowledged(attempts, baseOffset)
          break
        }
        if (error === 'DUPLICATE_SEQUENCE_NUMBER') break
        if (!refusals.has(error)) return load.fail(`${ledger.name} at sequence ${sequence} was told ${error}`)
      } catch {
        // No answer: the same batch goes out again.
      }
      await writer.session.pause(10)
    }
    sequence += records.length
    await writer.rest()
  }
  writer.session.close()
}

async function producerIdOf(session: Session): Promise<{ producerId: number; producerEpoch: number }> {
  for (;;) {
    try {
      const answer = await session.call(calls.initProducerId, {
        transactionalId: null,
        transactionTimeoutMs: 60_000,
      })
      if (answer.errorCode === 0) return answer
    } catch {
      // The broker is down: again.
    }
    await session.pause(20)
  }
}
