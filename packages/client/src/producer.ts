/**
 * The producer.
 */
import type { ClientOptions } from './config/client-options.js'
import type { ProducerSettings } from './config/producer-settings.js'
import type { BatchDelivery, ProducerRecord, RecordMetadata } from './producer/producer-record.js'

export type ProducerOptions = ClientOptions<ProducerSettings> & {
  /** Told of every batch that was acknowledged or given up; for bulk senders that await no record. */
  readonly onDelivery?: (delivery: BatchDelivery) => void
}

export declare class Producer implements AsyncDisposable {
  constructor(options: ProducerOptions)
  send(record: ProducerRecord): Promise<RecordMetadata>
  /**
   * The bulk path: queues without a promise for the record. False: buffer.memory is full or the topic not known
   * yet, and the record was NOT taken: await `ready(topic)` and offer it again. Failures go to `onDelivery` and to `flush`.
   */
  offer(record: ProducerRecord): boolean
  ready(topic: string): Promise<void>
  /** Resolves once everything queued before is acknowledged or failed; rejects with the first failure of an offered record. */
  flush(): Promise<void>
  partitionsFor(topic: string): Promise<readonly { readonly partition: number; readonly leader: number }[]>
  close(options?: { readonly timeoutMs?: number }): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
