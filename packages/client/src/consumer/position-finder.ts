/**
 * Finds positions for partitions that have none: the committed offset, else what `auto.offset.reset` says;
 * and for partitions that were told to seek to their beginning or end. Works in the background; a poll looks
 * at what came.
 */
import type { OffsetSpec } from '../admin/admin-types.js'
import type { Cluster } from '../cluster.js'
import type { OffsetReset } from '../core/offset-reset.js'
import { ClientError, ClosedError, NoOffsetForPartitionError, OffsetOutOfRangeError } from '../errors.js'
import { fetchCommitted } from '../group-offsets.js'
import { type IsolationLevel, lookUpOffsets } from '../offset-lookup.js'
import { type TopicPartition, TopicPartitionMap } from '../topic-partition.js'
import type { Assignment, PartitionState } from './partition-state.js'

interface PositionSettings {
  readonly groupId: string | null
  readonly reset: OffsetReset
  readonly isolation: IsolationLevel
  readonly timeoutMs: number
}

/**
 * What is not found in this time is looked for again, so that a missing topic does not hold up the others.
 */
const LOOK_UP_MS = 2000

export class PositionFinder {
  #running = false
  #failure: Error | undefined

  constructor(
    private readonly cluster: Cluster,
    private readonly assignment: Assignment,
    private readonly settings: PositionSettings,
    private readonly found: () => void,
  ) {}

  /** Starts looking where there is need. Throws what an earlier search failed with. */
  run(): void {
    const failure = this.#failure
    this.#failure = undefined
    if (failure !== undefined) throw failure
    const missing = this.#missing()
    if (this.#running || missing.length === 0) return
    this.#running = true
    this.#find(missing)
      .catch((error: Error) => {
        const again = error instanceof ClientError && error.retriable
        if (!again && !(error instanceof ClosedError)) this.#failure = error
      })
      .finally(() => {
        this.#running = false
        this.found()
      })
  }

  #missing(): PartitionState[] {
    return [...this.assignment.states()].filter((state) => state.position === undefined)
  }

  get complete(): boolean {
    return this.#missing().length === 0
  }

  /**
   * A position was not within the log. Throws OffsetOutOfRangeError when there is no policy, at the next
   * poll.
   */
  outOfRange(state: PartitionState, offset: number): void {
    if (this.settings.reset.to === 'none') {
      this.#failure = new OffsetOutOfRangeError([{ topic: state.topic, partition: state.partition, offset }])
    } else state.reset('default')
  }

  async #find(missing: readonly PartitionState[]): Promise<void> {
    const versions = new Map(missing.map((state) => [state, state.version]))
    const current = (state: PartitionState) =>
      this.assignment.get(state) === state && state.version === versions.get(state)
    const { groupId } = this.settings
    const uncommitted = missing.filter(({ lookUp }) => lookUp === 'committed')
    const deadline = this.cluster.deadline(this.settings.timeoutMs)
    if (groupId !== null && uncommitted.length > 0) {
      const committed = await fetchCommitted(this.cluster, groupId, uncommitted, deadline, true)
      for (const state of uncommitted.filter(current)) {
        const offset = committed.get(state.topic, state.partition)
        if (offset === undefined) continue
        state.position = offset.offset
        state.leaderEpoch = offset.leaderEpoch
        state.committed = offset.offset
      }
    }
    await this.#reset(
      missing.filter((state) => current(state) && state.position === undefined),
      current,
    )
  }

  async #reset(
    states: readonly PartitionState[],
    current: (state: PartitionState) => boolean,
  ): Promise<void> {
    const specs = new TopicPartitionMap<OffsetSpec>()
    const without: TopicPartition[] = []
    for (const { topic, partition, lookUp } of states) {
      const spec = this.#spec(lookUp)
      if (spec === undefined) without.push({ topic, partition })
      else specs.set(topic, partition, spec)
    }
    if (without.length > 0) throw new NoOffsetForPartitionError(without)
    await this.#seek(specs, states, current)
  }

  async #seek(
    specs: TopicPartitionMap<OffsetSpec>,
    states: readonly PartitionState[],
    current: (state: PartitionState) => boolean,
  ): Promise<void> {
    if (specs.size === 0) return
    const deadline = this.cluster.deadline(Math.min(this.settings.timeoutMs, LOOK_UP_MS))
    const { values, errors } = await lookUpOffsets(this.cluster, specs, this.settings.isolation, deadline)
    const beyond = new TopicPartitionMap<OffsetSpec>()
    for (const state of states.filter(current)) {
      const offset = values.get(state.topic, state.partition)
      if (offset === undefined) continue
      if (offset.offset < 0) beyond.set(state.topic, state.partition, 'latest')
      else {
        state.position = offset.offset
        state.leaderEpoch = offset.leaderEpoch
      }
    }
    for (const error of errors.values()) if (!error.retriable) throw error
    // No record is as young as the duration asks for: what comes from now on is.
    await this.#seek(beyond, states, current)
  }

  #spec(lookUp: PartitionState['lookUp']): OffsetSpec | undefined {
    if (lookUp === 'earliest' || lookUp === 'latest') return lookUp
    const { reset } = this.settings
    if (reset.to === 'by_duration') return this.cluster.host.clock.wall() - reset.durationMs
    return reset.to === 'none' ? undefined : reset.to
  }
}
