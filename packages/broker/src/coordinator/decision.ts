/**
 * What every coordinator core answers to an event: records to append, changes of memory, replies, timers
 * and why. A core changes nothing itself. The shard appends the records, applies them, and releases the
 * replies once they are committed; a refused append drops the whole decision, so the state stays the older
 * value (STYLE 2.2).
 *
 * Nothing here knows groups, transactions or shares: those are the type parameters.
 */
import type { Brand } from '@samsa/protocol/model/brand'

/** One request that waits for its reply. Grows with every request of a shard. */
export type RequestId = Brand<number, 'RequestId'>

/** A timer is known by its name within one key; setting it again replaces it. */
export type TimerChange =
  | { readonly timer: string; readonly afterMs: number }
  | { readonly timer: string; readonly cancel: true }

/** An answer and who waits for it. */
export interface ReplyTo<Reply> {
  readonly to: RequestId
  readonly reply: Reply
}

/** See the file. */
export interface Decision<Rec, Soft, Reply> {
  /** Appended as one atomic batch; empty means nothing durable changed. */
  readonly records: readonly Rec[]
  /** Applied in memory only, after the records: a new coordinator starts without it and is still correct. */
  readonly soft: readonly Soft[]
  /** Held until the batch, and every batch before it, commits. One event may answer many waiting requests. */
  readonly replies: readonly ReplyTo<Reply>[]
  readonly timers: readonly TimerChange[]
  /** Why, in words: the shell logs it, tests assert it. '' when nothing happened. */
  readonly because: string
}

/** A decision that only answers. */
export function answer<Reply>(to: RequestId, reply: Reply, because = ''): Decision<never, never, Reply> {
  return { records: [], soft: [], replies: [{ to, reply }], timers: [], because }
}

/** A decision to leave everything as it is. */
export const nothing: Decision<never, never, never> = {
  records: [],
  soft: [],
  replies: [],
  timers: [],
  because: '',
}
