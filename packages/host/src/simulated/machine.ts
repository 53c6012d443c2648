/**
 * A simulated machine: what outlives its processes. Owns the disk's content, the faults in force, and the current
 * incarnation; a crash ends the incarnation and leaves the disk with what survived, for the next boot to find.
 */
import { DiskError } from '../disk.js'
import type { DiskOperation, Fault } from './fault.js'
import { Incarnation, MachineCrashed } from './incarnation.js'
import type { SeededRandom } from './seeded-random.js'
import { type StoredNode, StoredDirectory } from './stored-directory.js'
import type { StoredFile } from './stored-file.js'
import type { HowDown, World } from './world.js'

const unlimitedBytes = 2 ** 40

type IoError = Extract<Fault, { kind: 'io-error' }>

export class Machine {
  readonly root = new StoredDirectory()
  readonly random: SeededRandom
  incarnation: Incarnation | undefined
  /** Virtual microseconds until which each condition holds. */
  pausedUntil = 0
  fullUntil = 0
  slowUntil = 0
  slowFactor = 1
  delayedUntil = 0
  delayMicros = 0
  clockSkewMs = 0
  /** The size of the disk. */
  capacityBytes = unlimitedBytes
  #boots = 0
  #ioErrors: { readonly until: number; readonly fault: IoError }[] = []
  #tearNextWrite = false
  #nextPort = 49_152

  constructor(
    readonly world: World,
    readonly name: string,
  ) {
    this.random = world.random.fork(name)
  }

  boot(): Incarnation {
    if (this.incarnation !== undefined) return this.incarnation
    this.#boots += 1
    this.incarnation = new Incarnation(this.name, this.#boots)
    this.world.note(this.name, 'boot', this.#boots)
    return this.incarnation
  }

  /** Ends the process; its kernel lives on and tells the peers. */
  kill(): void {
    this.#end('killed')
  }

  /** Power loss: a drawn part of what was not synced survives, or nothing of it. */
  crash(loseAll = false): void {
    if (this.incarnation === undefined) return
    this.#end('power-lost')
    this.root.powerLost(this.random, loseAll)
  }

  tearNextWrite(): void {
    this.#tearNextWrite = true
  }

  /** Faults that wait for a call, or last, are over. */
  calm(): void {
    this.#tearNextWrite = false
    this.#ioErrors = []
    this.fullUntil = 0
    this.slowUntil = 0
  }

  failCalls(fault: IoError): void {
    this.#ioErrors.push({ until: fault.at * 1000 + fault.forMs * 1000, fault })
  }

  breakConnections(): void {
    for (const connection of [...(this.incarnation?.connections ?? [])]) connection.breakOff()
  }

  flipBit(path: string): void {
    const files = [...filesOf(this.root, '')].filter(([name, file]) => name.includes(path) && file.size > 0)
    if (files.length === 0) return
    const [name, file] = this.random.pick(files)
    this.world.note(this.name, `bit flipped in ${name}`, 0)
    file.flipBit(this.random)
  }

  /** The faults in force, before a call reaches the disk. */
  beforeDisk(operation: DiskOperation, path: string, grows: boolean): void {
    const now = this.world.nowMicros
    for (const { until, fault } of this.#ioErrors) {
      if (until <= now) continue
      if (fault.operation !== undefined && fault.operation !== operation) continue
      if (!path.includes(fault.path ?? '')) continue
      throw new DiskError(fault.error ?? 'io', operation, path, { detail: 'simulated I/O error' })
    }
    if (grows && (this.fullUntil > now || this.#overCapacity())) {
      throw new DiskError('no-space', operation, path, { detail: 'simulated full disk' })
    }
  }

  /** Power loss within a write or rename: the part already done by `partly` is torn like everything unsynced. */
  maybeTear(partly: () => void): void {
    if (!this.#tearNextWrite) return
    this.#tearNextWrite = false
    partly()
    this.crash()
    throw new MachineCrashed(this.name)
  }

  /** How long the device takes, in virtual microseconds. */
  diskMicros(least: number, most: number): number {
    const factor = this.slowUntil > this.world.nowMicros ? this.slowFactor : 1
    return this.random.between(least, most) * factor
  }

  usedBytes(): number {
    let used = 0
    for (const [, file] of filesOf(this.root, '')) used += file.size
    return used
  }

  freePort(): number {
    this.#nextPort += 1
    return this.#nextPort
  }

  #overCapacity(): boolean {
    return this.capacityBytes < unlimitedBytes && this.usedBytes() >= this.capacityBytes
  }

  #end(how: HowDown): void {
    const incarnation = this.incarnation
    if (incarnation === undefined) return
    incarnation.alive = false
    this.incarnation = undefined
    this.#tearNextWrite = false
    this.world.note(this.name, how, incarnation.number)
    for (const connection of [...incarnation.connections]) connection.ownerDied()
    this.world.machineDown(this.name, how)
  }
}

function* filesOf(directory: StoredDirectory, path: string): Iterable<[string, StoredFile]> {
  for (const [name, node] of directory.entries()) {
    if (isDirectory(node)) yield* filesOf(node, `${path}/${name}`)
    else yield [`${path}/${name}`, node]
  }
}

function isDirectory(node: StoredNode): node is StoredDirectory {
  return node.directory
}
