/**
 * A file of a simulated disk, twice: what readers see (the page cache) and what the device holds. A write changes
 * the first and is remembered until a sync carries it to the second; a power loss carries over a drawn part of it,
 * whole, cut, with sectors missing or of different ages, as file systems do with data that was not synced.
 */
import type { SeededRandom } from './seeded-random.js'
import { StoredBytes } from './stored-bytes.js'

/** What devices write in one piece. */
const sectorSizes = [512, 512, 4096] as const

type Change = { readonly at: number; readonly bytes: Uint8Array } | { readonly truncateTo: number }

const fates = ['all', 'none', 'prefix', 'sectors', 'zeros', 'ages', 'garbage'] as const

export class StoredFile {
  readonly directory = false
  #seen = new StoredBytes()
  #device = new StoredBytes()
  #unsynced: Change[] = []
  /** Changes carried over so far: marks count from the beginning, so that syncs may overlap. */
  #syncedCount = 0
  #hasDropped = false
  modifiedAt = 0

  get size(): number {
    return this.#seen.size
  }

  get hasUnsynced(): boolean {
    return this.#unsynced.length > 0
  }

  read(into: Uint8Array, position: number): number {
    return this.#seen.read(into, position)
  }

  write(bytes: Uint8Array, position: number): void {
    if (bytes.length === 0) return
    const change = { at: position, bytes: bytes.slice() }
    apply(this.#seen, change)
    this.#unsynced.push(change)
  }

  truncate(size: number): void {
    const change = { truncateTo: size }
    apply(this.#seen, change)
    this.#unsynced.push(change)
  }

  /** What a sync that begins now will cover. */
  mark(): number {
    return this.#syncedCount + this.#unsynced.length
  }

  /** The changes up to `mark` are on the device. */
  synced(mark: number): void {
    for (const change of this.#take(mark)) apply(this.#device, change)
  }

  /** Writing back failed: the changes up to `mark` will never reach the device, while reads go on showing them. */
  dropped(mark: number): void {
    if (this.#take(mark).length > 0) this.#hasDropped = true
  }

  /** The page cache lets go of what was dropped: reads show what the device will have. */
  forgetDropped(): void {
    if (!this.#hasDropped) return
    this.#hasDropped = false
    this.#seen = this.#device.copy()
    for (const change of this.#unsynced) apply(this.#seen, change)
  }

  flipBit(random: SeededRandom): { readonly byte: number; readonly mask: number } {
    const byte = random.below(this.#seen.size)
    const mask = 1 << random.below(8)
    this.flip(byte, mask)
    return { byte, mask }
  }

  flip(byte: number, mask: number): void {
    this.#seen.flip(byte, mask)
    this.#device.flip(byte, mask)
  }

  /** Power loss: the device's content is all there is now. `loseAll`: nothing unsynced made it. */
  powerLost(random: SeededRandom, loseAll: boolean): void {
    if (this.#unsynced.length > 0 && !loseAll) this.#keepSome(random)
    this.#take(this.mark())
    this.#hasDropped = false
    this.#seen = this.#device.copy()
  }

  #take(mark: number): Change[] {
    const count = Math.max(0, mark - this.#syncedCount)
    this.#syncedCount += count
    return this.#unsynced.splice(0, count)
  }

  #keepSome(random: SeededRandom): void {
    const fate = random.pick(fates)
    const sectorSize = random.pick(sectorSizes)
    const changes = this.#unsynced
    if (fate === 'none') return
    if (fate === 'all') {
      for (const change of changes) apply(this.#device, change)
      return
    }
    if (fate === 'prefix') {
      const whole = random.below(changes.length)
      for (const change of changes.slice(0, whole)) apply(this.#device, change)
      const torn = changes[whole]
      if (torn !== undefined) this.#tear(torn, sectorSize, random)
      return
    }
    if (fate === 'ages' || fate === 'garbage') {
      this.#device = mixed(this.#device, changes, sectorSize, random, fate === 'garbage')
      return
    }
    for (const change of changes) this.#scatter(change, sectorSize, random, fate === 'zeros')
  }

  /** The first sectors of a change arrived, the rest did not. */
  #tear(change: Change, sectorSize: number, random: SeededRandom): void {
    if ('truncateTo' in change) return
    const end = Math.floor((change.at + random.below(change.bytes.length + 1)) / sectorSize) * sectorSize
    if (end > change.at) this.#device.write(change.bytes.subarray(0, end - change.at), change.at)
  }

  /** Each sector arrived or not. `zeros`: the new size arrived before the data, so what is missing reads as zeros. */
  #scatter(change: Change, sectorSize: number, random: SeededRandom, zeros: boolean): void {
    if ('truncateTo' in change) {
      if (random.chance(0.5)) apply(this.#device, change)
      return
    }
    const end = change.at + change.bytes.length
    if (zeros && this.#device.size < end) this.#device.resize(end)
    for (let from = change.at; from < end; ) {
      const to = Math.min(end, (Math.floor(from / sectorSize) + 1) * sectorSize)
      if (random.chance(0.5))
        this.#device.write(change.bytes.subarray(from - change.at, to - change.at), from)
      from = to
    }
  }
}

/**
 * Each sector as it was after a drawn number of the changes, and the size after another: what a device holds that was
 * writing back when the power went, the sectors with synced bytes among them. `garbage`: a sector that was given to the
 * file and never written holds what somebody else left there.
 */
function mixed(
  device: StoredBytes,
  changes: readonly Change[],
  sectorSize: number,
  random: SeededRandom,
  garbage: boolean,
): StoredBytes {
  const state = device.copy()
  const ages: StoredBytes[] = [device]
  for (const change of changes.slice(0, 64)) {
    apply(state, change)
    ages.push(state.copy())
  }
  const result = new StoredBytes()
  const { size } = random.pick(ages)
  result.resize(size)
  for (let from = 0; from < size; from += sectorSize) {
    const age = random.pick(ages)
    const to = Math.min(from + sectorSize, size)
    result.write(age.slice(from, to), from)
    if (garbage && age.size <= from) result.fill(from, to, random)
  }
  return result
}

function apply(bytes: StoredBytes, change: Change): void {
  if ('truncateTo' in change) bytes.resize(change.truncateTo)
  else bytes.write(change.bytes, change.at)
}
