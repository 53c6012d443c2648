/**
 * An open file of a simulated disk. Synchronous calls act on the page cache at once; `sync` and `readLater` take
 * virtual time, and only what a finished sync covered is safe from a power loss.
 */
import { DiskError, type DiskFile } from '../disk.js'
import type { CallSteps } from './disk-calls.js'
import type { DiskOperation } from './disk-fault.js'
import { type Incarnation, MachineCrashed, never } from './incarnation.js'
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
  ) {
    incarnation.openFiles.add(this)
  }

  size(): number {
    this.#mustBeOpen('size')
    return this.stored.size
  }

  modifiedAt(): number {
    this.#mustBeOpen('modified')
    return this.stored.modifiedAt
  }

  setModifiedAt(ms: number): void {
    this.#mustBeOpen('modified')
    this.#mustBeWritable('modified')
    this.stored.modifiedAt = ms
  }

  truncate(size: number): void {
    this.#mustBeOpen('truncate')
    this.#mustBeWritable('truncate')
    this.machine.world.note(this.machine.name, `truncate ${this.path}`, size)
    this.machine.calls.now('truncate', this.path, size > this.stored.size, {
      partly: () => this.stored.truncate(size),
      whole: () => this.stored.truncate(size),
    })
    this.#touch()
  }

  writev(chunks: readonly Uint8Array[], position: number): void {
    const whole = joined(chunks)
    this.#mustBeOpen('write')
    this.#mustBeWritable('write')
    this.machine.world.note(this.machine.name, `write ${this.path} at ${position}`, digest(whole))
    this.machine.calls.now('write', this.path, true, {
      // How much of a failed write arrived is unknown to the caller, so here it is drawn.
      partly: () =>
        this.stored.write(whole.subarray(0, this.machine.random.below(whole.length + 1)), position),
      whole: () => this.stored.write(whole, position),
    })
    this.#touch()
  }

  read(into: Uint8Array, position: number): number {
    this.#mustBeOpen('read')
    return this.machine.calls.now('read', this.path, false, {
      whole: () => this.stored.read(into, position),
    })
  }

  readLater(into: Uint8Array, position: number): Promise<number> {
    return this.#later('read later', 20, 500, { whole: () => this.stored.read(into, position) })
  }

  async sync(): Promise<void> {
    const mark = this.stored.mark()
    await this.#later('sync', 50, 2_000, this.#carryOver(mark))
  }

  syncNow(): void {
    this.#mustBeOpen('sync')
    this.machine.calls.now('sync', this.path, false, this.#carryOver(this.stored.mark()))
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    if (!this.incarnation.alive) return never()
    this.incarnation.openFiles.delete(this)
    if (this.#underWay === 0) return
    await new Promise<void>((resolve) => {
      this.#idle = resolve
    })
  }

  /** A sync that just fails leaves what it should have covered as it was: a later one may still bring it over. */
  #carryOver(mark: number): CallSteps<number> {
    return {
      partly: () => undefined,
      whole: () => {
        this.stored.synced(mark)
        this.machine.world.note(this.machine.name, `synced ${this.path}`, mark)
        return 0
      },
      lose: () => this.stored.dropped(mark),
    }
  }

  #later(operation: DiskOperation, least: number, most: number, steps: CallSteps<number>): Promise<number> {
    if (!this.incarnation.alive) return never()
    if (this.#closing !== undefined) {
      return Promise.reject(new DiskError('io', operation, this.path, { detail: 'the file is closed' }))
    }
    const fault = this.machine.calls.begin(operation, this.path)
    this.#underWay += 1
    return new Promise((resolve, reject) => {
      const micros = this.machine.diskMicros(least, most) + (fault?.byMs ?? 0) * 1000
      this.machine.world.schedule(this.incarnation, micros, `${operation} ${this.path}`, () => {
        this.#underWay -= 1
        try {
          resolve(this.machine.calls.finish(operation, this.path, false, fault, steps))
        } catch (error) {
          if (error instanceof MachineCrashed) throw error
          reject(error)
        }
        if (this.#underWay === 0) this.#idle?.()
      })
    })
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
