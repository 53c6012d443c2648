import { describe, expect, it } from 'vitest'
import type { Host } from '../host.js'
import { describeDiskFault, type DiskFault, drawDiskCrash, drawDiskError } from './disk-fault.js'
import { SeededRandom } from './seeded-random.js'
import { World } from './world.js'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

function worldWith(...faults: DiskFault[]): { world: World; host: Host } {
  const world = new World({ seed: 11 })
  const host = world.host('alpha')
  for (const fault of faults) world.machine('alpha').calls.arm(fault)
  return { world, host }
}

function contentOf(host: Host, path: string): number[] {
  const file = host.disk.open(path, 'read')
  const into = new Uint8Array(file.size())
  file.read(into, 0)
  return [...into]
}

describe('a fault that waits for a call', () => {
  it('strikes the n-th call of its kind on the paths it names, and as many after it as it says', () => {
    const { host } = worldWith({ call: 'write', nth: 2, effect: 'no-space', path: '/b', calls: 2 })
    const a = host.disk.open('/a', 'create')
    const b = host.disk.open('/b', 'create')
    for (let i = 0; i < 5; i += 1) a.writev([bytes(i)], i)
    b.writev([bytes(1)], 0)
    for (let i = 0; i < 2; i += 1) {
      expect(() => b.writev([bytes(2)], 1)).toThrow(expect.objectContaining({ kind: 'no-space' }))
    }
    b.writev([bytes(3)], 1)
    expect(contentOf(host, '/b')).toEqual([1, 3])
  })

  it('takes the power before, within or after the call', async () => {
    const left = async (effect: DiskFault['effect']): Promise<boolean> => {
      const { world, host } = worldWith({ call: 'sync directory', nth: 1, effect })
      await host.disk.open('/a', 'create').close()
      try {
        void host.disk.syncDirectory('/').catch(() => undefined)
      } catch (error) {
        expect(error).toMatchObject({ name: 'MachineCrashed' })
      }
      await world.advance(50)
      expect(world.machine('alpha').incarnation).toBeUndefined()
      return world.host('alpha').disk.exists('/a')
    }
    expect(await left('crash-after')).toBe(true)
    await left('crash-before')
    await left('crash-within')
  })

  it('a sync may lose what it should have covered while reads go on showing it', async () => {
    const { world, host } = worldWith({ call: 'sync', nth: 2, effect: 'lost-sync' })
    const file = host.disk.open('/a', 'create')
    await world.run(host.disk.syncDirectory('/'))
    file.writev([bytes(1)], 0)
    await world.run(file.sync())
    file.writev([bytes(2)], 1)
    await expect(world.run(file.sync())).rejects.toMatchObject({ kind: 'io' })
    file.writev([bytes(3)], 2)
    await world.run(file.sync())
    expect(contentOf(host, '/a')).toEqual([1, 2, 3])
    world.machine('alpha').crash()
    expect(contentOf(world.host('alpha'), '/a')).toEqual([1, 0, 3])
  })

  it('a slow call takes its time', async () => {
    const { world, host } = worldWith({ call: 'sync', nth: 1, effect: 'slow', byMs: 3_000 })
    const file = host.disk.open('/a', 'create')
    await world.run(file.sync())
    expect(world.nowMs).toBeGreaterThan(3_000)
  })

  it('is drawn from a seed and prints itself', () => {
    const draw = (seed: number): string[] => {
      const random = new SeededRandom(seed)
      const faults = Array.from({ length: 20 }, () =>
        random.chance(0.5) ? drawDiskCrash(random, 9) : drawDiskError(random, 9),
      )
      return faults.map(describeDiskFault)
    }
    expect(draw(5)).toEqual(draw(5))
    expect(describeDiskFault({ call: 'rename', nth: 3, effect: 'crash-within' })).toBe(
      'rename#3 crash-within',
    )
    const long: DiskFault = { call: 'sync', nth: 1, effect: 'slow', byMs: 9, path: 't-0', calls: 2 }
    expect(describeDiskFault(long)).toBe('sync#1 of t-0 slow by 9 ms for 2 calls')
  })
})

it('whatever makes something on the disk may find no room for it, names included', () => {
  const random = new SeededRandom(1)
  const drawn = Array.from({ length: 2000 }, () => drawDiskError(random, 9))
  const roomless = drawn.filter(({ effect }) => effect === 'no-space').map(({ call }) => call)
  expect([...new Set(roomless)].sort()).toEqual(['make directory', 'open', 'rename', 'write'])
})

describe('a power loss on a disk without a journal', () => {
  it('keeps any of the unsynced changes of a directory, so that renames may arrive in another order', async () => {
    const outcomes = new Set<string>()
    for (let seed = 0; seed < 40; seed += 1) {
      const world = new World({ seed })
      const machine = world.machine('alpha')
      machine.entriesKept = 'any'
      const { disk } = world.host('alpha')
      disk.open('/a', 'create')
      disk.open('/b', 'create')
      await world.run(disk.syncDirectory('/'))
      disk.rename('/a', '/c')
      disk.rename('/b', '/d')
      machine.crash()
      const names = world.host('alpha').disk.list('/')
      outcomes.add(names.map(({ name }) => name).join(' '))
    }
    expect([...outcomes].sort()).toEqual(['a b', 'a d', 'b c', 'c d'])
  })
})

describe('descriptors', () => {
  it('are counted, and bounded where the machine says so', async () => {
    const { world, host } = worldWith()
    const machine = world.machine('alpha')
    machine.mostOpenFiles = 2
    const a = host.disk.open('/a', 'create')
    host.disk.open('/b', 'create')
    expect(() => host.disk.open('/c', 'create')).toThrow(expect.objectContaining({ kind: 'too-many-files' }))
    await a.close()
    host.disk.open('/c', 'create')
    expect([...(machine.incarnation?.openFiles ?? [])].map(({ path }) => path)).toEqual(['/b', '/c'])
  })

  it('may be gone for a while: what is open stays open', async () => {
    const { world, host } = worldWith()
    const a = host.disk.open('/a', 'create')
    world.plan([{ at: 5, kind: 'no-descriptors', where: 'alpha', forMs: 10 }])
    await world.advance(6)
    a.writev([bytes(1)], 0)
    const refused = expect.objectContaining({ kind: 'too-many-files' })
    expect(() => host.disk.open('/a', 'read')).toThrow(refused)
    await expect(host.disk.syncDirectory('/')).rejects.toThrow(refused)
    await world.advance(10)
    expect(contentOf(host, '/a')).toEqual([1])
  })
})
