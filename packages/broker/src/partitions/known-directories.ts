/**
 * The data directories that the broker had (decision 34): one that is no longer named in log.dirs is missed as long as
 * partitions are missing, which are offline then, as in Kafka. Made anew in another directory they would be empty, and
 * win over what lies in the old one when it is named again. Refuses: looking into directories that are not named.
 */
import type { CoordinationStore } from '../coordination/coordination-store.js'
import { isNoSpace } from '../coordination/embedded/reserved-room.js'
import { logDirectoriesPath } from '../coordination/paths.js'
import { decodeText, encodeText } from '../controller/entry-data.js'
import type { LostDirectory } from './log-directories.js'

/** A path cannot hold the comma that separates the entries of log.dirs. */
const SEPARATOR = ','

export class KnownDirectories {
  private constructor(
    private readonly store: CoordinationStore,
    private readonly path: string,
    private readonly known: readonly string[],
    private readonly isStored: boolean,
  ) {}

  /** Rejects as the store does. */
  static async read(store: CoordinationStore, nodeId: number): Promise<KnownDirectories> {
    const path = logDirectoriesPath(nodeId)
    const entry = await store.read(path)
    const known = entry === undefined ? [] : decodeText(entry.data).split(SEPARATOR)
    return new KnownDirectories(store, path, known, entry !== undefined)
  }

  /** Those that are missed; `missingPartitions` tells those that this broker knows and does not find. */
  missed(named: readonly string[], missingPartitions: () => readonly string[]): readonly LostDirectory[] {
    const gone = this.known.filter((path) => !named.includes(path))
    const missing = gone.length === 0 ? [] : missingPartitions()
    if (missing.length === 0) return []
    const problem =
      `it is no longer named in log.dirs, and ${missing.length} partitions that this broker knows lie nowhere else, ` +
      `such as ${missing[0]}. Name it again; to give up what is missing, delete its topics`
    return gone.map((path) => ({ path, problem }))
  }

  /** Those that are named now, and those that are still missed. Rejects as the store does. */
  async remember(directories: readonly string[]): Promise<void> {
    if (directories.join(SEPARATOR) === this.known.join(SEPARATOR)) return
    const data = encodeText(directories.join(SEPARATOR))
    try {
      await this.store.write([{ kind: this.isStored ? 'set' : 'create', path: this.path, data }])
    } catch (error) {
      // The next start remembers them: a full disk is no reason not to serve.
      if (!isNoSpace(error)) throw error
    }
  }
}
