/**
 * The cache of fetch sessions: bounded by max.incremental.fetch.session.cache.slots. A new session takes a
 * free slot, or that of a session unused for two minutes, or of one that is worth less (a consumer's against
 * a follower's, a smaller against a larger one) and old enough; else the client goes on without a session,
 * which is correct and slower (KIP-227). The partitions of all sessions together are bounded likewise.
 */
import type { FetchRequest } from '@samsa/protocol/messages/fetch-request'
import {
  FetchSession,
  type FetchTarget,
  finalEpoch,
  initialEpoch,
  nextEpoch,
  targetsOf,
} from './fetch-session.js'

const evictableAfterMs = 120_000
/** In all sessions together: each is some 200 bytes for as long as its session lives. */
const mostPartitions = 250_000

/** What a request is in terms of sessions. */
export type FetchContext =
  | {
      readonly kind: 'full'
      readonly targets: readonly FetchTarget[]
      /** A session is to be opened with the answer. */
      readonly opens: boolean
    }
  | { readonly kind: 'incremental'; readonly targets: readonly FetchTarget[]; readonly session: FetchSession }
  | {
      readonly kind: 'refused'
      readonly error:
        | 'FETCH_SESSION_ID_NOT_FOUND'
        | 'INVALID_FETCH_SESSION_EPOCH'
        | 'FETCH_SESSION_TOPIC_ID_ERROR'
    }

/** See the file. */
export class FetchSessions {
  readonly #sessions = new Map<number, FetchSession>()
  /** Sessions that had to go for others. */
  evictions = 0

  /** @param slots read at each use, since it may change. */
  constructor(private readonly slots: () => number) {}

  get size(): number {
    return this.#sessions.size
  }

  /** Partitions in all sessions. */
  get partitionCount(): number {
    let count = 0
    for (const session of this.#sessions.values()) count += session.size
    return count
  }

  /** Finds what the request is about, and brings its session up to date. `now` is monotonic. */
  begin(request: FetchRequest, usesTopicIds: boolean, now: number): FetchContext {
    const { sessionId, sessionEpoch } = request
    if (sessionEpoch === initialEpoch || sessionEpoch === finalEpoch) {
      if (sessionId !== 0) this.#sessions.delete(sessionId)
      return { kind: 'full', targets: targetsOf(request), opens: sessionEpoch === initialEpoch }
    }
    const session = this.#sessions.get(sessionId)
    if (session === undefined) return { kind: 'refused', error: 'FETCH_SESSION_ID_NOT_FOUND' }
    if (session.epoch !== sessionEpoch) return { kind: 'refused', error: 'INVALID_FETCH_SESSION_EPOCH' }
    if (session.usesTopicIds !== usesTopicIds)
      return { kind: 'refused', error: 'FETCH_SESSION_TOPIC_ID_ERROR' }
    session.update(request)
    // The client hears with its next request that there is no such session, and asks in full.
    if (request.topics.length > 0 && this.partitionCount > mostPartitions) this.#drop(session)
    session.lastUsedAt = now
    session.epoch = nextEpoch(session.epoch)
    if (session.size === 0) {
      this.#sessions.delete(sessionId)
      return { kind: 'full', targets: [], opens: false }
    }
    return { kind: 'incremental', targets: [...session.targets()], session }
  }

  /**
   * Opens a session for these targets, which are its own from now on; undefined when there is no room or nothing
   * to remember.
   */
  open(
    targets: readonly FetchTarget[],
    how: { usesTopicIds: boolean; privileged: boolean; now: number; randomId: () => number },
  ): FetchSession | undefined {
    const size = targets.length
    if (size === 0 || this.partitionCount + size > mostPartitions) return undefined
    if (this.#sessions.size >= this.slots() && !this.#evict(how.privileged, size, how.now)) return undefined
    let id = 0
    while (id === 0 || this.#sessions.has(id)) id = how.randomId() & 0x7fffffff
    const session = new FetchSession(id, how.usesTopicIds, how.privileged, how.now, how.now)
    session.adopt(targets)
    this.#sessions.set(id, session)
    return session
  }

  #evict(privileged: boolean, size: number, now: number): boolean {
    let least: FetchSession | undefined
    for (const session of this.#sessions.values()) {
      if (now - session.lastUsedAt > evictableAfterMs) return this.#drop(session)
      const settled = now - session.createdAt > evictableAfterMs
      if (!settled && !(privileged && !session.privileged)) continue
      if (session.privileged && !privileged) continue
      if (least === undefined || isLess(session, least)) least = session
    }
    if (least === undefined) return false
    const worthLess = (privileged && !least.privileged) || least.size < size
    return worthLess && this.#drop(least)
  }

  #drop(session: FetchSession): boolean {
    this.evictions += 1
    return this.#sessions.delete(session.id)
  }
}

function isLess(one: FetchSession, other: FetchSession): boolean {
  if (one.privileged !== other.privileged) return !one.privileged
  return one.size < other.size
}
