/**
 * One process per data directory: Kafka's `.lock` file. Kafka locks an empty `.lock` through the kernel, which Node
 * cannot do. So a claim (pid, its start time, the boot it ran in) is written into `.lock`, and a claim whose
 * process is gone is stale: `kill -9` blocks nobody, and neither does the empty file real Kafka leaves behind.
 * A running Kafka is seen through /proc/locks. A second broker in the same process meets its own live claim.
 *
 * Breaking a stale claim must not be a race, so `.lock` is the head of a chain: who finds a dead claim A creates
 * `.lock-<A's token>` exclusively, and whoever owns the last link of the chain has the directory. The owner then
 * renames its link over `.lock`, which shortens the chain to one in a single step. Not seen: a holder on another
 * machine (network file system) or in another pid namespace, whose claims are taken as stale, since a container
 * killed and started again must come up.
 */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  ftruncateSync,
  linkSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { uptime } from 'node:os'
import { type DirectoryLock, DiskError } from '../disk.js'

interface Claim {
  readonly token: string
  readonly pid: number
  /** When the process started, in the kernel's ticks since boot; '' where there is no /proc. */
  readonly started: string
  readonly boot: string
  readonly namespace: string
  /** Wall-clock milliseconds of the claim. */
  readonly at: number
}

/** What an empty or foreign `.lock` is called in the chain. */
const foreignToken = 'kafka'
const attempts = 100

/** Takes `directory`, or throws a DiskError of kind 'locked'. */
export function takeDirectory(directory: string): DirectoryLock {
  const head = `${directory}/.lock`
  const claim = ownClaim()
  const draft = `${directory}/.lock-${claim.token}.new`
  writeDraft(directory, draft, `${JSON.stringify(claim)}\n`)
  try {
    claimChain(directory, claim, draft)
  } finally {
    rmSync(draft, { force: true })
  }
  keepReserve(directory)
  return {
    release: () => {
      if (readClaim(head)?.token === claim.token) rmSync(head, { force: true })
    },
  }
}

/** On a full disk the claim is written over what the last owner kept for it. */
function writeDraft(directory: string, draft: string, text: string): void {
  try {
    writeFileSync(draft, text, { flag: 'wx' })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error
    rmSync(draft, { force: true })
    if (statSync(reserveOf(directory), { throwIfNoEntry: false }) === undefined) throw error
    renameSync(reserveOf(directory), draft)
    const fd = openSync(draft, 'r+')
    try {
      writeSync(fd, text)
      ftruncateSync(fd, text.length)
    } finally {
      closeSync(fd)
    }
  }
}

/** Room for the next claim, should the disk be full by then. */
function keepReserve(directory: string): void {
  const path = reserveOf(directory)
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) return
  try {
    writeFileSync(path, '\n'.repeat(1024))
  } catch {
    rmSync(path, { force: true })
  }
}

function reserveOf(directory: string): string {
  return `${directory}/.lock-reserve`
}

function claimChain(directory: string, claim: Claim, draft: string): void {
  const head = `${directory}/.lock`
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { free, passed } = walkChain(directory, claim)
    if (!linkTo(draft, free)) continue
    const after = walkChain(directory, claim)
    if (after.mine !== free) {
      rmSync(free, { force: true })
      continue
    }
    if (free !== head) renameSync(free, head)
    for (const stale of passed) if (stale !== head) rmSync(stale, { force: true })
    return
  }
  throw new DiskError('locked', 'lock', directory, { detail: 'other processes keep taking this directory' })
}

/** Follows dead claims from the head to a free place, or to our own link. A live claim is a DiskError. */
function walkChain(directory: string, claim: Claim): { free: string; mine?: string; passed: string[] } {
  const passed: string[] = []
  let path = `${directory}/.lock`
  refuseKernelLock(directory, path)
  for (;;) {
    const found = readClaim(path)
    if (found === undefined) return { free: path, passed }
    if (found.token === claim.token) return { free: path, mine: path, passed }
    if (found.token !== foreignToken && isAlive(found)) {
      const detail = `in use by process ${found.pid}${found.pid === process.pid ? ' (this one)' : ''}`
      throw new DiskError('locked', 'lock', directory, { detail })
    }
    passed.push(path)
    path = `${directory}/.lock-${found.token}`
  }
}

/** False when another process was faster. */
function linkTo(draft: string, target: string): boolean {
  try {
    linkSync(draft, target)
    return true
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST') return false
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error
  }
  // A file system without hard links: the content follows the creation by some microseconds.
  try {
    writeFileSync(target, readFileSync(draft), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readClaim(path: string): Claim | undefined {
  const text = readIfThere(path)
  if (text === undefined) return undefined
  const foreign: Claim = { token: foreignToken, pid: 0, started: '', boot: '', namespace: '', at: 0 }
  try {
    const parsed = JSON.parse(text) as Partial<Claim>
    return typeof parsed.token === 'string' && /^[\w-]+$/.test(parsed.token)
      ? { ...foreign, ...parsed }
      : foreign
  } catch {
    return foreign
  }
}

function ownClaim(): Claim {
  return {
    token: randomUUID(),
    pid: process.pid,
    started: processFacts('self')?.started ?? '',
    boot: bootId(),
    namespace: pidNamespace(),
    at: Date.now(),
  }
}

function isAlive(claim: Claim): boolean {
  if (claim.boot !== bootId() || claim.namespace !== pidNamespace()) return false
  if (claim.started !== '') {
    const facts = processFacts(String(claim.pid))
    return facts !== undefined && facts.started === claim.started && !facts.dead
  }
  const bootedAt = Date.now() - uptime() * 1000
  if (claim.at < bootedAt - 60_000) return false
  try {
    process.kill(claim.pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Fields 3 (state) and 22 (start time) of /proc/<pid>/stat; the name in field 2 may hold anything but a last ')'. */
function processFacts(pid: string): { started: string; dead: boolean } | undefined {
  const text = readIfThere(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { started: fields[19] ?? '', dead: fields[0] === 'Z' || fields[0] === 'X' }
}

function bootId(): string {
  return readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

/** Real Kafka holds a POSIX lock on `.lock`: /proc/locks lists it by inode, with no process that we could signal. */
function refuseKernelLock(directory: string, path: string): void {
  const locks = readIfThere('/proc/locks')
  if (locks === undefined) return
  const inode = statSync(path, { throwIfNoEntry: false })?.ino
  if (inode === undefined) return
  const held = locks.split('\n').find((line) => line.includes(' POSIX ') && line.includes(`:${inode} `))
  if (held === undefined) return
  throw new DiskError('locked', 'lock', directory, { detail: 'its .lock is held by another program' })
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return undefined
    throw error
  }
}
