/**
 * A shard of groups over a log in memory and a time that tests move: scenarios with several members read as
 * stories. Every request is remembered with its reply, as soon as it has one.
 */
import { CoordinatorShard } from '../../coordinator/coordinator-shard.js'
import { ManualTime } from '../../coordinator/testing/manual-time.js'
import { MemoryLog } from '../../coordinator/testing/memory-log.js'
import { decideHeartbeat } from '../core/classic/heartbeat.js'
import type { JoinGroup } from '../core/classic/join-group.js'
import { decideLeaveGroup, type LeavingMember } from '../core/classic/leave-group.js'
import { decideSyncGroup, type SyncGroup } from '../core/classic/sync-group.js'
import type { GroupDecision } from '../core/classic/group-turn.js'
import { groupMachine } from '../core/group-machine.js'
import {
  type GroupReply,
  type HeartbeatReply,
  type JoinGroupReply,
  joinRefused,
  type LeaveGroupReply,
  type OffsetCommitReply,
  type SyncGroupReply,
  syncRefused,
} from '../core/group-replies.js'
import type { GroupSettings } from '../core/group-settings.js'
import type { GroupState } from '../core/group-state.js'
import { decideJoin } from '../core/join.js'
import { decideOffsetCommit, offsetCommitRefused } from '../core/offsets/commit-offsets.js'
import type { GroupShard } from '../group-shards.js'
import type { RequestId } from '../../coordinator/decision.js'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { zeroUuid } from '@samsa/protocol/model/uuid'

/** Kafka's defaults, but for the initial delay, which is off. */
export const testSettings: GroupSettings = {
  initialRebalanceDelayMs: 0,
  maxSize: 2147483647,
  minSessionTimeoutMs: 6000,
  maxSessionTimeoutMs: 1800000,
  offsetMetadataMaxBytes: 4096,
  offsetsRetentionMs: 7 * 24 * 3600_000,
}

/** A request and its reply, once there is one. */
export class Asked<R> {
  reply: R | undefined

  /** The reply; fails the test when there is none yet. */
  get answered(): R {
    if (this.reply === undefined) throw new Error('the request still waits')
    return this.reply
  }

  get waits(): boolean {
    return this.reply === undefined
  }
}

const encoder = new TextEncoder()

/** Bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text)
}

/** See the file. */
export class GroupWorld {
  readonly time = new ManualTime()
  readonly log = new MemoryLog()
  readonly failures: KafkaErrorName[] = []
  settings: GroupSettings
  shard: GroupShard
  #ids = 0

  constructor(
    settings: Partial<GroupSettings> = {},
    readonly groupId = 'g',
  ) {
    this.settings = { ...testSettings, ...settings }
    this.shard = this.#newShard()
  }

  /** The group's state with everything that is not committed yet. */
  get state(): GroupState | undefined {
    let latest: GroupState | undefined
    this.shard.tell(this.groupId, (state) => {
      latest = state
      return { records: [], soft: [], replies: [], timers: [], because: '' }
    })
    return latest
  }

  /** The coordinator is gone and another one reads the log. */
  restart(): void {
    this.shard.close()
    this.shard = this.#newShard()
  }

  /** Joins; with `id` '' and a group instance id, a static member comes back. */
  join(memberId: string, fields: Partial<JoinGroup> = {}): Promise<Asked<JoinGroupReply>> {
    const join: JoinGroup = {
      groupId: this.groupId,
      memberId,
      groupInstanceId: null,
      clientId: 'client',
      clientHost: '/127.0.0.1',
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 60_000,
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: bytesOf('') }],
      reason: null,
      requiresKnownMemberId: false,
      supportsSkippingAssignment: true,
      freshId: String(++this.#ids),
      ...fields,
    }
    return this.#ask<JoinGroupReply>(
      (error) => joinRefused(error, memberId),
      (state, request, now) => decideJoin(state, join, request, this.settings, now),
    )
  }

  sync(
    memberId: string,
    generationId: number,
    assignments: Record<string, string> = {},
    fields: Partial<SyncGroup> = {},
  ): Promise<Asked<SyncGroupReply>> {
    const sync: SyncGroup = {
      groupId: this.groupId,
      generationId,
      memberId,
      groupInstanceId: null,
      protocolType: null,
      protocolName: null,
      assignments: new Map(Object.entries(assignments).map(([id, text]) => [id, bytesOf(text)])),
      ...fields,
    }
    return this.#ask<SyncGroupReply>(syncRefused, (state, request, now) =>
      decideSyncGroup(state?.classic, sync, request, this.settings, now),
    )
  }

  async heartbeat(
    memberId: string,
    generationId: number,
    groupInstanceId: string | null = null,
  ): Promise<KafkaErrorName> {
    const beat = { groupId: this.groupId, memberId, generationId, groupInstanceId }
    const asked = await this.#ask<HeartbeatReply>(
      (error) => ({ kind: 'heartbeat', error }),
      (state, request, now) => decideHeartbeat(state?.classic, beat, request, this.settings, now),
    )
    return asked.answered.error
  }

  leave(...members: Partial<LeavingMember>[]): Promise<Asked<LeaveGroupReply>> {
    const leaving = members.map((member) => ({
      memberId: '',
      groupInstanceId: null,
      reason: null,
      ...member,
    }))
    return this.#ask<LeaveGroupReply>(
      (error) => ({ kind: 'leave', error, members: [] }),
      (state, request, now) =>
        decideLeaveGroup(
          state?.classic,
          { groupId: this.groupId, members: leaving },
          request,
          this.settings,
          now,
        ),
    )
  }

  /** Commits one offset of `topic-0`. */
  commit(
    offset: number,
    fields: { memberId?: string; generationId?: number; topic?: string; metadata?: string } = {},
  ): Promise<Asked<OffsetCommitReply>> {
    const commit = {
      groupId: this.groupId,
      generationId: fields.generationId ?? -1,
      memberId: fields.memberId ?? '',
      groupInstanceId: null,
      knowsGroupNotFound: true,
      offsets: [
        {
          topic: fields.topic ?? 'topic',
          partition: 0,
          commit: {
            offset,
            leaderEpoch: -1,
            metadata: fields.metadata ?? '',
            commitTimestamp: this.time.wall(),
            expireTimestamp: -1,
            topicId: zeroUuid,
          },
        },
      ],
    }
    return this.#ask<OffsetCommitReply>(offsetCommitRefused, (state, request, now) =>
      decideOffsetCommit(state, commit, request, this.settings, now),
    )
  }

  /** Any decision, as a request of this group. */
  ask<R extends GroupReply>(
    refuse: (error: KafkaErrorName) => R,
    decide: (state: GroupState | undefined, request: RequestId, now: number) => GroupDecision,
  ): Promise<Asked<R>> {
    return this.#ask(refuse, decide)
  }

  /** Lets time pass; the turn ends after each moment at which timers ran. */
  async pass(ms: number): Promise<void> {
    let left = ms
    for (;;) {
      const next = this.time.untilNext
      if (next === undefined || next > left) break
      this.time.advance(next)
      left -= next
      await this.#settle()
    }
    this.time.advance(left)
    await this.#settle()
  }

  async #ask<R extends GroupReply>(
    refuse: (error: KafkaErrorName) => R,
    decide: (state: GroupState | undefined, request: RequestId, now: number) => GroupDecision,
  ): Promise<Asked<R>> {
    const asked = new Asked<R>()
    void this.shard.ask(this.groupId, refuse, decide).then((reply) => {
      asked.reply = reply
    })
    await this.#settle()
    return asked
  }

  /** The turn ends, and whoever was answered has heard it. */
  async #settle(): Promise<void> {
    this.log.endTurn()
    for (let hops = 0; hops < 5; hops++) await Promise.resolve()
  }

  #newShard(): GroupShard {
    const shard: GroupShard = new CoordinatorShard({
      name: '__consumer_offsets-0',
      machine: groupMachine(() => this.settings),
      log: this.log,
      clock: this.time,
      timers: this.time,
      sink: { write: () => undefined },
      commitTimeoutMs: () => 5000,
      failed: (error) => this.failures.push(error),
    })
    void shard.load()
    return shard
  }
}
