/**
 * The producer id under which batches are numbered (KIP-98). When the fate of a batch is unknown, or the
 * broker lost its memory of us, a new id is taken once nothing is in flight any more, and numbering starts
 * again (KIP-360).
 */
import { calls } from '../calls.js'
import type { Cluster } from '../cluster.js'
import { KafkaError } from '../errors.js'
import { noProducer, type ProducerIdentity } from './batch-builder.js'
import type { PartitionQueue } from './partition-queue.js'
import type { ProduceSettings } from './produce-settings.js'

export class ProducerIds {
  #current: ProducerIdentity = noProducer
  #wanted: boolean
  #asking = false
  #numbered = new Set<PartitionQueue>()

  constructor(
    private readonly cluster: Cluster,
    private readonly settings: ProduceSettings,
    private readonly changed: () => void,
  ) {
    this.#wanted = settings.idempotent
  }

  get current(): ProducerIdentity {
    return this.#current
  }

  /** Asks for another id before anything more is sent. */
  replace(): void {
    if (this.settings.idempotent) this.#wanted = true
  }

  /** Whether batches may be sent now; otherwise `changed` is called when they may. */
  ready(inFlight: number, queues: Iterable<PartitionQueue>): boolean {
    for (const queue of queues) this.#numbered.add(queue)
    if (!this.#wanted) return true
    if (!this.#asking && inFlight === 0) void this.#ask()
    return false
  }

  async #ask(): Promise<void> {
    this.#asking = true
    const deadline = this.cluster.deadline(this.settings.deliveryTimeoutMs)
    const draft = { transactionalId: null, transactionTimeoutMs: 0x7fffffff }
    try {
      const answer = await this.cluster.call(
        { to: 'any' },
        calls.initProducerId,
        draft,
        { deadline },
        (response) => {
          const error = KafkaError.of(response.errorCode)
          if (error !== undefined) throw error
        },
      )
      this.#current = { producerId: answer.producerId, producerEpoch: answer.producerEpoch }
      for (const queue of this.#numbered) queue.sequence.restart(queue.waiting)
      this.#numbered = new Set()
      this.#wanted = false
    } catch (error) {
      this.cluster.host.log.write('warn', 'No producer id could be had', { error: String(error) })
    } finally {
      this.#asking = false
      this.changed()
    }
  }
}
