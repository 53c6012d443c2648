/**
 * A file of a simulated disk, twice: what readers see (the page cache) and what the device holds. A write changes
 * the first and is remembered until a sync carries it to the second; a power loss carries over a drawn part of it,
 * whole, cut or with sectors missing, as file systems do with data that was not synced.
 */
import type { SeededRandom } from './seeded-random.js'

const sectorSize = 512

type Change = { readonly at: number; readonly bytes: Uint8Array } | { readonly truncateTo: number }

export class StoredFile {
  readonly directory = false
  #seen = new Bytes()
  #device = new Bytes()
  #unsynced: Change[] = []
  /** Changes carried over so far: marks count from the beginning, so that syncs may overlap. */
  #syncedCount = 0
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

  flipBit(random: SeededRandom): void {
    if (this.#seen.size === 0) return
    const at = random.below(this.#seen.size)
    const mask = 1 << random.below(8)
    this.#seen.flip(at, mask)
    this.#device.flip(at, mask)
  }

  /** Power loss: the device's content is all there is now. `loseAll`: nothing unsynced made it. */
  powerLost(random: SeededRandom, loseAll: boolean): void {
    if (this.#unsynced.length > 0 && !loseAll) this.#keepSome(random)
    this.#take(this.mark())
    this.#seen = this.#device.copy()
  }

  #take(mark: number): Change[] {
    const count = Math.max(0, mark - this.#syncedCount)
    this.#syncedCount += count
    return this.#unsynced.splice(0, count)
  }

  #keepSome(random: SeededRandom): void {
    const fate = random.pick(['all', 'none', 'prefix', 'sectors', 'zeros'] as const)
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
      if (torn !== undefined) this.#tear(torn, random)
      return
    }
    for (const change of changes) this.#scatter(change, random, fate === 'zeros')
  }

  /** The first sectors of a change arrived, the rest did not. */
  #tear(change: Change, random: SeededRandom): void {
    if ('truncateTo' in change) return
    const end = Math.floor((change.at + random.below(change.bytes.length + 1)) / sectorSize) * sectorSize
    if (end > change.at) this.#device.write(change.bytes.subarray(0, end - change.at), change.at)
  }

  /** Each sector arrived or not. `zeros`: the new size arrived before the data, so what is missing reads as zeros. */
  #scatter(change: Change, random: SeededRandom, zeros: boolean): void {
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

function apply(bytes: Bytes, change: Change): void {
  if ('truncateTo' in change) bytes.resize(change.truncateTo)
  else bytes.write(change.bytes, change.at)
}

/** A byte array that grows; what was never written reads as zeros. */
class Bytes {
  size = 0
  #bytes = new Uint8Array(0)

  read(into: Uint8Array, position: number): number {
    const count = Math.max(0, Math.min(into.length, this.size - position))
    if (count > 0) into.set(this.#bytes.subarray(position, position + count))
    return count
  }

  write(bytes: Uint8Array, position: number): void {
    const end = position + bytes.length
    if (end > this.size) this.resize(end)
    this.#bytes.set(bytes, position)
  }

  resize(size: number): void {
    if (size > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(size, this.#bytes.length * 2, 256))
      grown.set(this.#bytes.subarray(0, this.size))
      this.#bytes = grown
    } else if (size < this.size) {
      this.#bytes.fill(0, size, this.size)
    }
    this.size = size
  }

  flip(at: number, mask: number): void {
    if (at < this.size) this.#bytes[at] = (this.#bytes[at] ?? 0) ^ mask
  }

  copy(): Bytes {
    const copy = new Bytes()
    copy.write(this.#bytes.subarray(0, this.size), 0)
    return copy
  }
}
