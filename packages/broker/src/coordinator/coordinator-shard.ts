/**
 * One partition of an internal topic as a coordinator: decide, append, apply, reply. Recovery is the same
 * `apply` over the partition's records. Refuses: what the state means (state machine), where records go
 * (coordinator log).
 *
 * Order: a decision is made on the latest state, its records are appended, then it is applied; its replies
 * wait until its batch and all before it are committed. A refused append leaves the state as it was. A
 * batch that fails after it was accepted ends the shard: what was built on it never happened, and whoever
 * leads next starts from the log.
 */
import type { Clock, LogSink, Timer, Timers } from '@samsa/host'
import { EncodeError } from '@samsa/protocol/bytes/encode-error'
import type { TransactionEnd } from '@samsa/log'
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { appendErrorForClients } from './append-error.js'
import type { CoordinatorLog } from './coordinator-log.js'
import type { Decision, RequestId } from './decision.js'
import { HeldReplies } from './held-replies.js'
import { ReplayedState } from './replayed-state.js'
import type { StateMachine, StoredRecord } from './state-machine.js'

/** A timer whose decision could not be appended is tried again after this long. */
const timerRetryMs = 500

export interface CoordinatorShardOptions<State, Rec, Soft, Reply> {
  /** For the log lines: topic and partition. */
  readonly name: string
  readonly machine: StateMachine<State, Rec, Soft, Reply>
  readonly log: CoordinatorLog
  readonly clock: Clock
  readonly timers: Timers
  readonly sink: LogSink
  /** How long a reply may wait for its commit; read when it begins to wait. */
  commitTimeoutMs(): number
  /** Called once when an accepted batch failed; the shard is then closed. */
  failed(error: KafkaErrorName): void
}

type Status = 'loading' | 'active' | 'closed'

interface Waiting<Reply> {
  answer(reply: Reply): void
  refuse(error: KafkaErrorName): void
}

/** See the file. */
export class CoordinatorShard<State, Rec, Soft, Reply> {
  #status: Status = 'loading'
  #latest = new Map<string, State>()
  #committed = new Map<string, State>()
  #nextRequest = 1
  readonly #waiting = new Map<RequestId, Waiting<Reply>>()
  readonly #timers = new Map<string, Map<string, Timer>>()
  /** Keys that a producer's undecided transaction touched. */
  #openTransactions = new Map<number, Set<string>>()
  #commitWatch: Timer | undefined
  readonly #held: HeldReplies<State, Reply>

  constructor(private readonly options: CoordinatorShardOptions<State, Rec, Soft, Reply>) {
    this.#held = new HeldReplies(
      (key, state) => setOrDelete(this.#committed, key, state),
      (request, reply) => this.#answer(request, reply),
    )
  }

  /** Why a request would be refused now; undefined: it would be decided. */
  get refusal(): KafkaErrorName | undefined {
    if (this.#status === 'active') return undefined
    return this.#status === 'loading' ? 'COORDINATOR_LOAD_IN_PROGRESS' : 'NOT_COORDINATOR'
  }

  /** Builds the state from the log. Done when it returns nothing; else when the promise resolves. */
  load(): void | Promise<void> {
    const replayed = new ReplayedState(this.options.machine, this.options.sink, this.options.name)
    const reading = this.options.log.replay((found) => replayed.visit(found))
    if (reading === undefined) return this.#start(replayed)
    return reading.then(() => this.#start(replayed))
  }

  #start(replayed: ReplayedState<State, Rec, Soft, Reply>): void {
    if (this.#status !== 'loading') return
    this.#latest = replayed.states
    this.#committed = new Map(replayed.states)
    this.#openTransactions = replayed.openTransactions
    this.#status = 'active'
    const now = this.options.clock.wall()
    for (const [key, state] of replayed.states) {
      this.#take(key, this.options.machine.started(key, state, now), undefined)
    }
  }

  /** Keys of everything there is, uncommitted included. */
  keys(): IterableIterator<string> {
    return this.#latest.keys()
  }

  /** The state as committed: what reads may tell. */
  committed(key: string): State | undefined {
    return this.#committed.get(key)
  }

  /** The committed states of everything there is. */
  allCommitted(): IterableIterator<[string, State]> {
    return this.#committed.entries()
  }

  /**
   * Puts a request to the state machine. The promise resolves with the reply that this or a later decision
   * gives it, or with what `refuse` makes of a coordinator error; it never rejects for an expected reason.
   */
  ask<R extends Reply>(
    key: string,
    refuse: (error: KafkaErrorName) => R,
    decide: (state: State | undefined, request: RequestId, now: number) => Decision<Rec, Soft, Reply>,
  ): Promise<R> {
    const refusal = this.refusal
    if (refusal !== undefined) return Promise.resolve(refuse(refusal))
    return new Promise((resolve) => {
      const request = this.#nextRequest++ as RequestId
      this.#waiting.set(request, {
        answer: (reply) => resolve(reply as R),
        refuse: (error) => resolve(refuse(error)),
      })
      const decision = decide(this.#latest.get(key), request, this.options.clock.wall())
      this.#take(key, decision, (error) => this.#refuse(request, error))
    })
  }

  /** Puts an event nobody waits for; dropped while the shard is not active. */
  tell(key: string, decide: (state: State, now: number) => Decision<Rec, Soft, Reply>): void {
    const state = this.#latest.get(key)
    if (this.#status !== 'active' || state === undefined) return
    this.#take(key, decide(state, this.options.clock.wall()), undefined)
  }

  /**
   * Appends the marker that ends a transaction; what its records held back counts, or is dropped, once the marker is
   * committed. Resolves then, or with the error of the log or of the shard.
   */
  endTransaction(end: TransactionEnd): Promise<KafkaErrorName | undefined> {
    const refusal = this.refusal
    if (refusal !== undefined) return Promise.resolve(refusal)
    return new Promise((resolve) => {
      const accepted = this.options.log.endTransaction(end, (error) => {
        if (accepted) this.#appended(error)
        resolve(error)
      })
      if (accepted) this.#applyEnd(end)
    })
  }

  #applyEnd({ producerId, type }: TransactionEnd): void {
    // The marker is a batch to wait for, whatever it changes.
    this.#held.hold(undefined, undefined, [], true)
    for (const key of this.#openTransactions.get(producerId) ?? []) {
      const before = this.#latest.get(key)
      if (before === undefined) continue
      const state = this.options.machine.endTransaction(key, before, producerId, type === 'COMMIT')
      setOrDelete(this.#latest, key, state)
      this.#held.hold(key, state, [], false)
    }
    this.#openTransactions.delete(producerId)
    this.#watchCommit()
  }

  /** Cancels all timers and answers all who wait with NOT_COORDINATOR. Idempotent. */
  close(): void {
    this.#end('NOT_COORDINATOR')
  }

  #take(
    key: string,
    decision: Decision<Rec, Soft, Reply>,
    refused: ((error: KafkaErrorName) => void) | undefined,
  ): void {
    const { records } = decision
    let base = -1
    if (records.length > 0) {
      const stored = this.#encode(key, records)
      if (stored === undefined) return this.#appendRefused(key, 'INVALID_REQUEST', refused)
      const offset = this.options.log.append(stored, this.options.clock.wall(), (error) => {
        if (offset !== undefined) this.#appended(error)
        else this.#appendRefused(key, error ?? 'UNKNOWN_SERVER_ERROR', refused)
      })
      if (offset === undefined) return
      base = offset
    }
    this.#applyDecision(key, decision, base)
    if (decision.because !== '') {
      this.options.sink.write('debug', decision.because, { coordinator: this.options.name, key })
    }
  }

  /** Undefined: a text is longer than a record can hold. Such requests should not get this far. */
  #encode(key: string, records: readonly Rec[]): readonly StoredRecord[] | undefined {
    try {
      return records.map((record) => this.options.machine.encode(key, record))
    } catch (error) {
      if (error instanceof EncodeError) return undefined
      throw error
    }
  }

  #applyDecision(key: string, decision: Decision<Rec, Soft, Reply>, base: number): void {
    const { machine } = this.options
    const before = this.#latest.get(key)
    let state = before
    let offset = base
    for (const record of decision.records) {
      state = machine.apply(key, state, record, { offset: offset++, producerId: -1 })
    }
    for (const soft of decision.soft) state = machine.applySoft(key, state, soft)
    if (state !== before) setOrDelete(this.#latest, key, state)
    for (const change of decision.timers) this.#changeTimer(key, change)
    this.#held.hold(key, state, decision.replies, decision.records.length > 0)
    this.#watchCommit()
  }

  #appended(error: KafkaErrorName | undefined): void {
    if (this.#status === 'closed') return
    if (error === undefined) {
      this.#held.committed()
      return
    }
    this.options.sink.write('warn', 'A batch of the coordinator failed after it was accepted', {
      coordinator: this.options.name,
      error,
    })
    this.#end(appendErrorForClients(error))
    this.options.failed(error)
  }

  #appendRefused(
    key: string,
    error: KafkaErrorName,
    refused: ((error: KafkaErrorName) => void) | undefined,
  ): void {
    this.options.sink.write('warn', 'The log refused records of the coordinator', {
      coordinator: this.options.name,
      key,
      error,
    })
    refused?.(appendErrorForClients(error))
  }

  /** Refuses replies whose commit takes too long; their batches stay appended and may still commit. */
  #watchCommit(): void {
    if (this.#commitWatch !== undefined || this.#held.size === 0) return
    const last = this.#held.last
    this.#commitWatch = this.options.timers.after(this.options.commitTimeoutMs(), () => {
      this.#commitWatch = undefined
      for (const request of this.#held.requestsUpTo(last)) {
        this.#refuse(request, appendErrorForClients('REQUEST_TIMED_OUT'))
      }
      this.#watchCommit()
    })
  }

  #changeTimer(key: string, change: Decision<Rec, Soft, Reply>['timers'][number]): void {
    const name = change.timer
    let named = this.#timers.get(key)
    named?.get(name)?.cancel()
    if ('cancel' in change) {
      named?.delete(name)
      if (named?.size === 0) this.#timers.delete(key)
      return
    }
    if (named === undefined) {
      named = new Map()
      this.#timers.set(key, named)
    }
    named.set(
      name,
      this.options.timers.after(change.afterMs, () => this.#fire(key, name)),
    )
  }

  #fire(key: string, name: string): void {
    const named = this.#timers.get(key)
    named?.delete(name)
    if (named?.size === 0) this.#timers.delete(key)
    if (this.#status !== 'active') return
    const decision = this.options.machine.timerFired(
      key,
      this.#latest.get(key),
      name,
      this.options.clock.wall(),
    )
    this.#take(key, decision, () => {
      if (this.#status === 'active' && this.#timers.get(key)?.has(name) !== true) {
        this.#changeTimer(key, { timer: name, afterMs: timerRetryMs })
      }
    })
  }

  #answer(request: RequestId, reply: Reply): void {
    const waiting = this.#waiting.get(request)
    this.#waiting.delete(request)
    waiting?.answer(reply)
  }

  #refuse(request: RequestId, error: KafkaErrorName): void {
    const waiting = this.#waiting.get(request)
    this.#waiting.delete(request)
    waiting?.refuse(error)
  }

  #end(error: KafkaErrorName): void {
    if (this.#status === 'closed') return
    this.#status = 'closed'
    for (const named of this.#timers.values()) for (const timer of named.values()) timer.cancel()
    this.#timers.clear()
    this.#commitWatch?.cancel()
    this.#held.clear()
    this.#latest.clear()
    this.#committed.clear()
    this.#openTransactions.clear()
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const one of waiting) one.refuse(error)
  }
}

function setOrDelete<State>(states: Map<string, State>, key: string, state: State | undefined): void {
  if (state === undefined) states.delete(key)
  else states.set(key, state)
}
