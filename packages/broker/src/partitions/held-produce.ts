/**
 * A Produce reply that may not leave yet: it waits until every partition it acknowledges has written its
 * batches and, where the topic asks for it, flushed them. Errors that come up meanwhile are put into the
 * reply.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { ClientConnection, PendingReply } from '../transport/client-connection.js'
import type { Partition, WriteWaiter } from './partition.js'
import { turnIntoError } from './produce-reply.js'

/** See the file. */
export class HeldProduce {
  /** One for the request that is still being read. */
  #left = 1

  constructor(
    private readonly connection: ClientConnection,
    private readonly pending: PendingReply,
    private readonly apiVersion: number,
  ) {}

  /** The acknowledgement at `place` waits for what is staged on the partition. */
  waitFor(partition: Partition, place: number): void {
    this.#left += 1
    const waiter: WriteWaiter = { written: (_partition, error) => this.#written(place, error) }
    partition.onWritten(waiter)
  }

  /** The reply is complete but for what it waits for. */
  sealed(): void {
    this.#done()
  }

  #written(place: number, error: KafkaErrorName | undefined): void {
    if (error !== undefined) turnIntoError(this.pending.buffer, place, this.apiVersion, error)
    this.#done()
  }

  #done(): void {
    this.#left -= 1
    if (this.#left === 0) this.connection.complete(this.pending)
  }
}
