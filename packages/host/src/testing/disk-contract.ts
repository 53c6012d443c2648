/** Files, directories and locks, as every host must keep them. */
import { expect, it } from 'vitest'
import { type Disk, DiskError, type DiskErrorKind } from '../disk.js'
import type { ContractSubject } from './host-contract.js'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

function contentOf(disk: Disk, path: string): number[] {
  const file = disk.open(path, 'read')
  const into = new Uint8Array(file.size())
  expect(file.read(into, 0)).toBe(into.length)
  void file.close()
  return [...into]
}

function write(disk: Disk, path: string, ...values: number[]): void {
  const file = disk.open(path, 'create')
  file.writev([bytes(...values)], 0)
  void file.close()
}

function expectKind(kind: DiskErrorKind, run: () => unknown): void {
  try {
    run()
  } catch (error) {
    expect(error).toBeInstanceOf(DiskError)
    expect((error as DiskError).kind).toBe(kind)
    return
  }
  expect.unreachable(`no DiskError of kind ${kind}`)
}

export function diskContract(subject: ContractSubject): void {
  fileContract(subject)
  directoryContract(subject)
  lockContract(subject)
}

function fileContract(subject: ContractSubject): void {
  it('chunks are written one after the other at a position, and read back from any position', () =>
    subject.run(async ({ disk }, dir) => {
      const file = disk.open(`${dir}/a`, 'create')
      file.writev([bytes(1, 2), bytes(), bytes(3)], 0)
      file.writev([bytes(9)], 5)
      expect(file.size()).toBe(6)
      const into = new Uint8Array(4)
      expect(file.read(into, 1)).toBe(4)
      expect([...into]).toEqual([2, 3, 0, 0])
      expect(file.read(into, 4)).toBe(2)
      expect(await file.readLater(into, 4)).toBe(2)
      expect([...into.subarray(0, 2)]).toEqual([0, 9])
      expect(file.read(into, 6)).toBe(0)
      await file.close()
    }))

  it('thousands of chunks go in one call, empty ones too', () =>
    subject.run(async ({ disk }, dir) => {
      const file = disk.open(`${dir}/many`, 'create')
      const chunks = Array.from({ length: 2_500 }, (_, i) => bytes(i & 255, i >> 8))
      file.writev(chunks, 3)
      file.writev([], 0)
      file.writev([bytes()], 0)
      expect(file.size()).toBe(5_003)
      const into = new Uint8Array(2)
      file.read(into, 3 + 2 * 2_400)
      expect([...into]).toEqual([2_400 & 255, 2_400 >> 8])
      await file.close()
    }))

  it('append keeps the content, create drops it, and read refuses what is missing', () =>
    subject.run(async ({ disk }, dir) => {
      write(disk, `${dir}/a`, 1, 2, 3)
      const again = disk.open(`${dir}/a`, 'append')
      expect(again.size()).toBe(3)
      again.writev([bytes(7)], 1)
      await again.close()
      expect(contentOf(disk, `${dir}/a`)).toEqual([1, 7, 3])
      await disk.open(`${dir}/a`, 'create').close()
      expect(contentOf(disk, `${dir}/a`)).toEqual([])
      expectKind('missing', () => disk.open(`${dir}/none`, 'read'))
      expectKind('missing', () => disk.open(`${dir}/none/a`, 'append'))
      expectKind('not-a-directory', () => disk.list(`${dir}/a`))
    }))

  it('truncating cuts or extends with zeros, and what was cut does not come back', () =>
    subject.run(async ({ disk }, dir) => {
      const file = disk.open(`${dir}/a`, 'create')
      file.writev([bytes(1, 2, 3)], 0)
      file.truncate(1)
      file.truncate(4)
      await file.close()
      expect(contentOf(disk, `${dir}/a`)).toEqual([1, 0, 0, 0])
    }))

  it('a file opened for reading refuses writes', () =>
    subject.run(async ({ disk }, dir) => {
      write(disk, `${dir}/a`, 1)
      const file = disk.open(`${dir}/a`, 'read')
      expect(() => file.writev([bytes(1)], 0)).toThrow(DiskError)
      await file.close()
    }))

  it('sync resolves, overlapping too, and a close waits for what is under way', () =>
    subject.run(async ({ disk }, dir) => {
      const file = disk.open(`${dir}/a`, 'create')
      file.writev([bytes(1, 2, 3)], 0)
      const into = new Uint8Array(3)
      const under = [file.sync(), file.sync(), file.readLater(into, 0)]
      file.syncNow()
      const closed = file.close()
      await Promise.all(under)
      await Promise.all([closed, file.close()])
      expect([...into]).toEqual([1, 2, 3])
      await expect(file.sync()).rejects.toThrow(DiskError)
    }))

  it('the time of modification is a wall-clock time', () =>
    subject.run(async ({ disk, clock }, dir) => {
      write(disk, `${dir}/a`, 1)
      const file = disk.open(`${dir}/a`, 'read')
      expect(Math.abs(file.modifiedAt() - clock.wall())).toBeLessThan(10_000)
      await file.close()
    }))

  it('a file may be given the time of another, which a sync and a new name leave as it is', () =>
    subject.run(async ({ disk }, dir) => {
      const file = disk.open(`${dir}/a`, 'create')
      file.writev([bytes(1)], 0)
      file.setModifiedAt(1_600_000_000_123)
      await file.sync()
      disk.rename(`${dir}/a`, `${dir}/b`)
      await file.close()
      const again = disk.open(`${dir}/b`, 'read')
      expect(Math.abs(again.modifiedAt() - 1_600_000_000_123)).toBeLessThan(2)
      await again.close()
    }))
}

function directoryContract(subject: ContractSubject): void {
  it('entries are listed in name order with their kind', () =>
    subject.run(async ({ disk }, dir) => {
      disk.makeDirectory(`${dir}/b/c`)
      disk.makeDirectory(`${dir}/b/c`)
      write(disk, `${dir}/a`)
      write(disk, `${dir}/B`)
      expect(disk.list(dir)).toEqual([
        { name: 'B', directory: false },
        { name: 'a', directory: false },
        { name: 'b', directory: true },
      ])
      expect(disk.exists(`${dir}/b/c`)).toBe(true)
      expect(disk.exists(`${dir}/b/d`)).toBe(false)
      expectKind('missing', () => disk.list(`${dir}/none`))
    }))

  it('rename replaces a file at once, and moves a directory with its content', () =>
    subject.run(async ({ disk }, dir) => {
      write(disk, `${dir}/a`, 1)
      write(disk, `${dir}/b`, 2)
      disk.rename(`${dir}/a`, `${dir}/b`)
      expect(contentOf(disk, `${dir}/b`)).toEqual([1])
      expect(disk.exists(`${dir}/a`)).toBe(false)
      disk.makeDirectory(`${dir}/t`)
      write(disk, `${dir}/t/x`, 3)
      disk.rename(`${dir}/t`, `${dir}/t-delete`)
      expect(contentOf(disk, `${dir}/t-delete/x`)).toEqual([3])
      expectKind('missing', () => disk.rename(`${dir}/none`, `${dir}/b`))
      await disk.syncDirectory(dir)
    }))

  it('an open file survives its rename and its removal', () =>
    subject.run(async ({ disk }, dir) => {
      const file = disk.open(`${dir}/a`, 'create')
      file.writev([bytes(5)], 0)
      disk.rename(`${dir}/a`, `${dir}/b`)
      await disk.remove(`${dir}/b`)
      file.writev([bytes(6)], 1)
      const into = new Uint8Array(2)
      expect(file.read(into, 0)).toBe(2)
      expect([...into]).toEqual([5, 6])
      await file.close()
      expect(disk.exists(`${dir}/b`)).toBe(false)
    }))

  it('remove takes a directory with all it holds, and does not mind what is missing', () =>
    subject.run(async ({ disk }, dir) => {
      disk.makeDirectory(`${dir}/t/u`)
      write(disk, `${dir}/t/u/x`, 1)
      await disk.remove(`${dir}/t`)
      await disk.remove(`${dir}/t`)
      expect(disk.list(dir)).toEqual([])
    }))

  it('syncing a missing directory fails and space is told', () =>
    subject.run(async ({ disk }, dir) => {
      await expect((async () => disk.syncDirectory(`${dir}/none`))()).rejects.toMatchObject({
        kind: 'missing',
      })
      const { freeBytes, totalBytes } = disk.space(dir)
      expect(freeBytes).toBeGreaterThan(0)
      expect(totalBytes).toBeGreaterThanOrEqual(freeBytes)
    }))
}

function lockContract(subject: ContractSubject): void {
  it('a directory is locked once, also within one process, and can be taken again after the release', () =>
    subject.run(async ({ disk }, dir) => {
      const lock = disk.lock(dir)
      expect(disk.exists(`${dir}/.lock`)).toBe(true)
      expectKind('locked', () => disk.lock(dir))
      lock.release()
      lock.release()
      disk.lock(dir).release()
      expectKind('missing', () => disk.lock(`${dir}/none`))
    }))

  it('an empty .lock that another program left behind does not block', () =>
    subject.run(async ({ disk }, dir) => {
      write(disk, `${dir}/.lock`)
      const lock = disk.lock(dir)
      expectKind('locked', () => disk.lock(dir))
      lock.release()
    }))
}
