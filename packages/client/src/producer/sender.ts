/**
 * Sends what has gathered: looks for partitions with something due, makes one Produce request per broker,
 * keeps up to `max.in.flight.requests.per.connection` of them under way, and decides by each answer whether a
 * batch is done, goes back to its queue, or has failed. Everything runs on the event loop; nothing here
 * awaits a record.
 */
import type { Host, Timer } from '@samsa/host'
import type { Cluster } from '../cluster.js'
import type { Connection } from '../connection.js'
import { backoffMs } from '../core/backoff.js'
import { partitionOf } from '../core/cluster-view.js'
import { ClientError, ClosedError, KafkaError, TimeoutError } from '../errors.js'
import { chance } from '../retry.js'
import type { ProduceSettings } from './produce-settings.js'
import { type BatchResult, type ProduceBatch, produce } from './produce-call.js'
import { ProducerIds } from './producer-ids.js'
import { type Batch, PartitionQueue } from './partition-queue.js'

interface SenderEvents {
  /** A batch was acknowledged or given up. */
  readonly completed: (batch: Batch, result: BatchResult) => void
}

/** Unsent bytes of one connection beyond which it gets nothing more; matters with acks=0 only. */
const MOST_PENDING_BYTES = 4 * 1024 * 1024
const METADATA_RETRY_MS = 100

export class Sender {
  readonly #host: Host
  readonly #queues = new Map<string, PartitionQueue[]>()
  readonly #active = new Set<PartitionQueue>()
  readonly #ids: ProducerIds
  readonly #requests = new Map<number, number>()
  #inFlight = 0
  #flushing = 0
  #scheduled = false
  #timer: Timer | undefined
  #timerAt = Number.POSITIVE_INFINITY
  #closed = false
  #refreshing = false

  constructor(
    private readonly cluster: Cluster,
    private readonly settings: ProduceSettings,
    private readonly events: SenderEvents,
  ) {
    this.#host = cluster.host
    this.#ids = new ProducerIds(cluster, settings, {
      changed: () => this.schedule(),
      refused: (error) => this.#failAll(error),
    })
  }

  queue(topic: string, partition: number): PartitionQueue {
    let queues = this.#queues.get(topic)
    if (queues === undefined) this.#queues.set(topic, (queues = []))
    return (queues[partition] ??= new PartitionQueue(topic, partition, this.settings.batchBytes))
  }

  /** Batches of a partition that wait. */
  queued(topic: string, partition: number): number {
    return this.#queues.get(topic)?.[partition]?.waiting.length ?? 0
  }

  /** After an append: the queue has something. `full`: a batch is complete. */
  appended(queue: PartitionQueue, started: boolean, full: boolean): void {
    if (started) this.#active.add(queue)
    if (full || this.#flushing > 0 || this.settings.lingerMs === 0) this.schedule()
    else if (started) this.#wakeAt(this.#host.clock.monotonic() + this.settings.lingerMs)
  }

  /** Looks for work at the end of this turn. */
  schedule(): void {
    if (this.#scheduled || this.#closed) return
    this.#scheduled = true
    this.#host.timers.endOfTurn(() => {
      this.#scheduled = false
      this.#pump()
    })
  }

  /** Resolves once every batch there is now is done. */
  async flush(): Promise<void> {
    const done: Promise<void>[] = []
    for (const queue of this.#active) {
      for (const batch of [...queue.inFlight, ...queue.waiting]) {
        batch.closed = true
        done.push(new Promise((resolve) => batch.whenDone(resolve)))
      }
    }
    this.#flushing++
    this.schedule()
    await Promise.all(done)
    this.#flushing--
  }

  /** Fails what is left. */
  close(): void {
    this.#closed = true
    this.#timer?.cancel()
    this.#failAll(new ClosedError('the producer was closed before the record was acknowledged'))
  }

  #failAll(error: ClientError): void {
    const queues = [...this.#active]
    this.#active.clear()
    for (const queue of queues) {
      const batches = [...queue.inFlight, ...queue.waiting.splice(0)]
      queue.inFlight.clear()
      for (const batch of batches) {
        this.events.completed(batch, { baseOffset: -1, logAppendTime: -1, error })
        batch.done()
      }
    }
  }

  #wakeAt(at: number): void {
    if (at >= this.#timerAt || this.#closed) return
    this.#timer?.cancel()
    this.#timerAt = at
    const ms = Math.max(0, Math.ceil(at - this.#host.clock.monotonic()))
    this.#timer = this.#host.timers.after(ms, () => {
      this.#timerAt = Number.POSITIVE_INFINITY
      this.#pump()
    })
  }

  #pump(): void {
    if (this.#closed || this.#active.size === 0) return
    const now = this.#host.clock.monotonic()
    this.#expire(now)
    if (this.cluster.metadataAgeMs > this.settings.metadataMaxAgeMs) this.#refresh([...this.#queues.keys()])
    const ready = this.#ids.ready(this.#inFlight, this.#active)
    const { requests, unknown } = this.#collect(now, !ready)
    for (const [nodeId, batches] of requests) this.#send(nodeId, batches)
    if (unknown.size > 0) this.#refresh([...unknown])
    this.#wakeForNext(now)
  }

  /**
   * What is due, by leader, one batch per partition and no more than a request may hold. `uncertainOnly`: what
   * must be settled before there is a new producer id.
   */
  #collect(now: number, uncertainOnly: boolean): { requests: Map<number, Batch[]>; unknown: Set<string> } {
    const requests = new Map<number, Batch[]>()
    const bytes = new Map<number, number>()
    const unknown = new Set<string>()
    for (const queue of this.#active) {
      const batch = queue.sendable(now, this.settings.lingerMs, this.#flushing > 0)
      if (batch === undefined || (uncertainOnly && !(queue.uncertain && batch.baseSequence >= 0))) continue
      const leader = partitionOf(this.cluster.view, queue.topic, queue.partition)?.leader ?? -1
      if (leader < 0) {
        unknown.add(queue.topic)
        continue
      }
      if ((this.#requests.get(leader) ?? 0) >= this.settings.maxInFlight) continue
      const size = batch.builder.sizeInBytes
      const total = (bytes.get(leader) ?? 0) + size
      const list = requests.get(leader)
      if (list === undefined) requests.set(leader, [batch])
      else if (total <= this.settings.maxRequestBytes) list.push(batch)
      else continue
      bytes.set(leader, total)
    }
    return { requests, unknown }
  }

  #send(nodeId: number, batches: readonly Batch[]): void {
    const connection = this.cluster.connections.opened(nodeId)
    if (connection === undefined) {
      this.#connect(nodeId)
      return
    }
    if (connection.pendingBytes > MOST_PENDING_BYTES) {
      connection.whenDrained(() => this.schedule())
      return
    }
    const sent = batches.map((batch) => this.#take(batch))
    this.#inFlight++
    this.#requests.set(nodeId, (this.#requests.get(nodeId) ?? 0) + 1)
    const answered = (results: readonly BatchResult[]) => {
      if (this.#closed) return
      this.#inFlight--
      this.#requests.set(nodeId, (this.#requests.get(nodeId) ?? 1) - 1)
      sent.forEach(({ batch }, at) => this.#answered(batch, results[at] as BatchResult))
      if (this.settings.acks === 0) this.schedule()
      else this.#pump()
    }
    produce(connection, this.settings, sent, answered)
    // More of the same partitions may be due: they go out in further requests, pipelined behind this one.
    this.schedule()
  }

  #take(batch: Batch): ProduceBatch {
    const queue = this.queue(batch.topic, batch.partition)
    queue.take(batch)
    const identity = this.#ids.current
    if (this.settings.idempotent) queue.sequence.number(batch)
    const bytes = batch.builder.seal(this.settings.codec, this.settings.level, identity, batch.baseSequence)
    return { batch, bytes }
  }

  #connect(nodeId: number): void {
    const again = () => this.#wakeAt(this.#host.clock.monotonic() + METADATA_RETRY_MS)
    const opened = this.cluster.connectionTo(
      { to: 'node', nodeId },
      this.cluster.deadline(this.settings.requestTimeoutMs),
    )
    opened.then(
      (connection: Connection) => (connection.closed ? again() : this.schedule()),
      (error: unknown) => {
        if (error instanceof ClosedError) return
        this.#refresh([...new Set([...this.#active].map(({ topic }) => topic))])
        again()
      },
    )
  }

  #refresh(topics: readonly string[]): void {
    if (this.#refreshing || this.#closed) return
    this.#refreshing = true
    const deadline = this.cluster.deadline(this.settings.requestTimeoutMs)
    const settled = () => {
      this.#refreshing = false
      this.#wakeAt(this.#host.clock.monotonic() + METADATA_RETRY_MS)
    }
    this.cluster.refresh(topics, deadline).then(settled, settled)
  }

  #answered(batch: Batch, result: BatchResult): void {
    const queue = this.queue(batch.topic, batch.partition)
    const { error } = result
    if (error === undefined) {
      queue.inFlight.delete(batch)
      if (this.settings.idempotent) queue.sequence.acknowledged(batch)
      this.#complete(queue, batch, result)
      return
    }
    batch.uncertain = leavesUncertain(error, batch.uncertain)
    if (error instanceof KafkaError && error.remedy === 'refresh-metadata') this.#refresh([batch.topic])
    if (error instanceof KafkaError && error.errorName === 'MESSAGE_TOO_LARGE' && batch.recordCount > 1) {
      queue.split(batch)
      return
    }
    if (this.#mayRetry(queue, batch, error)) {
      const ms = backoffMs(this.cluster.backoff, batch.attempts, chance(this.#host))
      queue.putBack(batch, this.#host.clock.monotonic() + ms)
      return
    }
    this.#giveUp(queue, batch, error)
  }

  #mayRetry(queue: PartitionQueue, batch: Batch, error: Error): boolean {
    if (this.#closed || error instanceof ClosedError) return false
    if (batch.attempts > this.settings.retries || this.#expired(batch, this.#host.clock.monotonic()))
      return false
    if (error instanceof KafkaError && this.settings.idempotent && isSequenceError(error)) {
      // Behind a batch that is being retried it will be taken later. Else the broker has lost our state.
      if (queue.sequence.isNext(batch) || queue.isFirst(batch)) {
        this.#ids.replace()
        // Behind a real gap nothing was stored.
        for (const later of queue.after(batch)) later.uncertain = false
      }
      return true
    }
    return error instanceof ClientError && error.retriable
  }

  #giveUp(queue: PartitionQueue, batch: Batch, error: Error): void {
    if (this.settings.idempotent && batch.baseSequence >= 0) {
      // A refused batch used no numbers. One of unknown fate may have, and so may those behind it that were
      // sent: a broker new to this producer takes any number first. Only a new producer id is safe then.
      const later = queue.after(batch)
      const open = later.some((other) => other.uncertain || queue.inFlight.has(other))
      const refused = error instanceof KafkaError && !error.retriable
      if (refused && !batch.uncertain && !open) queue.sequence.giveBack(batch, later)
      else this.#ids.replace()
    }
    queue.inFlight.delete(batch)
    this.#complete(queue, batch, { baseOffset: -1, logAppendTime: -1, error })
  }

  #complete(queue: PartitionQueue, batch: Batch, result: BatchResult): void {
    if (queue.empty) this.#active.delete(queue)
    this.events.completed(batch, result)
    batch.done()
  }

  #expired(batch: Batch, now: number): boolean {
    return now - batch.createdAt >= this.settings.deliveryTimeoutMs
  }

  #expire(now: number): void {
    for (const queue of [...this.#active]) {
      while (queue.waiting[0] !== undefined && this.#expired(queue.waiting[0], now)) {
        const batch = queue.waiting.shift() as Batch
        const where = `${batch.topic}-${batch.partition}`
        const ms = this.settings.deliveryTimeoutMs
        const error = new TimeoutError(
          `${batch.recordCount} records for ${where} were not delivered within ${ms} ms`,
        )
        this.#giveUp(queue, batch, error)
      }
    }
  }

  /** Wakes for the next linger, pause or delivery timeout that ends. */
  #wakeForNext(now: number): void {
    let at = Number.POSITIVE_INFINITY
    for (const queue of this.#active) {
      const head = queue.waiting[0]
      if (head === undefined) continue
      const due = queue.dueAt(this.settings.lingerMs)
      if (due > now) at = Math.min(at, due)
      at = Math.min(at, head.createdAt + this.settings.deliveryTimeoutMs)
    }
    if (at !== Number.POSITIVE_INFINITY) this.#wakeAt(Math.max(at, now + 1))
  }
}

/**
 * Whether the batch may be stored after an attempt that failed so. A gap in the numbers says it is not; any
 * other error of the broker says so of this attempt only, but for those that tell of replicas.
 */
function leavesUncertain(error: Error, before: boolean): boolean {
  if (!(error instanceof KafkaError)) return true
  if (isSequenceError(error)) return false
  return before || error.errorName === 'REQUEST_TIMED_OUT' || error.errorName === AFTER_APPEND
}

const AFTER_APPEND = 'NOT_ENOUGH_REPLICAS_AFTER_APPEND'

function isSequenceError(error: KafkaError): boolean {
  return error.errorName === 'OUT_OF_ORDER_SEQUENCE_NUMBER' || error.errorName === 'UNKNOWN_PRODUCER_ID'
}
