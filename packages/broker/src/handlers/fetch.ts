/**
 * Fetch, versions 0 to 18: batches as they lie in the log, from offsets, within byte limits, at once or when
 * there is enough.
 *
 * v0 and v1 get message format 0, v2 and v3 format 1, converted here (KIP-98). v3: limit of the whole answer.
 * v5: log start offset. v7: incremental sessions (KIP-227). v9: leader epochs (KIP-320). v11: rack. v12:
 * flexible, diverging epochs (KIP-595). v13: topic ids. v15: replica state. v16: node endpoints (KIP-951).
 * v17, v18: fields of followers.
 */
import { responseHeaderVersion } from '@samsa/protocol/header'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { type FetchRequest, fetchRequest } from '@samsa/protocol/messages/fetch-request'
import {
  type FetchResponse,
  type FetchResponsePartitionData,
  fetchResponse,
} from '@samsa/protocol/messages/fetch-response'
import type { Draft } from '@samsa/protocol/message-type'
import { convertDown } from '@samsa/record/convert-batch'
import { CorruptRecord } from '@samsa/record/corrupt-record'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { Broker } from '../broker.js'
import type { Door, RawRequest } from '../handler.js'
import { type FetchSession, remember } from '../partitions/core/fetch-session.js'
import type { FetchContext } from '../partitions/core/fetch-sessions.js'
import { DelayedFetch } from '../partitions/delayed-fetch.js'
import { FetchRead, type FetchedPartition, type FetchLimits } from '../partitions/fetch-read.js'
import { HeavyRequests } from '../partitions/heavy-requests.js'
import { nodeEndpoints } from '../partitions/produce-reply.js'
import { ReadBuffers } from '../partitions/read-buffers.js'
import type { ClientConnection, PendingReply } from '../transport/client-connection.js'
import type { ReplyBuffer } from '../transport/reply-buffer.js'

type PartitionDraft = Draft<FetchResponsePartitionData>

interface TopicDraft {
  readonly topic: string
  readonly topicId: Uuid
  readonly partitions: PartitionDraft[]
}

const formatOneFrom = 2
const formatTwoFrom = 4
const zstdFrom = 10
const topicIdsFrom = 13
const replicaStateFrom = 15
const nodeEndpointsFrom = 16
/** What all unsent answers may hold together; each may take half of what is left, and one batch in any case. */
const roomyBytes = 64 * 1024 * 1024
const leastShareBytes = 64 * 1024
/** A request of this size names thousands of partitions. */
const heavyBytes = 64 * 1024

/** See the file. */
export const fetch: Door = {
  apiKey: 1,
  name: 'Fetch',
  versions: [0, 18],
  advertisedFrom: 0,
  advertised: true,
  open: (broker) => {
    const door = new FetchDoor(broker)
    return (request) => door.serve(request)
  },
}

/** One fetch on its way. */
interface Errand {
  readonly connection: ClientConnection
  readonly apiVersion: number
  readonly correlationId: number
  readonly request: FetchRequest
  readonly context: Exclude<FetchContext, { kind: 'refused' }>
  readonly limits: Omit<FetchLimits, 'mostLentBytes'>
  readonly startedAt: number
  pending: PendingReply | undefined
}

class FetchDoor {
  readonly #buffers = new ReadBuffers()
  readonly #heavy: HeavyRequests

  constructor(private readonly broker: Broker) {
    this.#heavy = new HeavyRequests(broker.host)
  }

  serve(raw: RawRequest): void {
    const { remaining } = raw.reader
    if (remaining < heavyBytes || !this.#heavy.takes(remaining)) this.#serve(raw, undefined)
    else this.#putOff(raw)
  }

  #putOff(raw: RawRequest): void {
    const { connection, reader } = raw
    const own = new ByteReader(reader.source.slice(reader.position, reader.end))
    own.mostElements = reader.mostElements
    const kept = { ...raw, reader: own }
    const pending = connection.replyLater(true)
    this.#heavy.add(own.remaining, () => {
      if (connection.ended) return
      this.broker.guard(connection, () => this.#serve(kept, pending))
    })
  }

  #serve(raw: RawRequest, pending: PendingReply | undefined): void {
    const { broker } = this
    broker.turn.writeAll()
    const { apiVersion, connection, correlationId } = raw
    const request = fetchRequest.decode(raw.reader, apiVersion)
    const usesTopicIds = apiVersion >= topicIdsFrom
    const context = broker.fetchSessions.begin(request, usesTopicIds, broker.turn.monotonic)
    if (context.kind === 'refused') {
      const answer = { errorCode: errorCode(context.error) }
      encode(pending?.buffer ?? connection.reply(), apiVersion, correlationId, answer)
      if (pending !== undefined) connection.complete(pending)
      return
    }
    const replicaId = apiVersion >= replicaStateFrom ? request.replicaState.replicaId : request.replicaId
    const limits = {
      maxBytes: Math.min(request.maxBytes, broker.config.get('fetch.max.bytes')),
      readCommitted: request.isolationLevel === 1,
      usesTopicIds,
      replicaId,
      knowsZstd: apiVersion >= zstdFrom,
    }
    const startedAt = broker.turn.monotonic
    const errand: Errand = {
      connection,
      apiVersion,
      correlationId,
      request,
      context,
      limits,
      startedAt,
      pending,
    }
    this.#read(errand, (read) => {
      if (this.#mustWait(errand, read)) this.#wait(errand, read)
      else this.#answer(errand, read)
    })
  }

  #share(): number {
    return Math.max(leastShareBytes, Math.floor((roomyBytes - this.#buffers.lentBytes) / 2))
  }

  #read(errand: Errand, then: (read: FetchRead) => void): void {
    const mostLentBytes = this.#share()
    const maxBytes = Math.min(errand.limits.maxBytes, mostLentBytes)
    const limits = { ...errand.limits, maxBytes, mostLentBytes }
    const read = new FetchRead(this.broker, errand.context.targets, limits, this.#buffers)
    let finished = false
    read.run(() => {
      finished = true
      if (errand.connection.ended) read.release()
      else this.broker.guard(errand.connection, () => then(read))
    })
    // Cold data: the answer's place is kept while the disk is asked.
    if (!finished) errand.pending ??= errand.connection.replyLater()
  }

  #mustWait(errand: Errand, read: FetchRead): boolean {
    const { request } = errand
    return (
      request.maxWaitMs > 0 && read.partitions.length > 0 && read.bytes < minBytes(errand) && !read.urgent
    )
  }

  #wait(errand: Errand, read: FetchRead): void {
    read.release()
    const { request, connection, limits } = errand
    errand.pending ??= connection.replyLater()
    const delayed: DelayedFetch = new DelayedFetch(
      read.partitions,
      minBytes(errand),
      limits.readCommitted,
      this.broker.host.timers,
      request.maxWaitMs,
      () => {
        connection.forget(delayed)
        this.#read(errand, (again) => this.#answer(errand, again))
      },
    )
    connection.remember(delayed)
    delayed.endIfEnough()
  }

  #answer(errand: Errand, read: FetchRead): void {
    const { connection, pending } = errand
    const out = this.#encoded(errand, read)
    if (read.bytes > 0) out.onSent(() => read.release())
    else read.release()
    this.broker.metrics.request(fetchRequest.apiKey).answered(this.broker.turn.monotonic - errand.startedAt)
    if (pending !== undefined) connection.complete(pending)
  }

  #encoded(errand: Errand, read: FetchRead): ReplyBuffer {
    try {
      const answer = this.#compose(errand, read, this.#session(errand))
      const out = errand.pending?.buffer ?? errand.connection.reply()
      encode(out, errand.apiVersion, errand.correlationId, answer)
      return out
    } catch (error) {
      // Nothing refers to them yet, and nobody else will give them back.
      read.release()
      throw error
    }
  }

  /** The session the answer belongs to; a request that opens one gets it with its first answer. */
  #session(errand: Errand): FetchSession | undefined {
    const { context, limits } = errand
    if (context.kind === 'incremental') return context.session
    if (!context.opens) return undefined
    return this.broker.fetchSessions.open(context.targets, {
      usesTopicIds: limits.usesTopicIds,
      privileged: limits.replicaId >= 0,
      now: this.broker.turn.monotonic,
      randomId: () => this.broker.host.random.uint32(),
    })
  }

  #compose(errand: Errand, read: FetchRead, session: FetchSession | undefined): Draft<FetchResponse> {
    const responses: TopicDraft[] = []
    const full = errand.context.kind === 'full'
    let elsewhere = false
    for (const fetched of read.partitions) {
      const { target } = fetched
      this.#count(fetched)
      if (full) remember(target, fetched)
      else if (!(session as FetchSession).tells(target, fetched)) continue
      elsewhere ||= fetched.error === 'NOT_LEADER_OR_FOLLOWER' || fetched.error === 'FENCED_LEADER_EPOCH'
      let topic = responses.at(-1)
      if (topic === undefined || topic.topic !== target.topic || topic.topicId !== target.topicId) {
        topic = { topic: target.topic, topicId: target.topicId, partitions: [] }
        responses.push(topic)
      }
      topic.partitions.push(this.#partition(fetched, errand))
    }
    const answer = { sessionId: session?.id ?? 0, responses }
    if (!elsewhere || errand.apiVersion < nodeEndpointsFrom) return answer
    return { ...answer, nodeEndpoints: nodeEndpoints(this.broker, errand.connection.facts.listenerName) }
  }

  #partition(fetched: FetchedPartition, errand: Errand): PartitionDraft {
    const { target, error } = fetched
    const records = inFormat(fetched, errand.apiVersion)
    if (typeof records === 'string')
      return { partitionIndex: target.partition, errorCode: errorCode(records) }
    const draft = {
      partitionIndex: target.partition,
      errorCode: fetched.errorCode,
      highWatermark: fetched.highWatermark,
      lastStableOffset: fetched.lastStableOffset,
      logStartOffset: fetched.logStartOffset,
      abortedTransactions: abortedTransactions(fetched, errand.limits.readCommitted),
      records,
    }
    if (fetched.divergingEpoch !== undefined && errand.apiVersion >= 12) {
      return { ...draft, divergingEpoch: fetched.divergingEpoch }
    }
    if (errand.apiVersion < nodeEndpointsFrom) return draft
    if (error !== 'NOT_LEADER_OR_FOLLOWER' && error !== 'FENCED_LEADER_EPOCH') return draft
    const image = this.broker.metadata.topic(target.topic)?.partitions[target.partition]
    if (image === undefined) return draft
    return { ...draft, currentLeader: { leaderId: image.leader, leaderEpoch: image.leaderEpoch } }
  }

  #count(fetched: FetchedPartition): void {
    const total = this.broker.metrics.broker
    const traffic = fetched.partition?.traffic
    total.fetchRequests += 1
    total.bytesOut += fetched.recordBytes
    if (fetched.error !== '') total.failedFetchRequests += 1
    if (traffic === undefined) return
    traffic.fetchRequests += 1
    traffic.bytesOut += fetched.recordBytes
  }
}

/** What the answer can hold is all that can be waited for. */
function minBytes({ request, limits }: Errand): number {
  return Math.min(request.minBytes, limits.maxBytes)
}

/** What the client can read: as it lies in the log, or converted for clients from before message format 2. */
function inFormat(fetched: FetchedPartition, apiVersion: number): Uint8Array | KafkaErrorName {
  if (apiVersion >= formatTwoFrom || fetched.recordBytes === 0) return fetched.records
  const magic = apiVersion >= formatOneFrom ? 1 : 0
  try {
    return convertDown(fetched.records, magic, fetched.target.fetchOffset)
  } catch (error) {
    if (error instanceof CorruptRecord) return error.kafkaError
    throw error
  }
}

/**
 * Null where Kafka gives null: a consumer that reads uncommitted data, except for partitions nobody knows.
 */
function abortedTransactions(
  fetched: FetchedPartition,
  readCommitted: boolean,
): FetchResponsePartitionData['abortedTransactions'] {
  const unknown = fetched.error === 'UNKNOWN_TOPIC_OR_PARTITION' || fetched.error === 'UNKNOWN_TOPIC_ID'
  if (unknown) return []
  if (!readCommitted || fetched.error !== '') return null
  return fetched.aborted?.map(({ producerId, firstOffset }) => ({ producerId, firstOffset })) ?? []
}

function encode(
  out: ReplyBuffer,
  apiVersion: number,
  correlationId: number,
  answer: Draft<FetchResponse>,
): void {
  // A writer of its own: its chunks may stay referenced until they have left.
  const writer = new ByteWriter(256)
  fetchResponse.encode(writer, answer, apiVersion)
  out.beginFrame(correlationId, responseHeaderVersion(fetchRequest.apiKey, apiVersion) === 1)
  for (const chunk of writer.finish()) out.add(chunk)
  out.endFrame()
}
