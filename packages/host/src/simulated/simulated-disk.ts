/**
 * A machine's disk as a process sees it: `Disk` over StoredDirectory and StoredFile. Every call is a place where the
 * world may break: the machine's faults are asked first, and a power loss can strike in the middle of a write.
 */
import {
  type DirectoryEntry,
  type DirectoryLock,
  type Disk,
  DiskError,
  type DiskFile,
  type DiskSpace,
  type OpenMode,
} from '../disk.js'
import type { DiskOperation } from './disk-fault.js'
import { type Incarnation, MachineCrashed, never } from './incarnation.js'
import type { Machine } from './machine.js'
import { SimulatedFile } from './simulated-file.js'
import { StoredDirectory, type StoredNode } from './stored-directory.js'
import { StoredFile } from './stored-file.js'

export class SimulatedDisk implements Disk {
  constructor(
    private readonly machine: Machine,
    private readonly incarnation: Incarnation,
  ) {}

  open(path: string, mode: OpenMode): DiskFile {
    this.incarnation.mustLive()
    const existing = this.#find(path)
    const creates = existing === undefined && mode !== 'read'
    return this.machine.calls.now('open', path, creates, { whole: () => this.#open(path, mode, existing) })
  }

  #open(path: string, mode: OpenMode, existing: StoredNode | undefined): DiskFile {
    this.#takeDescriptor('open', path)
    if (existing?.directory) throw new DiskError('io', 'open', path, { detail: 'is a directory' })
    if (existing === undefined && mode === 'read') throw new DiskError('missing', 'open', path)
    const stored = existing ?? this.#createFile(path)
    if (mode === 'create' && stored.size > 0) stored.truncate(0)
    return new SimulatedFile(this.machine, this.incarnation, path, mode !== 'read', stored)
  }

  list(directory: string): readonly DirectoryEntry[] {
    return this.#now('list', directory, false, () =>
      [...this.#directory('list', directory).entries()]
        .map(([name, node]) => ({ name, directory: node.directory }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    )
  }

  exists(path: string): boolean {
    this.incarnation.mustLive()
    return this.#find(path) !== undefined
  }

  makeDirectory(path: string): void {
    this.#now('make directory', path, this.#find(path) === undefined, () => this.#makeDirectory(path))
  }

  #makeDirectory(path: string): void {
    let at = this.machine.root
    for (const name of parts(path)) {
      const node = at.get(name) ?? new StoredDirectory()
      if (!node.directory)
        throw new DiskError('exists', 'make directory', path, { detail: 'a file is in the way' })
      if (at.get(name) === undefined) at.change([[name, node]])
      at = node
    }
  }

  rename(from: string, to: string): void {
    this.incarnation.mustLive()
    this.machine.calls.now('rename', from, false, {
      partly: () => undefined,
      whole: () => this.#rename(from, to),
    })
  }

  #rename(from: string, to: string): void {
    this.machine.world.note(this.machine.name, `rename ${from} to ${to}`, 0)
    const [fromParent, fromName] = this.#parent('rename', from)
    const [toParent, toName] = this.#parent('rename', to)
    const node = fromParent.get(fromName)
    if (node === undefined) throw new DiskError('missing', 'rename', from)
    this.#mustBeReplaceable(node, toParent.get(toName), to)
    if (from === to) return
    if (fromParent === toParent) {
      fromParent.change([
        [fromName, undefined],
        [toName, node],
      ])
      return
    }
    // Between directories the two changes must be one, so they go straight to the device.
    toParent.change([[toName, node]])
    fromParent.change([[fromName, undefined]])
    toParent.synced(toParent.mark())
    fromParent.synced(fromParent.mark())
  }

  remove(path: string): Promise<void> {
    this.incarnation.mustLive()
    return this.#later('remove', path, () => {
      const node = this.#find(path)
      if (node === undefined) return
      const [parent, name] = this.#parent('remove', path)
      parent.change([[name, undefined]])
    })
  }

  syncDirectory(directory: string): Promise<void> {
    this.incarnation.mustLive()
    try {
      const stored = this.#directory('sync', directory)
      this.#takeDescriptor('sync directory', directory)
      const mark = stored.mark()
      return this.#later('sync directory', directory, () => stored.synced(mark))
    } catch (error) {
      if (error instanceof MachineCrashed) throw error
      return Promise.reject(error)
    }
  }

  lock(directory: string): DirectoryLock {
    this.#now('open', directory, false, () => this.#directory('lock', directory))
    const held = this.incarnation.lockedDirectories
    if (held.has(directory))
      throw new DiskError('locked', 'lock', directory, { detail: 'in use by this process' })
    if (this.#find(`${directory}/.lock`) === undefined) this.#createFile(`${directory}/.lock`)
    held.add(directory)
    return { release: () => held.delete(directory) }
  }

  space(directory: string): DiskSpace {
    this.#now('space', directory, false, () => this.#directory('space', directory))
    const totalBytes = this.machine.capacityBytes
    return {
      freeBytes: this.machine.isFull ? 0 : Math.max(0, totalBytes - this.machine.usedBytes()),
      totalBytes,
    }
  }

  #now<T>(operation: DiskOperation, path: string, grows: boolean, whole: () => T): T {
    this.incarnation.mustLive()
    return this.machine.calls.now(operation, path, grows, { whole })
  }

  #takeDescriptor(operation: DiskOperation, path: string): void {
    if (this.machine.isOutOfDescriptors) throw new DiskError('too-many-files', operation, path)
  }

  #later(operation: DiskOperation, path: string, whole: () => void): Promise<void> {
    if (!this.incarnation.alive) return never()
    const fault = this.machine.calls.begin(operation, path)
    return new Promise((resolve, reject) => {
      const micros = this.machine.diskMicros(50, 2_000) + (fault?.byMs ?? 0) * 1000
      this.machine.world.schedule(this.incarnation, micros, `${operation} ${path}`, () => {
        try {
          this.machine.calls.finish(operation, path, false, fault, { whole })
          resolve()
        } catch (error) {
          if (error instanceof MachineCrashed) throw error
          reject(error)
        }
      })
    })
  }

  #createFile(path: string): StoredFile {
    const [parent, name] = this.#parent('open', path)
    const file = new StoredFile()
    file.modifiedAt = this.machine.world.wallMs(this.machine)
    parent.change([[name, file]])
    return file
  }

  #find(path: string): StoredNode | undefined {
    let at: StoredNode | undefined = this.machine.root
    for (const name of parts(path)) {
      if (at === undefined || !at.directory) return undefined
      at = at.get(name)
    }
    return at
  }

  #directory(operation: string, path: string): StoredDirectory {
    const node = this.#find(path)
    if (node === undefined) throw new DiskError('missing', operation, path)
    if (!node.directory) throw new DiskError('not-a-directory', operation, path)
    return node
  }

  #parent(operation: string, path: string): [StoredDirectory, string] {
    const names = parts(path)
    const name = names.pop()
    if (name === undefined) throw new DiskError('denied', operation, path)
    return [this.#directory(operation, `/${names.join('/')}`), name]
  }

  #mustBeReplaceable(node: StoredNode, target: StoredNode | undefined, to: string): void {
    if (target === undefined || target === node) return
    if (!target.directory) {
      if (node.directory) throw new DiskError('not-a-directory', 'rename', to)
      return
    }
    if (!node.directory || [...target.entries()].length > 0) throw new DiskError('exists', 'rename', to)
  }
}

function parts(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.')
}
