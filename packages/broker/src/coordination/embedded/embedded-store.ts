/**
 * The coordination store of a broker that stands alone: a tree in memory, a journal and a snapshot in the first
 * log directory (`samsa-coordination.journal`, `.snapshot`: plain files, which Kafka leaves alone there).
 *
 * Every call waits in one queue. A round takes all that wait, decides them in order, writes ONE frame, syncs it, and
 * only then answers: nothing is read or acknowledged that a crash could take back. After a failed write or sync
 * the outcome is unknown, so the store answers nothing more; but a write that finds no room is taken back and refused.
 * So that a full disk can be emptied (topics deleted) some room is kept in reserve (reserved-room.ts). Opening only
 * reads; the files are touched from the first session or write on, when the owner holds the directory's lock. What was
 * read may come from the page cache of a killed process, so it is synced then, before anybody acts on it.
 */
import { type Disk, DiskError, type DiskFile, type Host } from '@samsa/host'
import type {
  CoordinationStore,
  Entry,
  Session,
  WatchKind,
  WriteOperation,
  WriteOutcome,
} from '../coordination-store.js'
import { EntryTree, parentOf, type TreeEffect } from '../core/entry-tree.js'
import { isNoSpace, ReservedRoom } from './reserved-room.js'
import { EmbeddedSession } from './embedded-session.js'
import { decodeJournal, decodeSnapshot, encodeFrame, encodeSnapshot } from './journal-format.js'

const JOURNAL = 'samsa-coordination.journal'
const SNAPSHOT = 'samsa-coordination.snapshot'
const RESERVE = 'samsa-coordination.reserve'

export interface EmbeddedStoreOptions {
  /** A journal below this is never compacted; above it, once it is twice the snapshot. Default 1 MiB. */
  readonly compactFromBytes?: number
  /** Told once, when the files failed and nothing is answered any more. */
  readonly onFailure?: (failure: unknown) => void
}

/** The store's files cannot be trusted, or changed under it. The message names the file. */
export class CoordinationStoreError extends Error {
  override readonly name = 'CoordinationStoreError'
}

/** Nothing of a round was written, for want of room: `cause` says so. */
class NoRoom extends Error {
  override readonly name = 'NoRoom'
  constructor(override readonly cause: DiskError) {
    super(cause.message)
  }
}

interface Task {
  /** Decides in memory; its effects join the round's frame. */
  readonly decide: () => readonly TreeEffect[]
  /** Takes back what was decided. */
  readonly undo: () => void
  /** Runs once the round is durable. */
  readonly answer: () => void
  readonly fail: (reason: unknown) => void
  readonly takeOver: boolean
}

export class EmbeddedStore implements CoordinationStore {
  readonly #tree = new EntryTree()
  readonly #watchers = new Map<string, Set<() => void>>()
  readonly #sessions = new Set<EmbeddedSession>()
  #queue: Task[] = []
  #round: Promise<void> | undefined
  #lastId = 0
  readonly #reserve: ReservedRoom
  #journal: DiskFile | undefined
  #journalBytes = 0
  #seenBytes = 0
  #snapshotBytes = 0
  #failure: unknown
  /** What was read is durable. */
  #takenOver = false

  private constructor(
    private readonly host: Host,
    private readonly directory: string,
    private readonly options: EmbeddedStoreOptions,
  ) {
    this.#reserve = new ReservedRoom(host, `${directory}/${RESERVE}`)
  }

  /** Reads the directory's files, if there are any. Throws CoordinationStoreError, DiskError. */
  static open(host: Host, directory: string, options: EmbeddedStoreOptions = {}): EmbeddedStore {
    const store = new EmbeddedStore(host, directory, options)
    store.#load()
    return store
  }

  /** A store was written there. Throws DiskError. */
  static existsIn(disk: Disk, directory: string): boolean {
    return [JOURNAL, SNAPSHOT].some((name) => disk.exists(`${directory}/${name}`))
  }

  /** Nothing was ever written: no topic, no cluster id. */
  get empty(): boolean {
    return this.#lastId === 0
  }

  read(path: string): Promise<Entry | undefined> {
    return this.#enqueue(() => {
      const node = this.#tree.get(path)
      const entry = node && { data: node.data, version: node.version, session: node.session }
      return { effects: [], result: entry }
    })
  }

  children(path: string): Promise<readonly string[]> {
    return this.#enqueue(() => ({ effects: [], result: this.#tree.children(path) }))
  }

  write(operations: readonly WriteOperation[]): Promise<WriteOutcome> {
    return this.#enqueue<WriteOutcome>(() => {
      const outcome = this.#tree.write(operations)
      if (!outcome.ok) return { effects: [], result: outcome }
      const { effects, versions, undo } = outcome
      return { effects, result: { ok: true, versions }, undo }
    })
  }

  async openSession(): Promise<Session> {
    this.#takenOver ||= this.#seenBytes === 0
    await this.#enqueue(() => ({ effects: [], result: undefined }), !this.#takenOver)
    const session = new EmbeddedSession(this.host.random, (ended) => {
      this.#sessions.delete(ended)
      return this.#enqueue(() => ({ effects: this.#tree.expire(ended.id), result: undefined }))
    })
    this.#sessions.add(session)
    return session
  }

  watch(path: string, kind: WatchKind, changed: () => void): () => void {
    const key = `${kind}:${path}`
    const watchers = this.#watchers.get(key) ?? new Set()
    const own = (): void => changed()
    watchers.add(own)
    this.#watchers.set(key, watchers)
    return () => {
      watchers.delete(own)
      if (watchers.size === 0 && this.#watchers.get(key) === watchers) this.#watchers.delete(key)
    }
  }

  async close(): Promise<void> {
    for (const session of [...this.#sessions]) await session.close().catch(() => undefined)
    await this.#round
    this.#failure ??= new CoordinationStoreError('The coordination store is closed.')
    await this.#journal?.close()
    this.#journal = undefined
  }

  /** @param takeOver also open the journal for writing, which makes durable what was read. */
  #enqueue<Result>(
    decide: () => { effects: readonly TreeEffect[]; result: Result; undo?: () => void },
    takeOver = false,
  ): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      let result: Result
      let undo: (() => void) | undefined
      this.#queue.push({
        decide: () => {
          const decided = decide()
          result = decided.result
          undo = decided.undo
          return decided.effects
        },
        undo: () => undo?.(),
        answer: () => resolve(result),
        fail: reject,
        takeOver,
      })
      this.#round ??= this.#rounds()
    })
  }

  async #rounds(): Promise<void> {
    await Promise.resolve()
    while (this.#queue.length > 0) {
      const tasks = this.#queue
      this.#queue = []
      try {
        if (this.#failure !== undefined) throw this.#failure
        const effects = tasks.flatMap((task) => task.decide())
        if (tasks.some((task) => task.takeOver)) await this.#openJournal()
        await this.#persist(effects)
        for (const task of tasks) task.answer()
        this.#tell(effects)
      } catch (failure) {
        if (failure instanceof NoRoom) for (const task of [...tasks].reverse()) task.undo()
        else this.#fail(failure)
        for (const task of tasks) task.fail(failure instanceof NoRoom ? failure.cause : failure)
      }
    }
    this.#round = undefined
  }

  #fail(failure: unknown): void {
    if (this.#failure !== undefined) return
    this.#failure = failure
    this.options.onFailure?.(failure)
  }

  async #persist(effects: readonly TreeEffect[]): Promise<void> {
    if (effects.every((effect) => effect.session !== undefined)) return
    const journal = await this.#openJournal()
    const frame = encodeFrame({ id: this.#lastId + 1, effects })
    await this.#append(journal, frame)
    this.#journalBytes += frame.length
    this.#lastId += 1
    await journal.sync()
    const compactFromBytes = this.options.compactFromBytes ?? 1_048_576
    if (this.#journalBytes > Math.max(compactFromBytes, 2 * this.#snapshotBytes))
      await this.#compactWhereRoom(journal)
  }

  /** Throws NoRoom when nothing of the frame was written. */
  async #append(journal: DiskFile, frame: Uint8Array): Promise<void> {
    try {
      journal.writev([frame], this.#journalBytes)
      this.#reserve.restore()
    } catch (failure) {
      if (!isNoSpace(failure)) throw failure
      journal.truncate(this.#journalBytes)
      if (!(await this.#reserve.release())) throw new NoRoom(failure)
      await this.#append(journal, frame)
    }
  }

  /** The journal holds all: without room for a snapshot it grows on. */
  async #compactWhereRoom(journal: DiskFile): Promise<void> {
    try {
      await this.#compact(journal)
    } catch (failure) {
      if (!isNoSpace(failure)) throw failure
      await this.host.disk.remove(`${this.directory}/${SNAPSHOT}.tmp`)
    }
  }

  async #openJournal(): Promise<DiskFile> {
    if (this.#journal !== undefined) return this.#journal
    this.host.disk.makeDirectory(this.directory)
    const path = `${this.directory}/${JOURNAL}`
    const journal = this.host.disk.open(path, 'append')
    if (journal.size() !== this.#seenBytes) {
      await journal.close()
      throw new CoordinationStoreError(
        `${path} was changed by another process after it was read; start again.`,
      )
    }
    if (this.#seenBytes > this.#journalBytes) journal.truncate(this.#journalBytes)
    if (this.#journalBytes > 0) await writeAgain(journal, this.#journalBytes)
    await this.host.disk.syncDirectory(this.directory)
    this.#takenOver = true
    this.#reserve.restore()
    this.#journal = journal
    return journal
  }

  /** Writes the tree as the new snapshot, whole and synced before it takes its name; then empties the journal. */
  async #compact(journal: DiskFile): Promise<void> {
    const { disk } = this.host
    const effects: TreeEffect[] = []
    for (const [path, { data, version, session }] of this.#tree.entries()) {
      if (session === undefined) effects.push({ kind: 'put', path, data, version, session })
    }
    const chunks = encodeSnapshot({ id: this.#lastId, effects })
    const path = `${this.directory}/${SNAPSHOT}`
    const file = disk.open(`${path}.tmp`, 'create')
    try {
      file.writev(chunks, 0)
    } catch (failure) {
      await file.close()
      throw failure
    }
    await file.sync()
    await file.close()
    disk.rename(`${path}.tmp`, path)
    await disk.syncDirectory(this.directory)
    this.#snapshotBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
    journal.truncate(0)
    this.#journalBytes = 0
  }

  #load(): void {
    const snapshot = this.#readFile(SNAPSHOT)
    if (snapshot !== undefined) {
      const frame = decodeSnapshot(snapshot)
      if (frame === undefined) {
        throw new CoordinationStoreError(`${this.directory}/${SNAPSHOT} is damaged: it is no whole snapshot.`)
      }
      for (const effect of frame.effects) this.#tree.apply(effect)
      this.#lastId = frame.id
      this.#snapshotBytes = snapshot.length
    }
    const journal = this.#readFile(JOURNAL)
    if (journal !== undefined) this.#replay(journal)
  }

  #replay(journal: Uint8Array): void {
    const contents = decodeJournal(journal, this.#lastId)
    const path = `${this.directory}/${JOURNAL}`
    const [first] = contents.frames
    if (contents.damaged || (first !== undefined && first.id !== this.#lastId + 1)) {
      throw new CoordinationStoreError(`${path} is damaged after ${contents.validBytes} bytes.`)
    }
    for (const frame of contents.frames) {
      for (const effect of frame.effects) this.#tree.apply(effect)
      this.#lastId = frame.id
    }
    this.#seenBytes = journal.length
    this.#journalBytes = contents.validBytes
    const tornBytes = journal.length - contents.validBytes
    if (tornBytes > 0)
      this.host.log.write('warn', 'Cut the torn tail of the coordination journal', { path, tornBytes })
  }

  #readFile(name: string): Uint8Array | undefined {
    const path = `${this.directory}/${name}`
    try {
      const file = this.host.disk.open(path, 'read')
      const bytes = new Uint8Array(file.size())
      const read = file.read(bytes, 0)
      void file.close()
      return bytes.subarray(0, read)
    } catch (error) {
      if (error instanceof DiskError && error.kind === 'missing') return undefined
      throw error
    }
  }

  #tell(effects: readonly TreeEffect[]): void {
    if (this.#watchers.size === 0) return
    const keys = new Set<string>()
    for (const effect of effects) {
      keys.add(`entry:${effect.path}`)
      keys.add(`children:${parentOf(effect.path)}`)
    }
    for (const key of keys) for (const watcher of [...(this.#watchers.get(key) ?? [])]) watcher()
  }
}

/**
 * What was read may be in memory only, and taken for synced there: the process before may have ended because a sync
 * failed (decision 34). Rejects with DiskError.
 */
async function writeAgain(journal: DiskFile, length: number): Promise<void> {
  const bytes = new Uint8Array(length)
  await journal.readLater(bytes, 0)
  try {
    journal.writev([bytes], 0)
  } catch (failure) {
    if (!isNoSpace(failure)) throw failure
  }
  await journal.sync()
}
