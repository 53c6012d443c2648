/**
 * A simulated machine: what outlives its processes. Owns the disk's content, the faults in force, and the current
 * incarnation; a crash ends the incarnation and leaves the disk with what survived, for the next boot to find.
 */
import { DiskCalls } from './disk-calls.js'
import { Incarnation } from './incarnation.js'
import type { SeededRandom } from './seeded-random.js'
import { type StoredNode, StoredDirectory } from './stored-directory.js'
import type { StoredFile } from './stored-file.js'
import type { HowDown, World } from './world.js'

const unlimitedBytes = 2 ** 40

/** A bit that rotted. */
export interface BitFlip {
  readonly path: string
  readonly byte: number
  readonly mask: number
}

export class Machine {
  readonly root = new StoredDirectory()
  readonly random: SeededRandom
  readonly calls = new DiskCalls(this)
  incarnation: Incarnation | undefined
  /** Virtual microseconds until which each condition holds. */
  pausedUntil = 0
  fullUntil = 0
  withoutDescriptorsUntil = 0
  slowUntil = 0
  slowFactor = 1
  delayedUntil = 0
  delayMicros = 0
  clockSkewMs = 0
  /** The size of the disk. */
  capacityBytes = unlimitedBytes
  /** Descriptors a process may hold. */
  mostOpenFiles = Number.POSITIVE_INFINITY
  /**
   * What a power loss leaves of a directory's unsynced changes: the first of them (a journal), or any of them, which is
   * all that POSIX promises.
   */
  entriesKept: 'first' | 'any' = 'first'
  #boots = 0
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

  /** Ends the process; its kernel lives on and tells the peers. What a failed sync dropped may leave the page cache. */
  kill(): void {
    if (this.incarnation === undefined) return
    this.#end('killed')
    for (const [, file] of filesOf(this.root, '')) file.forgetDropped()
  }

  /** Power loss: a drawn part of what was not synced survives, or nothing of it. */
  crash(loseAll = false): void {
    if (this.incarnation === undefined) return
    this.#end('power-lost')
    this.root.powerLost(this.random, loseAll, this.entriesKept)
  }

  /** Faults that wait for a call, or last, are over. */
  calm(): void {
    this.calls.calm()
    this.fullUntil = 0
    this.withoutDescriptorsUntil = 0
    this.slowUntil = 0
  }

  breakConnections(): void {
    for (const connection of [...(this.incarnation?.connections ?? [])]) connection.breakOff()
  }

  /** Flips a bit at rest in a drawn file; where. undefined: there is no such file with content. */
  flipBit(path: string): BitFlip | undefined {
    const files = [...filesOf(this.root, '')].filter(([name, file]) => name.includes(path) && file.size > 0)
    if (files.length === 0) return undefined
    const [name, file] = this.random.pick(files)
    const flip = { path: name, ...file.flipBit(this.random) }
    this.world.note(this.name, `bit flipped in ${name}`, flip.byte)
    return flip
  }

  /** Flips those bits of a byte at rest. False: there is no such byte. */
  rot(path: string, byte: number, mask: number): boolean {
    for (const [name, file] of filesOf(this.root, '')) {
      if (name !== path || byte >= file.size) continue
      this.world.note(this.name, `bit flipped in ${path}`, byte)
      file.flip(byte, mask)
      return true
    }
    return false
  }

  /** The disk takes no more. */
  get isFull(): boolean {
    return this.fullUntil > this.world.nowMicros || this.#overCapacity()
  }

  /** The process holds as many descriptors as it may, or gets none for another reason. */
  get isOutOfDescriptors(): boolean {
    if (this.withoutDescriptorsUntil > this.world.nowMicros) return true
    return (this.incarnation?.openFiles.size ?? 0) >= this.mostOpenFiles
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
    this.calls.ended()
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
