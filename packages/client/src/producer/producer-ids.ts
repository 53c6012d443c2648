/**
 * The producer id under which batches are numbered (KIP-98). When the fate of a batch is unknown, or the
 * broker lost its memory of us, a new id is taken and numbering starts again (KIP-360): once nothing is in
 * flight any more and no waiting batch may have been stored, since a batch sent under two ids is stored twice.
 */
import { calls } from '../calls.js'
import type { Cluster } from '../cluster.js'
import { ClientError, KafkaError } from '../errors.js'
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
    private readonly events: {
      /** Batches may be sent, or `ready` is to be asked again. */
      readonly changed: () => void
      /** No retry brings an id. */
      readonly refused: (error: ClientError) => void
    },
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

  /**
   * Whether all batches may be sent now; otherwise only those that may have been stored, and `changed` is
   * called when the others may.
   */
  ready(inFlight: number, queues: ReadonlySet<PartitionQueue>): boolean {
    for (const queue of queues) this.#numbered.add(queue)
    if (!this.#wanted) return true
    if (this.#asking || inFlight > 0) return false
    for (const queue of queues) if (queue.uncertain) return false
    void this.#ask()
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
      if (error instanceof ClientError && !error.retriable) this.events.refused(error)
    } finally {
      this.#asking = false
      this.events.changed()
    }
  }
}
