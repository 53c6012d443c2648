/**
 * What the cluster's truth is kept in: a tree of small versioned entries, laid out as Kafka 3.x lays out
 * ZooKeeper (`/brokers/topics/NAME`, `/config/topics/NAME`, `/brokers/ids/ID`, `/cluster/id`, ...).
 *
 * Narrow on purpose, so that an existing consensus engine fits behind it: linearizable reads, atomic
 * compare-and-set writes, sessions with ephemeral entries, watches. No consensus algorithm lives here.
 * Expected refusals are values; a store that cannot answer (disk, network) rejects with its host's error.
 */
export interface CoordinationStore {
  /** The entry, or undefined. Sees every write that was acknowledged before the call, by anyone. */
  read(path: string): Promise<Entry | undefined>
  /** Names of the direct children in name order; empty for a missing path. */
  children(path: string): Promise<readonly string[]>
  /**
   * All operations or none. Missing parents of a created entry are made as empty persistent entries.
   * Resolves once the outcome is durable; the first refused operation decides.
   */
  write(operations: readonly WriteOperation[]): Promise<WriteOutcome>
  /** Ephemeral entries live as long as their session. */
  openSession(): Promise<Session>
  /**
   * Runs `changed` after `path` itself ('entry': created, set, removed) or its set of children ('children')
   * may have changed; several changes may be told once. Stays until the returned function is called.
   */
  watch(path: string, kind: WatchKind, changed: () => void): () => void
  /** Ends the sessions opened here and releases what the store holds. Idempotent. */
  close(): Promise<void>
}

export interface Entry {
  readonly data: Uint8Array
  /** 0 when created, one more with every `set`. */
  readonly version: number
  /** The id of the session that owns it; undefined for a persistent entry. */
  readonly session: string | undefined
}

export type WatchKind = 'entry' | 'children'

export type WriteOperation =
  | { readonly kind: 'create'; readonly path: string; readonly data: Uint8Array; readonly session?: Session }
  /** `version`: refuse unless the entry has it; absent: any. */
  | { readonly kind: 'set'; readonly path: string; readonly data: Uint8Array; readonly version?: number }
  | { readonly kind: 'remove'; readonly path: string; readonly version?: number }
  /** Changes nothing; refuses the whole write unless the entry has this version. */
  | { readonly kind: 'check'; readonly path: string; readonly version: number }

export type WriteRefusal = 'exists' | 'missing' | 'version' | 'not-empty' | 'session-expired' | 'too-large'

export type WriteOutcome =
  /** `versions[i]`: the version that operation i left behind (-1 after a removal). */
  | { readonly ok: true; readonly versions: readonly number[] }
  | { readonly ok: false; readonly reason: WriteRefusal; readonly operation: number }

export interface Session {
  readonly id: string
  readonly expired: boolean
  /** Runs once when the session is lost or closed; at once when it already is. */
  onExpired(run: () => void): void
  /** Removes its ephemeral entries. Idempotent. */
  close(): Promise<void>
}
