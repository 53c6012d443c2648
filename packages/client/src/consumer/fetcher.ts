/**
 * Keeps fetches under way, one per broker, for partitions whose records have all been handed out, and hands
 * out what came. While the caller works on one batch of records, the next is already being fetched.
 */
import type { FetchResponsePartitionData } from '@samsa/protocol/messages/fetch-response'
import { calls } from '../calls.js'
import type { Cluster } from '../cluster.js'
import { partitionOf } from '../core/cluster-view.js'
import { ClientError, ClosedError, KafkaError } from '../errors.js'
import type { IsolationLevel } from '../offset-lookup.js'
import { TopicPartitionMap } from '../topic-partition.js'
import type { ConsumerRecord } from './consumer-record.js'
import type { Assignment, PartitionState } from './partition-state.js'
import { readRecords } from './read-records.js'

export interface FetchSettings {
  readonly minBytes: number
  readonly maxBytes: number
  readonly maxWaitMs: number
  readonly maxPartitionBytes: number
  readonly isolation: IsolationLevel
  readonly checkCrcs: boolean
  readonly rack: string
  readonly requestTimeoutMs: number
}

interface Buffered {
  readonly state: PartitionState
  readonly version: number
  readonly records: readonly ConsumerRecord[]
  readonly nextOffset: number
  readonly error: Error | undefined
  at: number
}

interface Asked {
  readonly state: PartitionState
  readonly version: number
  readonly offset: number
}

export class Fetcher {
  #buffered: Buffered[] = []
  readonly #busyNodes = new Set<number>()
  #failure: Error | undefined
  /** What is known of the cluster proved wrong. */
  #stale = false
  #refreshing = false
  #closed = false

  constructor(
    private readonly cluster: Cluster,
    private readonly assignment: Assignment,
    private readonly settings: FetchSettings,
    private readonly events: {
      /** Something came, or a fetch ended. */
      readonly arrived: () => void
      /** A position is not within the log. */
      readonly outOfRange: (state: PartitionState, offset: number) => void
    },
  ) {}

  /**
   * Up to `max` records, in the order they came, of partitions that are not paused. Throws what a fetch
   * failed with.
   */
  take(max: number): ConsumerRecord[] {
    const taken: ConsumerRecord[] = []
    for (const buffered of this.#buffered) {
      if (taken.length >= max) break
      if (!this.#valid(buffered)) buffered.at = buffered.records.length
      else if (!buffered.state.paused) this.#takeFrom(buffered, max - taken.length, taken)
    }
    this.#buffered = this.#buffered.filter(
      (one) => this.#valid(one) && (one.at < one.records.length || one.error !== undefined),
    )
    if (taken.length === 0 && this.#failure !== undefined) {
      const failure = this.#failure
      this.#failure = undefined
      throw failure
    }
    return taken
  }

  #valid({ state, version }: Buffered): boolean {
    return state.version === version && this.assignment.get(state) === state
  }

  #takeFrom(buffered: Buffered, max: number, into: ConsumerRecord[]): void {
    const { state, records } = buffered
    if (buffered.at === records.length && buffered.error !== undefined) {
      if (into.length === 0) throw buffered.error
      return
    }
    const end = Math.min(records.length, buffered.at + max)
    for (let at = buffered.at; at < end; at++) into.push(records[at] as ConsumerRecord)
    buffered.at = end
    const last = records[end - 1]
    if (last !== undefined) {
      state.leaderEpoch = last.leaderEpoch
      state.position = end === records.length ? buffered.nextOffset : last.offset + 1
    } else state.position = buffered.nextOffset
  }

  /** Sends fetches for every partition that has a position and nothing buffered. */
  send(): void {
    if (this.#closed) return
    const waiting = new Set(this.#buffered.filter((one) => this.#valid(one)).map(({ state }) => state))
    const byNode = new Map<number, Asked[]>()
    let leaderless = false
    for (const state of this.assignment.states()) {
      if (state.paused || state.position === undefined || waiting.has(state)) continue
      const leader = partitionOf(this.cluster.view, state.topic, state.partition)?.leader ?? -1
      const nodeId = state.preferredReplica ?? leader
      if (nodeId < 0) {
        leaderless = true
        continue
      }
      if (this.#busyNodes.has(nodeId)) continue
      const asked = { state, version: state.version, offset: state.position }
      byNode.set(nodeId, [...(byNode.get(nodeId) ?? []), asked])
    }
    if (leaderless) this.#refresh()
    for (const [nodeId, asked] of byNode) void this.#fetch(nodeId, asked)
  }

  close(): void {
    this.#closed = true
  }

  async #fetch(nodeId: number, asked: readonly Asked[]): Promise<void> {
    this.#busyNodes.add(nodeId)
    const { settings } = this
    try {
      const deadline = this.cluster.deadline(settings.requestTimeoutMs)
      const connection = await this.cluster.connectionTo({ to: 'node', nodeId }, deadline)
      const response = await connection.request(calls.fetch, (version) => this.#request(asked, version), {
        timeoutMs: settings.requestTimeoutMs + settings.maxWaitMs,
      })
      const error = KafkaError.of(response.errorCode)
      if (error !== undefined) throw error
      const answers = new TopicPartitionMap<FetchResponsePartitionData>()
      for (const { topic, partitions } of response.responses) {
        for (const partition of partitions) answers.set(topic, partition.partitionIndex, partition)
      }
      for (const one of asked) this.#answered(one, answers.get(one.state.topic, one.state.partition))
    } catch (error) {
      this.#failed(error, asked)
    }
    this.#settled(nodeId)
  }

  /** A broker that could not serve something is left alone for `retry.backoff.ms`. */
  #settled(nodeId: number): void {
    const free = () => {
      this.#busyNodes.delete(nodeId)
      this.events.arrived()
    }
    if (!this.#stale) {
      free()
      return
    }
    this.#stale = false
    this.#refresh()
    this.cluster.host.timers.after(this.cluster.backoff.firstMs, free)
  }

  #request(asked: readonly Asked[], version: number) {
    const topics = new TopicPartitionMap(asked.map((one) => [one.state, one] as const))
    return {
      replicaId: -1,
      maxWaitMs: this.settings.maxWaitMs,
      minBytes: this.settings.minBytes,
      maxBytes: this.settings.maxBytes,
      isolationLevel: this.settings.isolation === 'read_committed' ? 1 : 0,
      // No session: every request names its partitions.
      ...(version >= 7 ? { sessionId: 0, sessionEpoch: -1 } : {}),
      ...(version >= 11 ? { rackId: this.settings.rack } : {}),
      topics: [...topics.byTopic()].map(([topic, partitions]) => ({
        topic,
        partitions: [...partitions].map(([partition, { offset }]) => ({
          partition,
          ...(version >= 9 ? { currentLeaderEpoch: this.#leaderEpoch(topic, partition) } : {}),
          fetchOffset: offset,
          partitionMaxBytes: this.settings.maxPartitionBytes,
        })),
      })),
    }
  }

  #leaderEpoch(topic: string, partition: number): number {
    return partitionOf(this.cluster.view, topic, partition)?.leaderEpoch ?? -1
  }

  #answered(one: Asked, answer: FetchResponsePartitionData | undefined): void {
    const { state, version, offset } = one
    if (answer === undefined || state.version !== version || this.assignment.get(state) !== state) return
    const error = KafkaError.of(answer.errorCode)
    if (error !== undefined) {
      this.#refused(one, error)
      return
    }
    state.highWatermark = answer.highWatermark
    state.lastStableOffset = answer.lastStableOffset
    state.logStartOffset = answer.logStartOffset
    if (answer.preferredReadReplica >= 0) state.preferredReplica = answer.preferredReadReplica
    if (answer.records === null || answer.records.length === 0) return
    const committedOnly = this.settings.isolation === 'read_committed'
    const found = readRecords({
      topic: state.topic,
      partition: state.partition,
      bytes: answer.records,
      from: offset,
      aborted: committedOnly ? (answer.abortedTransactions ?? []) : undefined,
      checkCrcs: this.settings.checkCrcs,
    })
    if (found.records.length > 0 || found.error !== undefined)
      this.#buffered.push({ ...found, state, version, at: 0 })
    else state.position = found.nextOffset
  }

  #refused({ state, offset }: Asked, error: KafkaError): void {
    if (error.errorName === 'OFFSET_OUT_OF_RANGE') {
      if (state.preferredReplica === undefined) this.events.outOfRange(state, offset)
      state.preferredReplica = undefined
    } else if (error.retriable) {
      state.preferredReplica = undefined
      this.#stale = true
    } else this.#failure ??= error
  }

  #failed(error: unknown, asked: readonly Asked[]): void {
    if (this.#closed || error instanceof ClosedError) return
    if (!(error instanceof ClientError) || !error.retriable) {
      this.#failure ??= error as Error
      return
    }
    for (const { state } of asked) state.preferredReplica = undefined
    this.#stale = true
  }

  /** Asks for metadata, with a pause after each answer. */
  #refresh(): void {
    if (this.#refreshing || this.#closed) return
    this.#refreshing = true
    const topics = [...new Set(this.assignment.list().map(({ topic }) => topic))]
    const settled = () => {
      this.cluster.host.timers.after(this.cluster.backoff.firstMs, () => {
        this.#refreshing = false
        this.events.arrived()
      })
    }
    this.cluster.refresh(topics, this.cluster.deadline(this.settings.requestTimeoutMs)).then(settled, settled)
  }
}
