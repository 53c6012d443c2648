/**
 * A disk that is only memory, for brokers that live as long as a test: Kafka's files without a file system, real time
 * and real sockets beside it. It never fails and never waits; for faults there is host/simulated.
 */
import type { Clock } from '../clock.js'
import {
  type DirectoryEntry,
  type DirectoryLock,
  type Disk,
  DiskError,
  type DiskFile,
  type DiskSpace,
  type OpenMode,
} from '../disk.js'
import { directoryAt, findNode, MemoryContent, MemoryDirectory, parentOf, pathNames } from './memory-tree.js'

/** What `space` tells: room enough for any test. */
const TOTAL_BYTES = 2 ** 40

export class MemoryDisk implements Disk {
  readonly #root = new MemoryDirectory()
  readonly #locked = new Set<MemoryDirectory>()

  /** @param clock says when files were modified. */
  constructor(private readonly clock: Clock) {}

  open(path: string, mode: OpenMode): DiskFile {
    const [parent, name] = parentOf(this.#root, 'open', path)
    let content = parent.entries.get(name)
    if (content?.directory) throw new DiskError('io', 'open', path, { detail: 'is a directory' })
    if (content === undefined) {
      if (mode === 'read') throw new DiskError('missing', 'open', path)
      content = new MemoryContent()
      content.modifiedAt = this.clock.wall()
      parent.entries.set(name, content)
    }
    if (mode === 'create') content.truncate(0)
    return new MemoryFile(path, content, mode !== 'read', this.clock)
  }

  list(directory: string): readonly DirectoryEntry[] {
    return [...directoryAt(this.#root, 'list', directory).entries]
      .map(([name, node]) => ({ name, directory: node.directory }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  exists(path: string): boolean {
    return findNode(this.#root, path) !== undefined
  }

  makeDirectory(path: string): void {
    let at = this.#root
    for (const name of pathNames(path)) {
      const node = at.entries.get(name) ?? new MemoryDirectory()
      if (!node.directory)
        throw new DiskError('exists', 'make directory', path, { detail: 'a file is in the way' })
      at.entries.set(name, node)
      at = node
    }
  }

  rename(from: string, to: string): void {
    const [fromParent, fromName] = parentOf(this.#root, 'rename', from)
    const [toParent, toName] = parentOf(this.#root, 'rename', to)
    const node = fromParent.entries.get(fromName)
    if (node === undefined) throw new DiskError('missing', 'rename', from)
    const target = toParent.entries.get(toName)
    if (target === node) return
    if (target?.directory && (!node.directory || target.entries.size > 0))
      throw new DiskError('exists', 'rename', to)
    if (target?.directory === false && node.directory) throw new DiskError('not-a-directory', 'rename', to)
    fromParent.entries.delete(fromName)
    toParent.entries.set(toName, node)
  }

  async remove(path: string): Promise<void> {
    if (findNode(this.#root, path) === undefined) return
    const [parent, name] = parentOf(this.#root, 'remove', path)
    parent.entries.delete(name)
  }

  async syncDirectory(directory: string): Promise<void> {
    directoryAt(this.#root, 'sync', directory)
  }

  lock(directory: string): DirectoryLock {
    const node = directoryAt(this.#root, 'lock', directory)
    if (this.#locked.has(node))
      throw new DiskError('locked', 'lock', directory, { detail: 'in use by this process' })
    if (!node.entries.has('.lock')) node.entries.set('.lock', new MemoryContent())
    this.#locked.add(node)
    return { release: () => void this.#locked.delete(node) }
  }

  space(directory: string): DiskSpace {
    directoryAt(this.#root, 'space', directory)
    return { freeBytes: TOTAL_BYTES, totalBytes: TOTAL_BYTES }
  }
}

class MemoryFile implements DiskFile {
  #closed = false

  constructor(
    readonly path: string,
    private readonly content: MemoryContent,
    private readonly writable: boolean,
    private readonly clock: Clock,
  ) {}

  size(): number {
    this.#check('size', false)
    return this.content.size
  }

  modifiedAt(): number {
    this.#check('modified', false)
    return this.content.modifiedAt
  }

  setModifiedAt(ms: number): void {
    this.#check('modified', true)
    this.content.modifiedAt = ms
  }

  truncate(size: number): void {
    this.#check('truncate', true)
    this.content.truncate(size)
    this.content.modifiedAt = this.clock.wall()
  }

  writev(chunks: readonly Uint8Array[], position: number): void {
    this.#check('write', true)
    let at = position
    for (const chunk of chunks) {
      if (chunk.length > 0) this.content.write(chunk, at)
      at += chunk.length
    }
    this.content.modifiedAt = this.clock.wall()
  }

  read(into: Uint8Array, position: number): number {
    this.#check('read', false)
    return this.content.read(into, position)
  }

  async readLater(into: Uint8Array, position: number): Promise<number> {
    return this.read(into, position)
  }

  async sync(): Promise<void> {
    this.#check('sync', false)
  }

  syncNow(): void {
    this.#check('sync', false)
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #check(operation: string, writes: boolean): void {
    if (this.#closed) throw new DiskError('io', operation, this.path, { detail: 'the file is closed' })
    if (writes && !this.writable)
      throw new DiskError('io', operation, this.path, { detail: 'opened for reading' })
  }
}
