import { describe, expect, it } from 'vitest'
import type { Host } from '../host.js'
import { drawFaults, type Fault } from './fault.js'
import { SeededRandom } from './seeded-random.js'
import { World } from './world.js'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

/** Two machines talk and write under drawn faults; gives the fingerprint. */
async function busyWorld(seed: number): Promise<string> {
  const world: World = new World({ seed, onDown: (name) => world.after(5, 'reboot', () => void live(name)) })
  const live = (name: string): void => serveAndCall(world.host(name), name === 'alpha' ? 'beta' : 'alpha')
  const machines = ['alpha', 'beta']
  world.plan(
    drawFaults(new SeededRandom(seed), {
      machines,
      kinds: [
        'crash',
        'kill',
        'torn-write',
        'partition',
        'reset',
        'pause',
        'slow-disk',
        'clock-jump',
        'delay',
      ],
      count: 12,
      withinMs: 400,
    }),
  )
  for (const name of machines) live(name)
  await world.advance(500)
  return world.hash
}

function serveAndCall(host: Host, other: string): void {
  const file = host.disk.open('/log', 'append')
  void host.network.listen({ host: '', port: 9 }, (connection) => {
    connection.start({
      receive: (received) => {
        file.writev([received], file.size())
        host.timers.endOfTurn(() => connection.write([bytes(host.random.uint32() & 255)]))
      },
      closed: () => {},
    })
  })
  const call = (): void => {
    const connection = host.network.connect({ host: other, port: 9, timeoutMs: 50 })
    connection.start({
      receive: () => void file.sync().then(() => connection.write([bytes(file.size() & 255)])),
      closed: () => host.timers.after(3, call),
    })
    connection.write([new Uint8Array(700)])
  }
  call()
}

describe('a seeded world', () => {
  it('does the same for the same seed, and something else for another', async () => {
    for (const seed of [1, 2, 3]) expect(await busyWorld(seed)).toBe(await busyWorld(seed))
    expect(await busyWorld(4)).not.toBe(await busyWorld(5))
  })

  // A change of the simulator itself changes this hash: then write down the new one.
  it('does what it did when this test was written, in every process and on every Node', async () => {
    expect(await busyWorld(42)).toMatchInlineSnapshot(`"c9278aba43c69622"`)
  })

  it('ends with an exception when the work can never be done', async () => {
    const world = new World({ seed: 1 })
    await expect(world.run(new Promise(() => {}))).rejects.toThrow('nothing is left to happen')
  })

  it('hands on what an event throws', async () => {
    const world = new World({ seed: 1 })
    world.after(1, 'bug', () => {
      throw new Error('a bug')
    })
    await expect(world.advance(2)).rejects.toThrow('a bug')
  })
})

async function after(fault: Fault, write: (host: Host) => void | Promise<void>): Promise<Host> {
  const world = new World({ seed: 7 })
  const host = world.host('alpha')
  world.plan([fault])
  const work = write(host)
  await world.advance(fault.at + 50)
  await work
  return world.host('alpha')
}

function contentOf(host: Host, path: string): number[] {
  const into = new Uint8Array(host.disk.open(path, 'read').size())
  host.disk.open(path, 'read').read(into, 0)
  return [...into]
}

describe('a power loss', () => {
  const powerLoss: Fault = { at: 100, kind: 'lose-unsynced', where: 'alpha' }

  it('takes what was not synced and keeps what was', async () => {
    const host = await after(powerLoss, async ({ disk }) => {
      const file = disk.open('/a', 'create')
      file.writev([bytes(1, 2)], 0)
      await Promise.all([file.sync(), disk.syncDirectory('/')])
      file.writev([bytes(3)], 2)
      file.writev([bytes(9)], 0)
    })
    expect(contentOf(host, '/a')).toEqual([1, 2])
  })

  it('takes a synced file whose directory was not synced', async () => {
    const host = await after(powerLoss, ({ disk }) => {
      const file = disk.open('/a', 'create')
      file.writev([bytes(1)], 0)
      file.syncNow()
    })
    expect(host.disk.exists('/a')).toBe(false)
  })

  it('brings back what was renamed or removed without a directory sync', async () => {
    const host = await after(powerLoss, async ({ disk }) => {
      disk.open('/a', 'create')
      disk.open('/b', 'create')
      await disk.syncDirectory('/')
      disk.rename('/a', '/c')
      await disk.remove('/b')
    })
    expect(host.disk.list('/').map((entry) => entry.name)).toEqual(['a', 'b'])
  })

  it('releases the locks of the process that died', async () => {
    const host = await after(powerLoss, ({ disk }) => void disk.lock('/'))
    expect(() => host.disk.lock('/')).not.toThrow()
  })

  it('tears writes: over many seeds, all, nothing and parts of an unsynced write survive', async () => {
    const survivors = new Set<string>()
    for (let seed = 0; seed < 60; seed += 1) {
      const world = new World({ seed })
      const { disk } = world.host('alpha')
      const file = disk.open('/a', 'create')
      file.syncNow()
      void disk.syncDirectory('/')
      await world.advance(10)
      file.writev([new Uint8Array(2_000).fill(1)], 0)
      world.machine('alpha').crash()
      const left = contentOf(world.host('alpha'), '/a')
      survivors.add(
        left.length === 0 ? 'nothing' : left.length === 2_000 && left.every((b) => b === 1) ? 'all' : 'part',
      )
      if (left.length === 2_000 && left.includes(0)) survivors.add('holes')
    }
    expect([...survivors].sort()).toEqual(['all', 'holes', 'nothing', 'part'])
  })
})

describe('a dead process', () => {
  it('runs nothing any more: no timer, no disk call, no byte', async () => {
    const world = new World({ seed: 1 })
    const host = world.host('alpha')
    let ran = 0
    const file = host.disk.open('/a', 'create')
    host.timers.after(5, () => {
      ran += 1
    })
    void file.sync().then(() => {
      ran += 1
    })
    world.machine('alpha').kill()
    await world.advance(100)
    expect(ran).toBe(0)
    expect(() => file.writev([bytes(1)], 0)).toThrow("the machine 'alpha' crashed")
  })

  it('that was killed leaves its page cache and frees its port; its peers see a reset', async () => {
    const world = new World({ seed: 1 })
    const alpha = world.host('alpha')
    alpha.disk.open('/a', 'create').writev([bytes(4)], 0)
    await world.run(
      alpha.network.listen({ host: '', port: 9 }, (c) => c.start({ receive: () => {}, closed: () => {} })),
    )
    let reason: Error | undefined
    world
      .host('beta')
      .network.connect({ host: 'alpha', port: 9 })
      .start({
        receive: () => {},
        closed: (why) => {
          reason = why
        },
      })
    await world.advance(50)
    world.machine('alpha').kill()
    await world.advance(50)
    expect(reason).toMatchObject({ kind: 'reset' })
    expect(contentOf(world.host('alpha'), '/a')).toEqual([4])
    await world.run(world.host('alpha').network.listen({ host: '', port: 9 }, () => {}))
  })

  it('dies within a torn write, and unwinds', async () => {
    const world = new World({ seed: 1 })
    const host = world.host('alpha')
    world.plan([{ at: 1, kind: 'torn-write', where: 'alpha' }])
    let reached = false
    host.timers.after(5, () => {
      host.disk.open('/a', 'create').writev([new Uint8Array(5_000)], 0)
      reached = true
    })
    await world.advance(20)
    expect(reached).toBe(false)
    expect(world.machine('alpha').incarnation).toBeUndefined()
  })
})

describe('faults of a living machine', () => {
  it('a full disk refuses growth for a while and tells no free space', async () => {
    const world = new World({ seed: 1 })
    const { disk } = world.host('alpha')
    const file = disk.open('/a', 'create')
    world.plan([{ at: 10, kind: 'no-space', where: 'alpha', forMs: 10 }])
    await world.advance(15)
    expect(() => file.writev([bytes(1)], 0)).toThrow(expect.objectContaining({ kind: 'no-space' }))
    expect(disk.space('/').freeBytes).toBe(0)
    await world.advance(10)
    file.writev([bytes(1)], 0)
  })

  it('an I/O error hits the calls it names', async () => {
    const world = new World({ seed: 1 })
    const { disk } = world.host('alpha')
    const [a, b] = [disk.open('/a', 'create'), disk.open('/b', 'create')]
    world.plan([{ at: 0, kind: 'io-error', where: 'alpha', forMs: 50, path: '/a', operation: 'sync' }])
    await world.advance(1)
    a.writev([bytes(1)], 0)
    await expect(world.run(a.sync())).rejects.toMatchObject({ kind: 'io' })
    await world.run(b.sync())
  })

  it('a flipped bit changes one bit at rest', async () => {
    const world = new World({ seed: 1 })
    const host = world.host('alpha')
    host.disk.open('/a', 'create').writev([new Uint8Array(10)], 0)
    world.plan([{ at: 0, kind: 'bit-flip', where: 'alpha', path: 'a' }])
    await world.advance(1)
    const changed = contentOf(host, '/a').filter((byte) => byte !== 0)
    expect(changed).toHaveLength(1)
    expect(Math.log2(changed[0] ?? 0) % 1).toBe(0)
  })

  it('a paused machine does nothing until it goes on, and its clock may jump', async () => {
    const world = new World({ seed: 1 })
    const { timers, clock } = world.host('alpha')
    world.plan([
      { at: 0, kind: 'pause', where: 'alpha', forMs: 100 },
      { at: 0, kind: 'clock-jump', where: 'alpha', byMs: -5_000 },
    ])
    let firedAt = 0
    timers.after(10, () => {
      firedAt = world.nowMs
    })
    const before = clock.wall()
    await world.advance(200)
    expect(firedAt).toBeGreaterThanOrEqual(100)
    expect(clock.wall() - before).toBe(200 - 5_000)
  })

  it('a partition holds bytes back until it heals, and a connect gives up', async () => {
    const world = new World({ seed: 1 })
    const alpha = world.host('alpha')
    let received = 0
    await world.run(
      alpha.network.listen({ host: '', port: 9 }, (c) =>
        c.start({
          receive: () => {
            received = world.nowMs
          },
          closed: () => {},
        }),
      ),
    )
    const connection = world.host('beta').network.connect({ host: 'alpha', port: 9 })
    connection.start({ receive: () => {}, closed: () => {} })
    await world.advance(20)
    world.plan([{ at: 0, kind: 'partition', where: 'alpha', from: 'beta', forMs: 300 }])
    await world.advance(1)
    connection.write([bytes(1)])
    let reason: Error | undefined
    world
      .host('beta')
      .network.connect({ host: 'alpha', port: 9, timeoutMs: 100 })
      .start({
        receive: () => {},
        closed: (why) => {
          reason = why
        },
      })
    await world.advance(200)
    expect(received).toBe(0)
    expect(reason).toMatchObject({ kind: 'timeout' })
    await world.advance(200)
    expect(received).toBeGreaterThan(300)
  })

  it('a stream that breaks before its acceptor took it up tells so at the start', async () => {
    const world = new World({ seed: 1 })
    let closings = 0
    await world.run(
      world.host('alpha').network.listen({ host: '', port: 9 }, (c) =>
        c.start({
          receive: () => {},
          closed: () => {
            closings += 1
          },
        }),
      ),
    )
    world.plan([{ at: 0, kind: 'pause', where: 'alpha', forMs: 100 }])
    await world.advance(1)
    const client = world.host('beta').network.connect({ host: 'alpha', port: 9 })
    client.start({ receive: () => {}, closed: () => {} })
    await world.advance(50)
    client.close(new Error('given up'))
    await world.advance(100)
    expect(closings).toBe(1)
  })
})
