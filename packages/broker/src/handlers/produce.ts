/**
 * Produce, versions 0 to 13. Batches go as bytes from the frame to the log; the reply is written while the
 * request is read, and leaves after the write.
 *
 * v0 to v2: message formats 0 and 1, which the log converts. v3: transactional id, format 2 (KIP-98). v5: log
 * start offset. v8: record errors (KIP-467). v9: flexible. v10: current leader (KIP-951). v13: topic ids
 * (KIP-516). acks=0 has no reply; an error then ends the connection, which is all the producer can be told.
 * With one replica, acks=1 and acks=all are the same.
 *
 * A transactional batch is refused as long as the transaction coordinator, which is not there, would have to vouch
 * for it: with transaction.partition.verification.enable=false it is appended unasked, except from v12, with which
 * the broker itself would add the partition to the transaction (KIP-890).
 */
import type { AppendResult } from '@samsa/log'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Broker } from '../broker.js'
import type { Door, RawRequest } from '../handler.js'
import type { TrafficCounters } from '../metrics/metrics.js'
import type { ClientConnection } from '../transport/client-connection.js'
import type { Partition } from '../partitions/partition.js'
import type { HostedTopic, Partitions } from '../partitions/partitions.js'
import { HeldProduce } from '../partitions/held-produce.js'
import {
  type ProduceRefusal,
  writeAcknowledgement,
  writeNodeEndpoints,
  writeRefusal,
} from '../partitions/produce-reply.js'
import { ReplyBuffer } from '../transport/reply-buffer.js'

const throttleTimeFrom = 1
const transactionalIdFrom = 3
const flexibleFrom = 9
const addsPartitionsFrom = 12
const topicIdsFrom = 13
const internalTopics: ReadonlySet<string> = new Set(['__consumer_offsets', '__transaction_state'])
/** Kafka's admin tools may write to internal topics. */
const adminClientId = '__admin_client'
const attributesAt = 21
const magicAt = 16
const batchOverhead = 61
const transactionalBit = 0x10

/** See the file. */
export const produce: Door = {
  apiKey: 0,
  name: 'Produce',
  versions: [0, 13],
  advertisedFrom: 0,
  advertised: true,
  open: (broker) => {
    const door = new ProduceDoor(broker)
    return (request) => door.serve(request)
  },
}

class ProduceDoor {
  readonly #unacknowledged = new ReplyBuffer()
  /** Of the request being served. */
  #connection!: ClientConnection
  #version = 0
  #acks = 0
  #transactional = false
  #held: HeldProduce | undefined
  #out: ReplyBuffer = this.#unacknowledged
  #refused: KafkaErrorName | undefined
  #elsewhere = false
  #name = ''
  #request!: RawRequest
  #hosted: HostedTopic | undefined

  readonly #hostedTopics: Partitions
  readonly #total: TrafficCounters

  constructor(private readonly broker: Broker) {
    this.#hostedTopics = broker.partitions
    this.#total = broker.metrics.broker
  }

  serve(request: RawRequest): void {
    const reader = request.reader
    const version = request.apiVersion
    const flexible = version >= flexibleFrom
    const transactionalId = readTransactionalId(reader, version)
    this.#connection = request.connection
    this.#request = request
    this.#version = version
    this.#transactional = transactionalId !== null
    this.#acks = reader.int16()
    reader.int32()
    this.#refused = undefined
    this.#elsewhere = false
    const held = this.#acks !== 0 && this.#hostedTopics.holdsReplies
    const out = this.#begin(request.connection, held)
    out.beginFrame(request.correlationId, flexible)
    try {
      this.#topics(reader, out, flexible)
      this.#end(out, flexible)
      out.endFrame()
    } catch (error) {
      out.dropFrame()
      throw error
    }
    this.#held?.sealed()
    this.#held = undefined
    if (this.#acks === 0) this.#unanswered()
  }

  #begin(connection: ClientConnection, held: boolean): ReplyBuffer {
    this.#held = undefined
    if (this.#acks === 0) {
      this.#unacknowledged.reset()
      this.#out = this.#unacknowledged
    } else if (held) {
      const pending = connection.replyLater()
      this.#held = new HeldProduce(connection, pending, this.#version)
      this.#out = pending.buffer
    } else this.#out = connection.reply()
    return this.#out
  }

  #end(out: ReplyBuffer, flexible: boolean): void {
    if (this.#version >= throttleTimeFrom) out.int32(0)
    if (!flexible) return
    if (this.#elsewhere) writeNodeEndpoints(out, this.#version, this.broker, this.#connection.facts)
    else out.int8(0)
  }

  #topics(reader: ByteReader, out: ReplyBuffer, flexible: boolean): void {
    const count = flexible ? reader.compactCount(2) : reader.count(6)
    if (flexible) out.uvarint(count + 1)
    else out.int32(count)
    const source = reader.source
    for (let left = count; left > 0; left--) {
      const from = reader.position
      if (this.#version >= topicIdsFrom) {
        const id = reader.uuid()
        this.#hosted = this.#hostedTopics.topicById(id)
        this.#name = this.#hosted?.name ?? this.broker.metadata.topicById(id)?.name ?? ''
      } else {
        this.#name = flexible ? reader.compactName() : reader.name()
        this.#hosted = this.#hostedTopics.topic(this.#name)
      }
      out.copy(source, from, reader.position)
      this.#partitions(reader, out, flexible)
      if (!flexible) continue
      reader.skipTaggedFields()
      out.int8(0)
    }
    if (flexible) reader.skipTaggedFields()
  }

  #partitions(reader: ByteReader, out: ReplyBuffer, flexible: boolean): void {
    const count = flexible ? reader.compactCount(6) : reader.count(8)
    if (flexible) out.uvarint(count + 1)
    else out.int32(count)
    for (let left = count; left > 0; left--) {
      const index = reader.int32()
      const records = flexible ? reader.compactNullableBytes() : reader.nullableBytes()
      if (flexible) reader.skipTaggedFields()
      this.#append(out, index, records)
    }
  }

  #append(out: ReplyBuffer, index: number, records: Uint8Array | null): void {
    const partition = this.#hosted?.partitions[index]
    const refusal = this.#refusal(partition, index, records)
    if (refusal !== undefined) {
      this.#refuse(out, index, refusal)
      return
    }
    const led = partition as Partition
    const batch = records as Uint8Array
    const result = led.stage(batch, 'client', this.#version)
    const traffic = led.traffic
    const total = this.#total
    traffic.produceRequests += 1
    total.produceRequests += 1
    if (result.error !== '') {
      traffic.failedProduceRequests += 1
      total.failedProduceRequests += 1
      total.bytesRejected += batch.length
      this.#refuse(out, index, rejection(result))
      return
    }
    const messages = result.lastOffset - result.baseOffset + 1
    traffic.messagesIn += messages
    total.messagesIn += messages
    traffic.bytesIn += batch.length
    total.bytesIn += batch.length
    const { baseOffset, logAppendTime, logStartOffset } = result
    const place = writeAcknowledgement(out, this.#version, index, baseOffset, logAppendTime, logStartOffset)
    if (this.#acks === 0) return
    if (this.#held !== undefined) this.#held.waitFor(led, place)
    else led.acknowledgedAhead(out, place, this.#version)
  }

  /** Why the partition's log is not even asked. */
  #refusal(
    partition: Partition | undefined,
    index: number,
    records: Uint8Array | null,
  ): ProduceRefusal | undefined {
    if (this.#acks < -1 || this.#acks > 1) return refused('INVALID_REQUIRED_ACKS')
    if (partition === undefined) return this.#notHere(index)
    if (partition.offline !== undefined) return refused(partition.offline)
    if (
      this.#name.charCodeAt(0) === 95 &&
      internalTopics.has(this.#name) &&
      clientIdOf(this.#request) !== adminClientId
    ) {
      return refused('INVALID_TOPIC_EXCEPTION')
    }
    if (records === null) return refused('INVALID_RECORD')
    if (records.length >= batchOverhead && records[magicAt] === 2) {
      if (((records[attributesAt + 1] as number) & transactionalBit) !== 0)
        return this.#refusalInTransaction()
    }
    return undefined
  }

  #refusalInTransaction(): ProduceRefusal | undefined {
    if (!this.#transactional) return refused('TRANSACTIONAL_ID_AUTHORIZATION_FAILED')
    const isAsked =
      this.#version >= addsPartitionsFrom ||
      this.broker.config.get('transaction.partition.verification.enable')
    return isAsked ? refused('INVALID_PRODUCER_ID_MAPPING') : undefined
  }

  #notHere(index: number): ProduceRefusal {
    const image = this.broker.metadata.topic(this.#name)?.partitions[index]
    if (image === undefined || image.leader === this.broker.nodeId) {
      const offline = this.#hostedTopics.offline(this.#name, index)
      if (offline !== undefined) return refused(offline)
      return refused(
        this.#version >= topicIdsFrom && this.#name === ''
          ? 'UNKNOWN_TOPIC_ID'
          : 'UNKNOWN_TOPIC_OR_PARTITION',
      )
    }
    this.#elsewhere = true
    const currentLeader = { leaderId: image.leader, leaderEpoch: image.leaderEpoch }
    return { ...refused('NOT_LEADER_OR_FOLLOWER'), currentLeader }
  }

  #refuse(out: ReplyBuffer, index: number, refusal: ProduceRefusal): void {
    this.#refused = refusal.error
    writeRefusal(out, this.#version, index, refusal)
  }

  #unanswered(): void {
    if (this.#refused !== undefined) this.#connection.refuse(`Produce with acks=0 failed: ${this.#refused}`)
  }
}

function refused(error: KafkaErrorName): ProduceRefusal {
  return { error, message: null, recordErrors: [], logStartOffset: -1 }
}

function rejection(result: Exclude<AppendResult, { error: '' }>): ProduceRefusal {
  const { error, message, recordErrors } = result
  // Kafka gives a message only with record errors; its clients show the error's own text otherwise.
  return {
    error,
    message: recordErrors.length > 0 ? message : null,
    recordErrors,
    logStartOffset: result.logStartOffset,
  }
}

function readTransactionalId(reader: ByteReader, version: number): string | null {
  if (version < transactionalIdFrom) return null
  return version >= flexibleFrom ? reader.compactNullableString() : reader.nullableString()
}

function clientIdOf(request: RawRequest): string | null {
  const reader = new ByteReader(request.reader.source, request.clientIdAt)
  return reader.nullableString()
}
