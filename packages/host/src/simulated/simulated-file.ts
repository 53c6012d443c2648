/**
 * An open file of a simulated disk. Synchronous calls act on the page cache at once; `sync` and `readLater` take
 * virtual time, and only what a finished sync covered is safe from a power loss.
 */
import { DiskError, type DiskFile } from '../disk.js'
import type { DiskOperation } from './fault.js'
import { type Incarnation, never } from './incarnation.js'
import type { Machine } from './machine.js'
import type { StoredFile } from './stored-file.js'
import { digest } from './trace.js'

export class SimulatedFile implements DiskFile {
  #closing: Promise<void> | undefined
  #underWay = 0
  #idle: (() => void) | undefined

  constructor(
    private readonly machine: Machine,
    private readonly incarnation: Incarnation,
    readonly path: string,
    private readonly writable: boolean,
    private readonly stored: StoredFile,
  ) {}

  size(): number {
    this.#mustBeOpen('size')
    return this.stored.size
  }

  modifiedAt(): number {
    this.#mustBeOpen('modified')
    return this.stored.modifiedAt
  }

  truncate(size: number): void {
    this.#enter('truncate', size > this.stored.size)
    this.#mustBeWritable('truncate')
    this.machine.world.note(this.machine.name, `truncate ${this.path}`, size)
    this.machine.maybeTear(() => this.stored.truncate(size))
    this.stored.truncate(size)
    this.#touch()
  }

  writev(chunks: readonly Uint8Array[], position: number): void {
    const whole = joined(chunks)
    this.#mustBeWritable('write')
    try {
      this.#enter('write', true)
    } catch (error) {
      // How much of a failed write arrived is unknown to the caller, so here it is drawn.
      if (error instanceof DiskError) {
        this.stored.write(whole.subarray(0, this.machine.random.below(whole.length + 1)), position)
      }
      throw error
    }
    this.machine.world.note(this.machine.name, `write ${this.path} at ${position}`, digest(whole))
    this.machine.maybeTear(() =>
      this.stored.write(whole.subarray(0, this.machine.random.below(whole.length + 1)), position),
    )
    this.stored.write(whole, position)
    this.#touch()
  }

  read(into: Uint8Array, position: number): number {
    this.#enter('read', false)
    return this.stored.read(into, position)
  }

  readLater(into: Uint8Array, position: number): Promise<number> {
    return this.#later('read', 20, 500, () => {
      this.machine.beforeDisk('read', this.path, false)
      return this.stored.read(into, position)
    })
  }

  async sync(): Promise<void> {
    const mark = this.stored.mark()
    await this.#later('sync', 50, 2_000, () => {
      this.#carryOver(mark)
      return 0
    })
  }

  syncNow(): void {
    this.#mustBeOpen('sync')
    this.machine.maybeTear(() => {})
    this.#carryOver(this.stored.mark())
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    if (!this.incarnation.alive) return never()
    if (this.#underWay === 0) return
    await new Promise<void>((resolve) => {
      this.#idle = resolve
    })
  }

  #carryOver(mark: number): void {
    // A failed sync leaves what it should have covered as it was: a later one may still bring it to the device.
    this.machine.beforeDisk('sync', this.path, false)
    this.stored.synced(mark)
    this.machine.world.note(this.machine.name, `synced ${this.path}`, mark)
  }

  #later(operation: DiskOperation, least: number, most: number, run: () => number): Promise<number> {
    if (!this.incarnation.alive) return never()
    if (this.#closing !== undefined) {
      return Promise.reject(new DiskError('io', operation, this.path, { detail: 'the file is closed' }))
    }
    this.#underWay += 1
    return new Promise((resolve, reject) => {
      const micros = this.machine.diskMicros(least, most)
      this.machine.world.schedule(this.incarnation, micros, `${operation} ${this.path}`, () => {
        this.#underWay -= 1
        try {
          resolve(run())
        } catch (error) {
          reject(error)
        }
        if (this.#underWay === 0) this.#idle?.()
      })
    })
  }

  #enter(operation: DiskOperation, grows: boolean): void {
    this.#mustBeOpen(operation)
    this.machine.beforeDisk(operation, this.path, grows)
  }

  #mustBeOpen(operation: string): void {
    this.incarnation.mustLive()
    if (this.#closing !== undefined)
      throw new DiskError('io', operation, this.path, { detail: 'the file is closed' })
  }

  #mustBeWritable(operation: string): void {
    if (!this.writable) throw new DiskError('io', operation, this.path, { detail: 'opened for reading' })
  }

  #touch(): void {
    this.stored.modifiedAt = this.machine.world.wallMs(this.machine)
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const only = chunks[0]
  if (only !== undefined && chunks.length === 1) return only
  let size = 0
  for (const chunk of chunks) size += chunk.length
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
