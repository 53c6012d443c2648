/**
 * Replies that wait for their batch to commit, in the order of the decisions they belong to. A decision
 * without records waits too while one before it does: it was made on a state that is not committed yet.
 */
import type { ReplyTo, RequestId } from './decision.js'

interface Held<State, Reply> {
  number: number
  /** Undefined: a batch that changes no state. */
  readonly key: string | undefined
  state: State | undefined
  readonly replies: ReplyTo<Reply>[]
  readonly batch: boolean
}

/** See the file. */
export class HeldReplies<State, Reply> {
  #queue: Held<State, Reply>[] = []
  #head = 0
  #number = 0

  constructor(
    private readonly commit: (key: string, state: State | undefined) => void,
    private readonly deliver: (request: RequestId, reply: Reply) => void,
  ) {}

  /** How many decisions wait. */
  get size(): number {
    return this.#queue.length - this.#head
  }

  /** Number of the last decision held. */
  get last(): number {
    return this.#number
  }

  /**
   * `batch`: the decision has records of its own to wait for. Released at once when there is nothing to
   * wait for.
   */
  hold(
    key: string | undefined,
    state: State | undefined,
    replies: readonly ReplyTo<Reply>[],
    batch: boolean,
  ): void {
    const number = ++this.#number
    const before = this.size === 0 ? undefined : this.#queue.at(-1)
    if (!batch && before !== undefined && before.key === key) {
      // Released together with the one before: thousands that wait must not keep a state each.
      before.number = number
      before.state = state
      before.replies.push(...replies)
      return
    }
    const held = { number, key, state, replies: [...replies], batch }
    if (!batch && before === undefined) this.#release(held)
    else this.#queue.push(held)
  }

  /** The oldest batch is committed: releases it and what waited behind it without a batch of its own. */
  committed(): void {
    let batches = 0
    while (this.size > 0) {
      const held = this.#queue[this.#head]!
      if (held.batch && ++batches > 1) break
      this.#head++
      this.#release(held)
    }
    if (this.#head === this.#queue.length || this.#head > 1024) {
      this.#queue = this.#queue.slice(this.#head)
      this.#head = 0
    }
  }

  /** Requests answered by the decisions up to this number that still wait. */
  *requestsUpTo(number: number): IterableIterator<RequestId> {
    for (let at = this.#head; at < this.#queue.length; at++) {
      const held = this.#queue[at]!
      if (held.number > number) return
      for (const reply of held.replies) yield reply.to
    }
  }

  clear(): void {
    this.#queue = []
    this.#head = 0
  }

  #release(held: Held<State, Reply>): void {
    if (held.key !== undefined) this.commit(held.key, held.state)
    for (const { to, reply } of held.replies) this.deliver(to, reply)
  }
}
