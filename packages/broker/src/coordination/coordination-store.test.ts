/**
 * The contract of every CoordinationStore: an implementation is one row of `implementations`.
 * `reopen` stands for a process that ended and came back on the same data.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { createNodeHost } from '@samsa/host/node/node-host'
import { afterEach, describe, expect, test } from 'vitest'
import type { CoordinationStore, WriteOperation } from './coordination-store.js'
import { EmbeddedStore } from './embedded/embedded-store.js'

interface Opened {
  readonly store: CoordinationStore
  reopen(): Promise<CoordinationStore>
}

const directories: string[] = []

async function openEmbedded(): Promise<Opened> {
  const directory = await mkdtemp(`${tmpdir()}/samsa-store-`)
  directories.push(directory)
  const host = createNodeHost()
  const store = EmbeddedStore.open(host, directory)
  return {
    store,
    async reopen() {
      await store.close()
      return EmbeddedStore.open(host, directory)
    },
  }
}

const implementations: readonly { name: string; open: () => Promise<Opened> }[] = [
  { name: 'embedded', open: openEmbedded },
]

afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true })
})

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const create = (path: string, value = ''): WriteOperation => ({ kind: 'create', path, data: text(value) })
const written = async (store: CoordinationStore, path: string): Promise<string | undefined> => {
  const entry = await store.read(path)
  return entry && new TextDecoder().decode(entry.data)
}

describe.each(implementations)('the $name coordination store', ({ open }) => {
  test('reads what was created, with version 0, and nothing where nothing is', async () => {
    const { store } = await open()
    expect(await store.write([create('/a/b', 'x')])).toEqual({ ok: true, versions: [0] })
    expect(await store.read('/a/b')).toMatchObject({ version: 0, session: undefined })
    expect(await written(store, '/a/b')).toBe('x')
    expect(await store.read('/a/c')).toBeUndefined()
    await store.close()
  })

  test('makes missing parents and lists children in name order', async () => {
    const { store } = await open()
    await store.write([create('/topics/b'), create('/topics/a'), create('/topics/a/partitions/0/state')])
    expect(await store.children('/topics')).toEqual(['a', 'b'])
    expect(await store.children('/topics/a')).toEqual(['partitions'])
    expect(await store.children('/nowhere')).toEqual([])
    await store.close()
  })

  test('counts versions up and refuses a set that expects another one', async () => {
    const { store } = await open()
    await store.write([create('/a', '0')])
    expect(await store.write([{ kind: 'set', path: '/a', data: text('1'), version: 0 }])).toEqual({
      ok: true,
      versions: [1],
    })
    expect(await store.write([{ kind: 'set', path: '/a', data: text('2'), version: 0 }])).toEqual({
      ok: false,
      reason: 'version',
      operation: 0,
    })
    expect(await store.write([{ kind: 'set', path: '/a', data: text('2') }])).toEqual({
      ok: true,
      versions: [2],
    })
    await store.close()
  })

  test('a write with one refused operation changes nothing, and says which one', async () => {
    const { store } = await open()
    await store.write([create('/here', 'old'), create('/parent/child')])
    const refusals: [WriteOperation, string][] = [
      [create('/here'), 'exists'],
      [{ kind: 'set', path: '/gone', data: text('') }, 'missing'],
      [{ kind: 'remove', path: '/gone' }, 'missing'],
      [{ kind: 'remove', path: '/parent' }, 'not-empty'],
      [{ kind: 'check', path: '/here', version: 7 }, 'version'],
      [create('/large', 'x'.repeat(1_048_577)), 'too-large'],
    ]
    for (const [operation, reason] of refusals) {
      const before: WriteOperation[] = [
        create('/new/deep', 'n'),
        { kind: 'set', path: '/here', data: text('new') },
      ]
      if (reason !== 'not-empty') before.push({ kind: 'remove', path: '/parent/child' })
      const outcome = await store.write([...before, operation])
      expect(outcome).toMatchObject({ ok: false, reason })
      expect(await store.read('/new')).toBeUndefined()
      expect(await written(store, '/here')).toBe('old')
      expect(await store.children('/parent')).toEqual(['child'])
    }
    await store.close()
  })

  test('of many compare-and-sets from the same version exactly one wins', async () => {
    const { store } = await open()
    await store.write([create('/counter', '0')])
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.write([{ kind: 'set', path: '/counter', data: text(String(index)), version: 0 }]),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    await store.close()
  })

  test('a read sees every write acknowledged before it', async () => {
    const { store } = await open()
    await store.write([create('/a', '0')])
    for (let index = 1; index <= 20; index++) {
      await store.write([{ kind: 'set', path: '/a', data: text(String(index)) }])
      expect(await written(store, '/a')).toBe(String(index))
    }
    await store.close()
  })

  test('what was acknowledged is there after a reopen, versions and removals too', async () => {
    const opened = await open()
    await opened.store.write([create('/a/b', 'x'), create('/a/c', 'y')])
    await opened.store.write([
      { kind: 'set', path: '/a/b', data: text('z') },
      { kind: 'remove', path: '/a/c' },
    ])
    const again = await opened.reopen()
    expect(await again.read('/a/b')).toMatchObject({ version: 1 })
    expect(await written(again, '/a/b')).toBe('z')
    expect(await again.children('/a')).toEqual(['b'])
    await again.close()
  })

  test('ephemeral entries go with their session and never come back', async () => {
    const opened = await open()
    const session = await opened.store.openSession()
    await opened.store.write([{ kind: 'create', path: '/brokers/ids/1', data: text('b'), session }])
    expect(await opened.store.read('/brokers/ids/1')).toMatchObject({ session: session.id })
    let told = 0
    session.onExpired(() => told++)
    await session.close()
    await session.close()
    expect(told).toBe(1)
    expect(await opened.store.children('/brokers/ids')).toEqual([])
    expect(await opened.store.write([{ kind: 'create', path: '/x', data: text(''), session }])).toEqual({
      ok: false,
      reason: 'session-expired',
      operation: 0,
    })
    const other = await opened.store.openSession()
    await opened.store.write([{ kind: 'create', path: '/brokers/ids/2', data: text('b'), session: other }])
    const again = await opened.reopen()
    expect(await again.children('/brokers/ids')).toEqual([])
    await again.close()
  })

  test('watches tell of creation, change and removal, of an entry and of a set of children', async () => {
    const { store } = await open()
    const told: string[] = []
    const stop = store.watch('/a/b', 'entry', () => told.push('entry'))
    store.watch('/a', 'children', () => told.push('children'))
    await store.write([create('/a/b')])
    expect(told.sort()).toEqual(['children', 'entry'])
    told.length = 0
    await store.write([{ kind: 'set', path: '/a/b', data: text('1') }])
    expect(told).toContain('entry')
    stop()
    told.length = 0
    await store.write([{ kind: 'remove', path: '/a/b' }])
    expect(told).toEqual(['children'])
    await store.close()
  })

  test('a closed store answers nothing', async () => {
    const { store } = await open()
    await store.close()
    await store.close()
    await expect(store.read('/a')).rejects.toThrow()
  })
})
