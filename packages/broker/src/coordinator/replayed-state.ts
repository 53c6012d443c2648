/**
 * State as it grows while a partition's records are read back. Records of a transaction are kept back by
 * the state machine until the transaction's end is found. A record that cannot be read is skipped and told:
 * losing one group is better than losing the partition's others.
 */
import type { LogSink } from '@samsa/host'
import { DecodeError } from '@samsa/protocol/bytes/decode-error'
import type { Replayed } from './coordinator-log.js'
import type { RecordPlace, StateMachine, StoredRecord } from './state-machine.js'

/** See the file. */
export class ReplayedState<State, Rec, Soft, Reply> {
  readonly states = new Map<string, State>()
  /** Keys that a producer's undecided transaction touched. */
  readonly openTransactions = new Map<number, Set<string>>()

  constructor(
    private readonly machine: StateMachine<State, Rec, Soft, Reply>,
    private readonly sink: LogSink,
    private readonly name: string,
  ) {}

  visit(found: Replayed): void {
    if (found.kind === 'record') this.#record(found.record, found.place)
    else this.#transactionEnd(found.producerId, found.committed)
  }

  #record(stored: StoredRecord, place: RecordPlace): void {
    const decoded = this.#decode(stored, place)
    if (decoded === undefined) return
    const { key, record } = decoded
    this.#set(key, this.machine.apply(key, this.states.get(key), record, place))
    if (place.producerId < 0) return
    const keys = this.openTransactions.get(place.producerId)
    if (keys === undefined) this.openTransactions.set(place.producerId, new Set([key]))
    else keys.add(key)
  }

  #decode(stored: StoredRecord, place: RecordPlace): ReturnType<typeof this.machine.decode> {
    try {
      return this.machine.decode(stored)
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      const facts = { coordinator: this.name, offset: place.offset, problem: error.message }
      this.sink.write('error', 'A record of the coordinator cannot be read and is skipped', facts)
      return undefined
    }
  }

  #transactionEnd(producerId: number, committed: boolean): void {
    for (const key of this.openTransactions.get(producerId) ?? []) {
      const state = this.states.get(key)
      if (state !== undefined) this.#set(key, this.machine.endTransaction(key, state, producerId, committed))
    }
    this.openTransactions.delete(producerId)
  }

  #set(key: string, state: State | undefined): void {
    if (state === undefined) this.states.delete(key)
    else this.states.set(key, state)
  }
}
