/** Files and directories as plain objects in memory, with the lookups a disk needs. Paths are taken from the root. */
import { DiskError } from '../disk.js'

/** A file's content. It lives as long as somebody holds it, whether or not a directory still names it. */
export class MemoryContent {
  readonly directory = false
  modifiedAt = 0
  #bytes = new Uint8Array(0)
  #size = 0

  get size(): number {
    return this.#size
  }

  write(bytes: Uint8Array, position: number): void {
    this.#reserve(position + bytes.length)
    this.#bytes.set(bytes, position)
    this.#size = Math.max(this.#size, position + bytes.length)
  }

  read(into: Uint8Array, position: number): number {
    const count = Math.max(0, Math.min(into.length, this.#size - position))
    into.set(this.#bytes.subarray(position, position + count))
    return count
  }

  truncate(size: number): void {
    this.#reserve(size)
    // What is cut must read as zeros when the file grows over it again.
    if (size < this.#size) this.#bytes.fill(0, size, this.#size)
    this.#size = size
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(size, this.#bytes.length * 2, 512))
    grown.set(this.#bytes.subarray(0, this.#size))
    this.#bytes = grown
  }
}

export class MemoryDirectory {
  readonly directory = true
  readonly entries = new Map<string, MemoryNode>()
}

export type MemoryNode = MemoryContent | MemoryDirectory

export function findNode(root: MemoryDirectory, path: string): MemoryNode | undefined {
  let at: MemoryNode | undefined = root
  for (const name of pathNames(path)) {
    if (at === undefined || !at.directory) return undefined
    at = at.entries.get(name)
  }
  return at
}

/** @throws DiskError 'missing' or 'not-a-directory' */
export function directoryAt(root: MemoryDirectory, operation: string, path: string): MemoryDirectory {
  const node = findNode(root, path)
  if (node === undefined) throw new DiskError('missing', operation, path)
  if (!node.directory) throw new DiskError('not-a-directory', operation, path)
  return node
}

/** The directory that holds the path's last name, and that name. */
export function parentOf(
  root: MemoryDirectory,
  operation: string,
  path: string,
): readonly [MemoryDirectory, string] {
  const names = pathNames(path)
  const name = names.pop()
  if (name === undefined) throw new DiskError('denied', operation, path)
  return [directoryAt(root, operation, names.join('/')), name]
}

export function pathNames(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.')
}
