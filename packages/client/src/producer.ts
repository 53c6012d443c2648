/**
 * The producer: takes records, chooses partitions, gathers batches within `buffer.memory`, and tells how each
 * record fared. Sending itself is in producer/sender.
 *
 * Ordering: records of one partition are stored in the order they were handed in. Refuses: transactions, so
 * far.
 */
import type { SettingValues } from '@samsa/config/settings-table'
import type { Host } from '@samsa/host'
import { Cluster } from './cluster.js'
import { type ClientOptions, readOptions } from './config/client-options.js'
import { type ProducerSettings, producerSettings } from './config/producer-settings.js'
import type { PartitionLeader, TopicView } from './core/cluster-view.js'
import { ClosedError, IllegalStateError, KafkaError, RecordTooLargeError, TimeoutError } from './errors.js'
import { BatchBuilder, type EncodedRecord } from './producer/batch-builder.js'
import { BlockedRecords } from './producer/blocked-records.js'
import type { Batch, Waiter } from './producer/partition-queue.js'
import type { BatchResult } from './producer/produce-call.js'
import { produceSettings } from './producer/produce-settings.js'
import type { BatchDelivery, ProducerRecord, RecordMetadata } from './producer/producer-record.js'
import { encodeRecord } from './producer/record-codec.js'
import { Sender } from './producer/sender.js'
import { TopicPartitioner } from './producer/topic-partitioner.js'
import { chance, within } from './retry.js'

export type ProducerOptions = ClientOptions<ProducerSettings> & {
  /** Told of every batch that was acknowledged or given up; for bulk senders that await no record. */
  readonly onDelivery?: ((delivery: BatchDelivery) => void) | undefined
}

type Settle = Pick<Waiter, 'resolve' | 'reject'>

export class Producer implements AsyncDisposable {
  readonly #host: Host
  readonly #settings: SettingValues<ProducerSettings>
  readonly #cluster: Cluster
  readonly #sender: Sender
  readonly #blocked: BlockedRecords
  readonly #partitioners = new Map<string, TopicPartitioner>()
  readonly #onDelivery: ((delivery: BatchDelivery) => void) | undefined
  readonly #bufferMemory: number
  readonly #maxRecordBytes: number
  #reserved = 0
  /** A record found no room since the last one left. */
  #memoryFull = false
  #offerError: Error | undefined
  #closed = false

  /** @throws ConfigError for wrong values, UnsupportedSettingError for TLS, SASL and transactions. */
  constructor(options: ProducerOptions) {
    this.#settings = readOptions(producerSettings, options, ['onDelivery'])
    this.#host = options.host
    this.#onDelivery = options.onDelivery
    this.#bufferMemory = this.#settings.get('buffer.memory')
    this.#maxRecordBytes = Math.min(this.#settings.get('max.request.size'), this.#bufferMemory)
    this.#cluster = new Cluster(options.host, this.#settings, true)
    this.#sender = new Sender(this.#cluster, produceSettings(this.#settings), {
      completed: (batch, result) => this.#completed(batch, result),
    })
    this.#blocked = new BlockedRecords(this.#host, this.#settings.get('max.block.ms'))
  }

  /**
   * Queues a record; resolves once it is acknowledged as `acks` asks. Waits for metadata and for
   * `buffer.memory`, for `max.block.ms` at most. Records of a partition keep the order of the calls, awaited
   * or not.
   *
   * Rejects with RecordTooLargeError, TimeoutError (`delivery.timeout.ms`), KafkaError, or ClosedError.
   */
  send(record: ProducerRecord): Promise<RecordMetadata> {
    return new Promise((resolve, reject) => {
      try {
        const settle = { resolve, reject }
        const encoded = this.#encode(record)
        if (this.#blocked.has(record.topic) || !this.#tryAppend(record, encoded, settle)) {
          this.#block(record, encoded, settle)
        }
      } catch (error) {
        reject(error as Error)
      }
    })
  }

  /**
   * The bulk path: queues without a promise for the record. False: `buffer.memory` is full or the topic not
   * known yet, and the record was not taken; await `ready(topic)` and offer it again. Failures go to
   * `onDelivery`, and `flush` rejects with the first one.
   *
   * @throws RecordTooLargeError, ClosedError, IllegalStateError for a partition that does not exist.
   */
  offer(record: ProducerRecord): boolean {
    const encoded = this.#encode(record)
    return !this.#blocked.has(record.topic) && this.#tryAppend(record, encoded, undefined)
  }

  /** Resolves once the topic is known and memory is free. Rejects after `max.block.ms`. */
  async ready(topic: string): Promise<void> {
    await this.#topic(topic)
    const maxBlockMs = this.#settings.get('max.block.ms')
    if (this.#memoryFull) await within(this.#host, maxBlockMs, 'freeing memory', this.#blocked.memory())
  }

  /**
   * Sends what is queued without waiting for `linger.ms`, and resolves once all of it is acknowledged or
   * failed. Rejects with the first failure, since the last flush, of a record that was offered.
   */
  async flush(): Promise<void> {
    await this.#blocked.empty()
    await this.#sender.flush()
    const error = this.#offerError
    this.#offerError = undefined
    if (error !== undefined) throw error
  }

  /** The partitions of a topic and their leaders (-1: none). May create the topic, as sending to it may. */
  async partitionsFor(topic: string): Promise<readonly PartitionLeader[]> {
    const found = await this.#topic(topic)
    return found.partitions.map(({ partition, leader }) => ({ partition, leader }))
  }

  /** Sends what is queued, waits for it up to `timeoutMs` (default: as long as it takes), then closes. */
  async close(options: { readonly timeoutMs?: number } = {}): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const flushed = this.flush().catch(() => undefined)
    if (options.timeoutMs === undefined) await flushed
    else await within(this.#host, options.timeoutMs, 'flushing', flushed).catch(() => undefined)
    this.#blocked.close(new ClosedError('the producer is closed'))
    this.#sender.close()
    this.#cluster.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #encode(record: ProducerRecord): EncodedRecord {
    if (this.#closed) throw new ClosedError('the producer is closed')
    return encodeRecord(record, this.#host.clock.wall())
  }

  /** False when the topic is not known or memory is full. */
  #tryAppend(record: ProducerRecord, encoded: EncodedRecord, settle: Settle | undefined): boolean {
    const size = BatchBuilder.sizeOf(encoded)
    if (size > this.#maxRecordBytes) {
      const limit = `max.request.size or buffer.memory (${this.#maxRecordBytes})`
      throw new RecordTooLargeError(`The record is ${size} bytes, more than ${limit}`)
    }
    const topic = this.#cluster.view.topics.get(record.topic)
    if (topic === undefined || topic.partitions.length === 0) return false
    if (record.partition !== undefined && topic.partitions[record.partition] === undefined) {
      throw new IllegalStateError(`Partition ${record.partition} of ${record.topic} does not exist`)
    }
    if (this.#reserved + size > this.#bufferMemory) {
      this.#memoryFull = true
      this.#sender.schedule()
      return false
    }
    this.#append(topic, record.partition, encoded, size, settle)
    return true
  }

  #append(
    topic: TopicView,
    partition: number | undefined,
    encoded: EncodedRecord,
    size: number,
    settle: Settle | undefined,
  ): void {
    const sticky = partition === undefined && encoded.key === null
    const partitioner = this.#partitioner(topic.name)
    const queue = this.#sender.queue(topic.name, partition ?? partitioner.choose(topic, encoded.key))
    const now = this.#host.clock.monotonic()
    const { batch, started } = queue.append(encoded, size, now)
    this.#reserved += size
    batch.payloadBytes += (encoded.key?.length ?? 0) + (encoded.value?.length ?? 0)
    if (this.#onDelivery !== undefined) batch.queuedAt.push(now)
    if (settle !== undefined) {
      const keySize = encoded.key?.length ?? -1
      const valueSize = encoded.value?.length ?? -1
      batch.waiters.push({
        ...settle,
        index: batch.recordCount - 1,
        timestamp: encoded.timestamp,
        keySize,
        valueSize,
      })
    }
    const full = batch.closed || queue.waiting.length > 1
    if (sticky) partitioner.appended(size, full)
    this.#sender.appended(queue, started, full)
  }

  #partitioner(topic: string): TopicPartitioner {
    let partitioner = this.#partitioners.get(topic)
    if (partitioner === undefined) {
      const settings = {
        batchBytes: this.#settings.get('batch.size'),
        ignoreKeys: this.#settings.get('partitioner.ignore.keys'),
        adaptive: this.#settings.get('partitioner.adaptive.partitioning.enable'),
        roundRobin: this.#settings.get('partitioner.class')?.endsWith('RoundRobinPartitioner') ?? false,
      }
      const queued = (name: string, partition: number) => this.#sender.queued(name, partition)
      partitioner = new TopicPartitioner(settings, queued, () => chance(this.#host))
      this.#partitioners.set(topic, partitioner)
    }
    return partitioner
  }

  #block(record: ProducerRecord, encoded: EncodedRecord, settle: Settle): void {
    const retry = () => this.#tryAppend(record, encoded, settle)
    this.#blocked.add(record.topic, retry, settle.reject)
    if (!this.#cluster.view.topics.has(record.topic)) {
      this.#topic(record.topic).then(
        () => this.#blocked.retry(record.topic),
        (error: Error) => this.#blocked.fail(record.topic, error),
      )
    }
  }

  async #topic(name: string): Promise<TopicView> {
    const deadline = this.#cluster.deadline(this.#settings.get('max.block.ms'))
    try {
      return await this.#cluster.topic(name, deadline)
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error
      const message = `Topic ${name} not present in metadata after ${deadline.timeoutMs} ms.`
      throw new TimeoutError(message, { cause: error })
    }
  }

  #completed(batch: Batch, result: BatchResult): void {
    this.#reserved -= batch.reservedBytes
    this.#memoryFull = false
    const { error, baseOffset, logAppendTime } = result
    for (const waiter of batch.waiters) {
      if (error !== undefined) waiter.reject(recordError(error, result, waiter.index))
      else {
        waiter.resolve({
          topic: batch.topic,
          partition: batch.partition,
          offset: baseOffset < 0 ? -1 : baseOffset + waiter.index,
          timestamp: logAppendTime < 0 ? waiter.timestamp : logAppendTime,
          serializedKeySize: waiter.keySize,
          serializedValueSize: waiter.valueSize,
        })
      }
    }
    if (error !== undefined && batch.waiters.length < batch.recordCount) this.#offerError ??= error
    this.#tell({
      topic: batch.topic,
      partition: batch.partition,
      baseOffset,
      recordCount: batch.recordCount,
      payloadBytes: batch.payloadBytes,
      queuedAt: batch.queuedAt,
      completedAt: this.#host.clock.monotonic(),
      ...(error === undefined ? {} : { error }),
    })
    this.#blocked.retryAll()
  }

  /** What the caller's own code throws must not hold up the other batches. */
  #tell(delivery: BatchDelivery): void {
    try {
      this.#onDelivery?.(delivery)
    } catch (error) {
      this.#host.log.write('error', 'onDelivery has thrown', { error: String(error) })
    }
  }
}

/** The error of one record of a batch that was refused for some of its records only (KIP-467). */
function recordError(error: Error, result: BatchResult, index: number): Error {
  const { recordErrors } = result
  if (!(error instanceof KafkaError) || recordErrors === undefined || recordErrors.size === 0) return error
  const message = recordErrors.get(index)
  if (message !== undefined) return new KafkaError(error.errorName, message)
  const innocent = 'Another record of the same batch was refused, and the batch with it'
  return new KafkaError('INVALID_RECORD', innocent)
}
