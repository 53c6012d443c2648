/**
 * A directory of a simulated disk, twice: the entries programs see and those on the device. Creating, renaming and
 * removing change the first; `syncDirectory` carries them over. A power loss keeps a drawn prefix of the changes not
 * yet synced, in order, as a journalling file system does, or any of them, where the machine is set so. A rename within
 * one directory is one change.
 */
import type { SeededRandom } from './seeded-random.js'
import type { StoredFile } from './stored-file.js'

export type StoredNode = StoredFile | StoredDirectory

/** Names set (a node) or gone (undefined), all in one step. */
type Change = readonly (readonly [name: string, node: StoredNode | undefined])[]

export class StoredDirectory {
  readonly directory = true
  #seen = new Map<string, StoredNode>()
  #device = new Map<string, StoredNode>()
  #unsynced: Change[] = []
  /** Changes carried over so far: marks count from the beginning, so that syncs may overlap. */
  #syncedCount = 0

  get(name: string): StoredNode | undefined {
    return this.#seen.get(name)
  }

  entries(): IterableIterator<[string, StoredNode]> {
    return this.#seen.entries()
  }

  change(change: Change): void {
    apply(this.#seen, change)
    this.#unsynced.push(change)
  }

  mark(): number {
    return this.#syncedCount + this.#unsynced.length
  }

  synced(mark: number): void {
    const count = Math.max(0, mark - this.#syncedCount)
    this.#syncedCount += count
    for (const change of this.#unsynced.splice(0, count)) apply(this.#device, change)
  }

  /** `kept`: the first so many of the unsynced changes, or any of them. */
  powerLost(random: SeededRandom, loseAll: boolean, kept: 'first' | 'any'): void {
    if (!loseAll) this.#keepSome(random, kept)
    this.#syncedCount += this.#unsynced.length
    this.#unsynced = []
    this.#seen = new Map(this.#device)
    for (const node of this.#seen.values()) node.powerLost(random, loseAll, kept)
  }

  #keepSome(random: SeededRandom, kept: 'first' | 'any'): void {
    if (kept === 'first') {
      this.synced(this.#syncedCount + random.below(this.#unsynced.length + 1))
      return
    }
    for (const change of this.#unsynced) if (random.chance(0.5)) apply(this.#device, change)
  }
}

function apply(entries: Map<string, StoredNode>, change: Change): void {
  for (const [name, node] of change) {
    if (node === undefined) entries.delete(name)
    else entries.set(name, node)
  }
}
