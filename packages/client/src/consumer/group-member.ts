/**
 * One member of a classic consumer group: joining, syncing (and assigning, when it leads), heartbeats,
 * leaving. Knows nothing of positions or records; what it was assigned is a value that its consumer applies.
 */
import type { Timer } from '@samsa/host'
import type { JoinGroupResponse } from '@samsa/protocol/messages/join-group-response'
import type { Assignor, AssignorTopic, GroupAssignment, TopicPartitions } from '../assignors/assignor.js'
import { calls } from '../calls.js'
import type { Cluster } from '../cluster.js'
import {
  CONSUMER_PROTOCOL,
  decodeAssignment,
  decodeSubscription,
  encodeAssignment,
  encodeSubscription,
} from '../core/consumer-protocol.js'
import { backoffMs } from '../core/backoff.js'
import { ClientError, ClosedError, IllegalStateError, KafkaError } from '../errors.js'
import type { Committer } from '../group-offsets.js'
import { chance, pause } from '../retry.js'

export interface MemberSettings {
  readonly groupId: string
  readonly groupInstanceId: string | null
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs: number
  readonly heartbeatIntervalMs: number
  readonly rack: string | null
  readonly assignors: readonly Assignor[]
}

/** What a member brings when it joins. */
interface Joining {
  readonly topics: readonly string[]
  /** Kept over the rebalance; empty in the eager protocol. */
  readonly owned: TopicPartitions
  /** What it was assigned last, for the sticky assignor. */
  readonly lastAssigned: TopicPartitions
}

export interface Joined {
  readonly assigned: TopicPartitions
  readonly generationId: number
  /** Partition counts on which this member's assignment as leader was based; undefined for others. */
  readonly leaderTopics: ReadonlyMap<string, number> | undefined
}

const REJOIN_BEYOND_REBALANCE_MS = 5000
const STALE_MEMBER: ReadonlySet<string> = new Set(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION'])

export class GroupMember {
  #memberId = ''
  #generationId = -1
  #heartbeat: Timer | undefined
  #beating = false
  #lastPoll: number
  /** Counts how often the group was left: what is under way for an earlier membership ends. */
  #left = 0
  /** Why the group must be joined (again); undefined while all is well. */
  #rejoin: string | undefined = 'the group was not joined yet'
  /** The group has given our partitions away. */
  #lost = false
  #fatal: Error | undefined

  constructor(
    private readonly cluster: Cluster,
    private readonly settings: MemberSettings,
    /** Something happened that a waiting `poll` should see. */
    private readonly changed: () => void,
    private readonly maxPollIntervalMs: number,
  ) {
    this.#lastPoll = cluster.host.clock.monotonic()
  }

  get identity(): Committer {
    const { groupInstanceId } = this.settings
    return { generationId: this.#generationId, memberId: this.#memberId, groupInstanceId }
  }

  get rejoinNeeded(): boolean {
    return this.#rejoin !== undefined
  }

  /** Whether the partitions were lost rather than given up; asking clears it. */
  takeLost(): boolean {
    const lost = this.#lost
    this.#lost = false
    return lost
  }

  requestRejoin(reason: string): void {
    this.#rejoin ??= reason
    this.changed()
  }

  /** The consumer polled. Throws what ended the membership for good. */
  polled(): void {
    this.#lastPoll = this.cluster.host.clock.monotonic()
    if (this.#fatal !== undefined) throw this.#fatal
  }

  /** An offset commit was refused: the group may have gone on without us. */
  commitRefused(error: ClientError, committer: Committer): void {
    const { memberId, generationId } = this.identity
    // What was sent before the last join says nothing of the membership since.
    if (committer.memberId !== memberId || committer.generationId !== generationId) return
    if (!(error instanceof KafkaError)) return
    if (STALE_MEMBER.has(error.errorName)) this.#forget(error.errorName)
    else if (error.errorName === 'REBALANCE_IN_PROGRESS') this.requestRejoin('the group is rebalancing')
  }

  /** Joins and syncs, however often it takes. Rejects with errors that no retry cures, or once the group is left. */
  async join(joining: Joining): Promise<Joined> {
    this.#stopHeartbeat()
    const reason = this.#rejoin ?? ''
    const left = this.#left
    const check = () => {
      if (left !== this.#left) throw new ClosedError('the consumer has left its group')
    }
    for (let failures = 0; ; ) {
      try {
        this.#rejoin = undefined
        const joined = await this.#joinOnce(joining, reason, check)
        this.#startHeartbeat()
        return joined
      } catch (error) {
        check()
        this.#rejoin ??= reason
        if (!this.#joinAgain(error)) throw error
        if (error instanceof KafkaError && error.errorName === 'MEMBER_ID_REQUIRED') continue
        await pause(this.cluster.host, backoffMs(this.cluster.backoff, ++failures, chance(this.cluster.host)))
        check()
      }
    }
  }

  #joinAgain(error: unknown): boolean {
    const { groupId } = this.settings
    if (!(error instanceof ClientError) || error instanceof ClosedError) return false
    if (!(error instanceof KafkaError)) {
      this.cluster.forgetCoordinator(groupId)
      return error.retriable
    }
    if (error.remedy === 'find-coordinator') this.cluster.forgetCoordinator(groupId)
    if (STALE_MEMBER.has(error.errorName)) {
      this.#forgetIdentity(error.errorName)
      return true
    }
    return (
      error.retriable ||
      error.errorName === 'MEMBER_ID_REQUIRED' ||
      error.errorName === 'REBALANCE_IN_PROGRESS'
    )
  }

  /** `check` throws once the group was left: what came meanwhile is not this member's any more. */
  async #joinOnce(joining: Joining, reason: string, check: () => void): Promise<Joined> {
    const { cluster, settings } = this
    const deadline = cluster.deadline(cluster.settings.get('request.timeout.ms'))
    const connection = await cluster.connectionTo({ to: 'group', groupId: settings.groupId }, deadline)
    check()
    const answer = await connection.request(
      calls.joinGroup,
      (version) => ({
        groupId: settings.groupId,
        sessionTimeoutMs: settings.sessionTimeoutMs,
        ...(version >= 1 ? { rebalanceTimeoutMs: settings.rebalanceTimeoutMs } : {}),
        memberId: this.#memberId,
        ...(version >= 5 ? { groupInstanceId: settings.groupInstanceId } : {}),
        protocolType: CONSUMER_PROTOCOL,
        protocols: settings.assignors.map((assignor) => ({
          name: assignor.name,
          metadata: this.#subscription(assignor, joining),
        })),
        ...(version >= 8 ? { reason: reason.slice(0, 255) } : {}),
      }),
      {
        timeoutMs: settings.rebalanceTimeoutMs + REJOIN_BEYOND_REBALANCE_MS,
        atLeast: settings.groupInstanceId === null ? 0 : 5,
      },
    )
    check()
    if (answer.errorCode === new KafkaError('MEMBER_ID_REQUIRED').code) this.#memberId = answer.memberId
    throwCode(answer.errorCode)
    this.#memberId = answer.memberId
    this.#generationId = answer.generationId
    const joined = await this.#sync(answer)
    check()
    return joined
  }

  #subscription(assignor: Assignor, { topics, owned, lastAssigned }: Joining): Uint8Array {
    return encodeSubscription({
      topics,
      userData: assignor.userData?.(lastAssigned, this.#generationId) ?? null,
      owned,
      generation: this.#generationId,
      rack: this.settings.rack,
    })
  }

  async #sync(join: JoinGroupResponse): Promise<Joined> {
    const { cluster, settings } = this
    const leads = join.leader === join.memberId && !join.skipAssignment
    const plan = leads ? await this.#assign(join) : undefined
    const deadline = cluster.deadline(cluster.settings.get('request.timeout.ms'))
    const connection = await cluster.connectionTo({ to: 'group', groupId: settings.groupId }, deadline)
    const answer = await connection.request(
      calls.syncGroup,
      (version) => ({
        groupId: settings.groupId,
        generationId: join.generationId,
        memberId: join.memberId,
        ...(version >= 3 ? { groupInstanceId: settings.groupInstanceId } : {}),
        ...(version >= 5 ? { protocolType: CONSUMER_PROTOCOL, protocolName: join.protocolName } : {}),
        assignments: [...(plan?.assignment ?? [])].map(([memberId, assigned]) => ({
          memberId,
          assignment: encodeAssignment(assigned),
        })),
      }),
      { timeoutMs: settings.rebalanceTimeoutMs + REJOIN_BEYOND_REBALANCE_MS },
    )
    throwCode(answer.errorCode)
    const assigned = decodeAssignment(answer.assignment)
    return { assigned, generationId: join.generationId, leaderTopics: plan?.counts }
  }

  /** As leader: who gets what. */
  async #assign(
    join: JoinGroupResponse,
  ): Promise<{ assignment: GroupAssignment; counts: Map<string, number> }> {
    const assignor = this.settings.assignors.find(({ name }) => name === join.protocolName)
    if (assignor === undefined)
      throw new IllegalStateError(`The group chose the assignor ${join.protocolName}, which was not offered`)
    const members = join.members.map(({ memberId, groupInstanceId, metadata }) => ({
      memberId,
      groupInstanceId,
      ...decodeSubscription(metadata),
    }))
    const wanted = [...new Set(members.flatMap(({ topics }) => topics))]
    const deadline = this.cluster.deadline(this.cluster.settings.get('request.timeout.ms'))
    const { topics: known, brokers } = await this.cluster.refresh(wanted, deadline)
    const topics = new Map<string, AssignorTopic>()
    const counts = new Map<string, number>()
    for (const topic of wanted) {
      const partitions = known.get(topic)?.partitions
      counts.set(topic, partitions?.length ?? 0)
      if (partitions === undefined) continue
      const racks = partitions.map(({ replicas }) =>
        replicas.map((id) => brokers.get(id)?.rack).filter((rack) => rack !== undefined),
      )
      topics.set(topic, { partitions: partitions.length, racks })
    }
    return { assignment: assignor.assign(topics, members), counts }
  }

  #startHeartbeat(): void {
    this.#stopHeartbeat()
    const beat = () => {
      this.#heartbeat = this.cluster.host.timers.after(this.settings.heartbeatIntervalMs, beat)
      const silent = this.cluster.host.clock.monotonic() - this.#lastPoll
      if (silent > this.maxPollIntervalMs) void this.#leaveForSilence(silent)
      else if (!this.#beating) void this.#beat()
    }
    this.#heartbeat = this.cluster.host.timers.after(this.settings.heartbeatIntervalMs, beat)
  }

  #stopHeartbeat(): void {
    this.#heartbeat?.cancel()
    this.#heartbeat = undefined
  }

  async #leaveForSilence(silentMs: number): Promise<void> {
    const ms = Math.round(silentMs)
    this.cluster.host.log.write(
      'warn',
      'The consumer has not polled for max.poll.interval.ms and leaves its group',
      { ms },
    )
    this.#stopHeartbeat()
    if (this.settings.groupInstanceId === null) await this.#sendLeave('consumer poll timeout has expired')
    this.#forget('max.poll.interval.ms was exceeded')
  }

  async #beat(): Promise<void> {
    const { cluster, settings } = this
    const { groupId, groupInstanceId } = settings
    const generationId = this.#generationId
    this.#beating = true
    try {
      const deadline = cluster.deadline(settings.sessionTimeoutMs)
      const connection = await cluster.connectionTo({ to: 'group', groupId }, deadline)
      const answer = await connection.request(
        calls.heartbeat,
        (version) => ({
          groupId,
          generationId,
          memberId: this.#memberId,
          ...(version >= 3 ? { groupInstanceId } : {}),
        }),
        { timeoutMs: settings.sessionTimeoutMs },
      )
      if (generationId === this.#generationId) this.#beatAnswered(KafkaError.of(answer.errorCode))
    } catch (error) {
      if (error instanceof ClientError && error.retriable) cluster.forgetCoordinator(groupId)
      else if (!(error instanceof ClosedError)) this.#end(error as Error)
    } finally {
      this.#beating = false
    }
  }

  #beatAnswered(error: KafkaError | undefined): void {
    if (error === undefined || this.#heartbeat === undefined) return
    if (error.errorName === 'REBALANCE_IN_PROGRESS') this.requestRejoin('the group is rebalancing')
    else if (STALE_MEMBER.has(error.errorName)) this.#forget(error.errorName)
    else if (error.remedy === 'find-coordinator') this.cluster.forgetCoordinator(this.settings.groupId)
    else if (!error.retriable) this.#end(error)
  }

  #end(error: Error): void {
    this.#stopHeartbeat()
    this.#fatal = error
    this.changed()
  }

  #forget(reason: string): void {
    this.#stopHeartbeat()
    this.#forgetIdentity(reason)
    this.requestRejoin(reason)
  }

  /** A member of an old generation is a member still: as another one it would wait for itself to expire. */
  #forgetIdentity(reason: string): void {
    if (reason !== 'ILLEGAL_GENERATION') this.#memberId = ''
    this.#generationId = -1
    this.#lost = true
  }

  /** Leaves the group, unless the member is static: then its place is kept for session.timeout.ms. */
  async leave(reason: string): Promise<void> {
    this.#stopHeartbeat()
    this.#left++
    if (this.settings.groupInstanceId === null) await this.#sendLeave(reason)
    this.#memberId = ''
    this.#generationId = -1
  }

  /** Stops without telling the group, which notices after session.timeout.ms. */
  async abandon(): Promise<void> {
    this.#stopHeartbeat()
    this.#left++
    this.#memberId = ''
    this.#generationId = -1
  }

  /** A member that was never one, or whose coordinator is gone, has left as it is. */
  async #sendLeave(reason: string): Promise<void> {
    const { cluster, settings } = this
    const memberId = this.#memberId
    if (memberId === '') return
    const deadline = cluster.deadline(cluster.settings.get('request.timeout.ms'))
    try {
      const connection = await cluster.connectionTo({ to: 'group', groupId: settings.groupId }, deadline)
      await connection.request(calls.leaveGroup, (version) => ({
        groupId: settings.groupId,
        ...(version >= 3 ? { members: [{ memberId, ...(version >= 5 ? { reason } : {}) }] } : { memberId }),
      }))
    } catch (error) {
      if (!(error instanceof ClientError)) throw error
    }
  }

  /** After an unsubscribe the same member may join again. */
  reopen(): void {
    this.#rejoin = 'the group was not joined yet'
    this.#fatal = undefined
  }
}

function throwCode(code: number): void {
  const error = KafkaError.of(code)
  if (error !== undefined) throw error
}
