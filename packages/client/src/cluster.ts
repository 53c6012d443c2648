/**
 * The cluster as one client sees it: a connection per broker, metadata kept fresh, group coordinators, and
 * calls that find the right broker and are tried again where Kafka's error says that helps.
 *
 * Refuses: knowing what the calls mean. Answers are looked at only through the `check` their caller gives.
 */
import type { Host } from '@samsa/host'
import type { Draft } from '@samsa/protocol/message-type'
import type { ApiCall } from './api-call.js'
import { BrokerConnections } from './broker-connections.js'
import { calls } from './calls.js'
import type { ConnectionSettings } from './config/connection-settings.js'
import type { Connection } from './connection.js'
import type { Backoff } from './core/backoff.js'
import { applyMetadata, type ClusterView, emptyClusterView, type TopicView } from './core/cluster-view.js'
import { ConnectionError, KafkaError, TimeoutError } from './errors.js'
import { Deadline, retrying } from './retry.js'

/** Which broker a call is for. */
export type Target =
  | { readonly to: 'any' }
  | { readonly to: 'controller' }
  | { readonly to: 'node'; readonly nodeId: number }
  | { readonly to: 'group'; readonly groupId: string }

interface CallSettings {
  readonly deadline: Deadline
  /** The time for one attempt; `request.timeout.ms` when absent. */
  readonly attemptMs?: number
  /** The least version that can say what is asked. */
  readonly atLeast?: number
}

const GROUP_KEY = 0

export class Cluster {
  readonly connections: BrokerConnections
  readonly backoff: Backoff
  #view: ClusterView = emptyClusterView
  #refreshedAt = Number.NEGATIVE_INFINITY
  #refreshing: { readonly topics: readonly string[] | 'all'; readonly done: Promise<void> } | undefined
  readonly #coordinators = new Map<string, number>()

  constructor(
    readonly host: Host,
    readonly settings: ConnectionSettings,
    /** Whether asking for a missing topic may create it. */
    private readonly mayCreateTopics: boolean,
  ) {
    this.connections = new BrokerConnections(host, settings)
    this.backoff = { firstMs: settings.get('retry.backoff.ms'), maxMs: settings.get('retry.backoff.max.ms') }
  }

  /** What is known; never waits. */
  get view(): ClusterView {
    return this.#view
  }

  /** Milliseconds since metadata was last asked for. */
  get metadataAgeMs(): number {
    return this.host.clock.monotonic() - this.#refreshedAt
  }

  deadline(timeoutMs: number): Deadline {
    return new Deadline(this.host, timeoutMs)
  }

  /**
   * Asks for metadata of these topics, or of all. Calls that ask for the same at the same time share one
   * request.
   */
  async refresh(topics: readonly string[] | 'all', deadline: Deadline): Promise<ClusterView> {
    const same = this.#refreshing
    if (same !== undefined && covers(same.topics, topics)) await same.done
    else {
      const done = this.#askMetadata(topics, deadline)
      this.#refreshing = { topics, done }
      await done.finally(() => {
        if (this.#refreshing?.done === done) this.#refreshing = undefined
      })
    }
    return this.#view
  }

  async #askMetadata(topics: readonly string[] | 'all', deadline: Deadline): Promise<void> {
    const attempt = async () => {
      const connection = await this.#any(deadline)
      const answer = await connection.request(calls.metadata, (version) => ({
        topics: topics === 'all' ? (version === 0 ? [] : null) : topics.map((name) => ({ name })),
        ...(version >= 4 ? { allowAutoTopicCreation: this.mayCreateTopics && topics !== 'all' } : {}),
      }))
      const error = KafkaError.of(answer.errorCode)
      if (error?.remedy === 'rebootstrap') this.connections.forgetNodes()
      if (error !== undefined) throw error
      this.#view = applyMetadata(this.#view, answer, topics === 'all')
      this.#refreshedAt = this.host.clock.monotonic()
      this.connections.know(this.#view.brokers.values())
    }
    await retrying(this.host, this.backoff, deadline, 'asking for metadata', attempt)
  }

  /**
   * The topic; asks until it has partitions, with a leader or without. Throws KafkaError where the broker says that
   * there will be none.
   */
  async topic(name: string, deadline: Deadline): Promise<TopicView> {
    const known = this.#view.topics.get(name)
    if (known !== undefined && known.partitions.length > 0) return known
    return retrying(this.host, this.backoff, deadline, `finding the topic ${name}`, async () => {
      const view = await this.refresh([name], deadline)
      const found = view.topics.get(name)
      if (found !== undefined && found.partitions.length > 0) return found
      const error = KafkaError.of(view.topicErrors.get(name) ?? 0, `topic ${name}`)
      throw error ?? new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    })
  }

  /** A connection to any broker that answers. */
  async #any(deadline: Deadline): Promise<Connection> {
    return this.connections.any(deadline)
  }

  /** The connection a call is for; looks up controller or coordinator. */
  async connectionTo(target: Target, deadline: Deadline): Promise<Connection> {
    switch (target.to) {
      case 'any':
        return this.#any(deadline)
      case 'node':
        return this.#node(target.nodeId, deadline)
      case 'controller': {
        if (this.#view.controllerId < 0) await this.refresh([], deadline)
        if (this.#view.controllerId < 0)
          throw new KafkaError('NOT_CONTROLLER', 'the cluster has no controller')
        return this.#node(this.#view.controllerId, deadline)
      }
      case 'group':
        return this.connections.toCoordinator(await this.coordinatorOf(target.groupId, deadline))
    }
  }

  async #node(nodeId: number, deadline: Deadline): Promise<Connection> {
    if (!this.#view.brokers.has(nodeId)) await this.refresh([], deadline)
    return this.connections.to(nodeId)
  }

  /** The node id of a group's coordinator. Throws KafkaError, retriable while there is none. */
  async coordinatorOf(groupId: string, deadline: Deadline): Promise<number> {
    const known = this.#coordinators.get(groupId)
    if (known !== undefined) return known
    const connection = await this.#any(deadline)
    const answer = await connection.request(calls.findCoordinator, (version) =>
      version >= 4 ? { keyType: GROUP_KEY, coordinatorKeys: [groupId] } : { key: groupId },
    )
    const found = answer.coordinators[0] ?? answer
    const error = KafkaError.of(found.errorCode, found.errorMessage)
    if (error !== undefined) throw error
    const { nodeId, host, port } = found
    this.connections.know([{ id: nodeId, host, port, rack: undefined }])
    this.#view = this.#view.brokers.has(nodeId)
      ? this.#view
      : {
          ...this.#view,
          brokers: new Map([...this.#view.brokers, [nodeId, { id: nodeId, host, port, rack: undefined }]]),
        }
    this.#coordinators.set(groupId, nodeId)
    return nodeId
  }

  forgetCoordinator(groupId: string): void {
    this.#coordinators.delete(groupId)
  }

  /**
   * One call, tried again on retriable errors until the deadline. `check` throws the KafkaError of an answer
   * that as a whole says no; errors of single items are the caller's.
   */
  call<Request, Response>(
    target: Target,
    api: ApiCall<Request, Response>,
    build: Draft<Request> | ((version: number) => Draft<Request>),
    settings: CallSettings,
    check: (response: Response) => void = () => undefined,
  ): Promise<Response> {
    const { deadline } = settings
    const what = api.request.name.replace(/Request$/, '')
    return retrying(this.host, this.backoff, deadline, what, async () => {
      try {
        const connection = await this.connectionTo(target, deadline)
        const timeoutMs = settings.attemptMs ?? this.settings.get('request.timeout.ms')
        const response = await connection.request(api, build, {
          timeoutMs: Math.max(1, Math.min(timeoutMs, deadline.leftMs)),
          ...(settings.atLeast === undefined ? {} : { atLeast: settings.atLeast }),
        })
        check(response)
        return response
      } catch (error) {
        this.#learn(target, error)
        throw error
      }
    })
  }

  /** What an error says about where things are. */
  #learn(target: Target, error: unknown): void {
    const lost = error instanceof ConnectionError || error instanceof TimeoutError
    const remedy = error instanceof KafkaError ? error.remedy : undefined
    if (target.to === 'group' && (lost || remedy === 'find-coordinator'))
      this.forgetCoordinator(target.groupId)
    if (target.to === 'controller' && (lost || remedy === 'find-controller')) {
      this.#view = { ...this.#view, controllerId: -1 }
    }
  }

  /** Ends all connections. Calls under way fail with ClosedError. */
  close(): void {
    this.connections.close()
  }
}

function covers(asked: readonly string[] | 'all', topics: readonly string[] | 'all'): boolean {
  if (topics === 'all' || asked === 'all') return asked === topics
  return topics.every((topic) => asked.includes(topic))
}
