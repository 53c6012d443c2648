import type { Host } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import { describe, expect, test } from 'vitest'
import type { CoordinationStore, WriteOperation } from '../coordination-store.js'
import { EmbeddedStore } from './embedded-store.js'

const JOURNAL = '/data/samsa-coordination.journal'
const SNAPSHOT = '/data/samsa-coordination.snapshot'
const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const set = (path: string, value: string): WriteOperation => ({ kind: 'set', path, data: text(value) })
const create = (path: string, value = ''): WriteOperation => ({ kind: 'create', path, data: text(value) })

async function written(store: CoordinationStore, path: string): Promise<string | undefined> {
  const entry = await store.read(path)
  return entry && new TextDecoder().decode(entry.data)
}

function bytesOf(host: Host, path: string): Uint8Array {
  const file = host.disk.open(path, 'read')
  const bytes = new Uint8Array(file.size())
  file.read(bytes, 0)
  return bytes
}

function overwrite(host: Host, path: string, bytes: Uint8Array): void {
  const file = host.disk.open(path, 'create')
  if (bytes.length > 0) file.writev([bytes], 0)
}

async function withStore<T>(seed: number, run: (host: Host, world: World) => Promise<T>): Promise<T> {
  const world = new World({ seed })
  const host = world.host('broker')
  host.disk.makeDirectory('/data')
  return world.run(host.disk.syncDirectory('/').then(() => run(host, world)))
}

describe('the journal', () => {
  test('after a failed sync, the next life has on the device what it goes by', async () => {
    const world = new World({ seed: 7 })
    const host = world.host('broker')
    const machine = world.machine('broker')
    host.disk.makeDirectory('/data')
    await world.run(host.disk.syncDirectory('/'))
    const store = EmbeddedStore.open(host, '/data')
    await world.run(store.write([create('/a', '0')]))
    machine.calls.arm({ call: 'sync', nth: 1, effect: 'lost-sync', path: JOURNAL })
    await expect(world.run(store.write([create('/b', '0')]))).rejects.toThrow('writing back')
    await world.run(store.close())
    const again = EmbeddedStore.open(world.host('broker'), '/data')
    expect(await world.run(written(again, '/b'))).toBe('0')
    await world.run(again.write([create('/c', '0')]))
    machine.crash(true)
    await world.advance(10)
    const last = EmbeddedStore.open(world.host('broker'), '/data')
    expect(await world.run(written(last, '/b'))).toBe('0')
    expect(await world.run(written(last, '/c'))).toBe('0')
    await world.run(last.close())
  })

  test('cut at any byte, it holds the writes before the cut, whole, and takes new ones', () =>
    withStore(1, async (host) => {
      const store = EmbeddedStore.open(host, '/data')
      const ends = [0]
      await store.write([create('/a', '0'), create('/b', '0')])
      ends.push(bytesOf(host, JOURNAL).length)
      for (let index = 1; index <= 3; index++) {
        await store.write([set('/a', String(index)), set('/b', String(index))])
        ends.push(bytesOf(host, JOURNAL).length)
      }
      await store.close()
      const whole = bytesOf(host, JOURNAL)
      for (let cut = 0; cut <= whole.length; cut++) {
        overwrite(host, JOURNAL, whole.subarray(0, cut))
        const again = EmbeddedStore.open(host, '/data')
        const complete = ends.filter((end) => end <= cut).length - 1
        const expected = complete === 0 ? undefined : String(complete - 1)
        expect(await written(again, '/a')).toBe(expected)
        expect(await written(again, '/b')).toBe(expected)
        await again.write([create('/c', String(cut))])
        await again.close()
        const third = EmbeddedStore.open(host, '/data')
        expect(await written(third, '/c')).toBe(String(cut))
        await third.close()
      }
    }))

  test('damaged before a synced write, it is refused instead of silently shortened', () =>
    withStore(2, async (host) => {
      const store = EmbeddedStore.open(host, '/data')
      await store.write([create('/a', '0')])
      const first = bytesOf(host, JOURNAL).length
      await store.write([create('/b', '0')])
      await store.write([create('/c', '0')])
      await store.close()
      const bytes = bytesOf(host, JOURNAL)
      bytes[first + 30] = (bytes[first + 30] as number) ^ 1
      overwrite(host, JOURNAL, bytes)
      expect(() => EmbeddedStore.open(host, '/data')).toThrow(/journal is damaged/)
    }))

  test('is folded into a snapshot when it grows, and nothing is lost by it', () =>
    withStore(3, async (host) => {
      const store = EmbeddedStore.open(host, '/data', { compactFromBytes: 2_000 })
      await store.write([create('/counter', '0'), create('/gone')])
      await store.write([{ kind: 'remove', path: '/gone' }])
      for (let index = 1; index <= 200; index++) await store.write([set('/counter', String(index))])
      await store.close()
      expect(host.disk.exists(SNAPSHOT)).toBe(true)
      expect(bytesOf(host, JOURNAL).length).toBeLessThan(2_100)
      const again = EmbeddedStore.open(host, '/data')
      expect(await again.read('/counter')).toMatchObject({ version: 200 })
      expect(await written(again, '/counter')).toBe('200')
      expect(await again.read('/gone')).toBeUndefined()
      await again.close()
    }))

  test('written but not synced when the process was killed, it is synced before a session acts on it', () =>
    withStore(7, async (host, world) => {
      const store = EmbeddedStore.open(host, '/data')
      await store.write([create('/a', '0')])
      store.write([set('/a', '1')]).catch(() => undefined)
      await new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)))
      world.machine('broker').kill()
      const next = world.host('broker')
      const again = EmbeddedStore.open(next, '/data')
      await again.openSession()
      const seen = await written(again, '/a')
      world.machine('broker').crash(true)
      expect(await written(EmbeddedStore.open(world.host('broker'), '/data'), '/a')).toBe(seen)
    }))

  test('opening reads only: a directory in use elsewhere is not touched', () =>
    withStore(4, async (host) => {
      const store = EmbeddedStore.open(host, '/data')
      expect(await store.children('/')).toEqual([])
      await store.close()
      expect(host.disk.list('/data')).toEqual([])
    }))

  test('changed by another process since it was read, it takes no write', () =>
    withStore(5, async (host) => {
      const first = EmbeddedStore.open(host, '/data')
      const second = EmbeddedStore.open(host, '/data')
      await first.write([create('/a')])
      await expect(second.write([create('/b')])).rejects.toThrow(/another process/)
      await first.close()
    }))

  test('after a failed write nothing is answered any more, and a reopen has what was acknowledged', () =>
    withStore(6, async (host, world) => {
      const store = EmbeddedStore.open(host, '/data')
      await store.write([create('/a', '0')])
      world.plan([{ at: world.nowMs, kind: 'io-error', where: 'broker', forMs: 1_000, operation: 'sync' }])
      await new Promise<void>((resolve) => host.timers.after(1, resolve))
      await expect(store.write([set('/a', '1')])).rejects.toThrow()
      await expect(store.read('/a')).rejects.toThrow()
    }))
})

/** Entries go round in pairs that one write always changes together; `known` is what was acknowledged last. */
class Writer {
  readonly acknowledged = new Map<string, number>()
  readonly attempted = new Map<string, number>()

  async run(store: CoordinationStore, host: Host): Promise<void> {
    for (let step = 0; ; step++) {
      const key = `k${host.random.uint32() % 5}`
      const value = (this.attempted.get(key) ?? 0) + 1
      this.attempted.set(key, value)
      const kind = this.acknowledged.has(key) || value > 1 ? 'put' : 'create'
      const outcome = await store.write(await this.operations(store, key, value, kind))
      if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`)
      this.acknowledged.set(key, value)
    }
  }

  private async operations(store: CoordinationStore, key: string, value: number, kind: string) {
    const exists = kind === 'put' && (await store.read(`/${key}/left`)) !== undefined
    const operation = (path: string): WriteOperation =>
      exists ? set(path, String(value)) : create(path, String(value))
    return [operation(`/${key}/left`), operation(`/${key}/right`)]
  }

  /** Both halves agree; nothing acknowledged is gone; nothing is there that was never written. */
  async check(store: CoordinationStore): Promise<void> {
    for (const [key, attempted] of this.attempted) {
      const left = await written(store, `/${key}/left`)
      expect(await written(store, `/${key}/right`)).toBe(left)
      expect(Number(left ?? 0)).toBeGreaterThanOrEqual(this.acknowledged.get(key) ?? 0)
      expect(Number(left ?? 0)).toBeLessThanOrEqual(attempted)
      this.attempted.set(key, Number(left ?? 0))
      if (left === undefined) this.attempted.delete(key)
    }
  }
}

async function crashSeed(seed: number): Promise<number> {
  const world = new World({ seed })
  const writer = new Writer()
  const kinds = ['crash', 'lose-unsynced', 'torn-write', 'kill'] as const
  for (let life = 0; life < 12; life++) {
    const host = world.host('broker')
    host.disk.makeDirectory('/data')
    await world.run(host.disk.syncDirectory('/'))
    const store = EmbeddedStore.open(host, '/data', { compactFromBytes: 600 })
    await world.run(writer.check(store))
    writer.run(store, host).catch(() => undefined)
    const kind = kinds[world.random.uint32() % kinds.length] as (typeof kinds)[number]
    world.plan([{ at: world.nowMs + (world.random.uint32() % 60), kind, where: 'broker' }])
    await world.advance(80)
    world.machine('broker').crash()
  }
  return [...writer.acknowledged.values()].reduce((sum, count) => sum + count, 0)
}

describe('crashes', () => {
  test('with torn and lost unsynced writes keep every acknowledged write whole, over 40 seeds', async () => {
    let acknowledged = 0
    for (let seed = 1; seed <= 40; seed++) acknowledged += await crashSeed(seed)
    expect(acknowledged).toBeGreaterThan(1_000)
  })
})
