/**
 * A fault that waits for a call: "crash within the third rename", "the seventh write finds no room", "the next sync
 * fails and what it should have covered is gone". Data, drawn from a seed or written by hand; `describeDiskFault`
 * prints one. Knows nothing of machines.
 */
import type { DiskErrorKind } from '../disk.js'
import type { SeededRandom } from './seeded-random.js'

export const diskOperations = [
  'open',
  'list',
  'space',
  'make directory',
  'rename',
  'remove',
  'read',
  'read later',
  'write',
  'truncate',
  'sync',
  'sync directory',
] as const

export type DiskOperation = (typeof diskOperations)[number]

/**
 * 'crash-before', 'crash-within' and 'crash-after': power loss before, in the middle of and right after the call.
 * 'lost-sync': a sync fails, and the device never gets what it should have covered, although reads still show it (the
 * page cache took the pages for clean): a later sync that succeeds says nothing about them. 'slow': it takes `byMs`.
 * All others: the call fails so, a write after a drawn part of it arrived.
 */
export type DiskFaultEffect =
  | 'crash-before'
  | 'crash-within'
  | 'crash-after'
  | 'lost-sync'
  | 'slow'
  | Extract<DiskErrorKind, 'io' | 'no-space' | 'too-many-files' | 'denied'>

export interface DiskFault {
  /** 'any': calls of all kinds count. */
  readonly call: DiskOperation | 'any'
  /** From 1, counted from when the fault was armed, over the calls whose path contains `path`. */
  readonly nth: number
  readonly effect: DiskFaultEffect
  /** Default: all paths. */
  readonly path?: string
  /** So many calls in a row. Default 1. */
  readonly calls?: number
  /** Of a slow call. */
  readonly byMs?: number
}

/** `write#7 no-space`. */
export function describeDiskFault(fault: DiskFault): string {
  const { call, nth, effect, path, calls, byMs } = fault
  const where = path === undefined ? '' : ` of ${path}`
  const often = calls === undefined ? '' : ` for ${calls} calls`
  return `${call}#${nth}${where} ${effect}${byMs === undefined ? '' : ` by ${byMs} ms`}${often}`
}

const crashes = ['crash-before', 'crash-within', 'crash-after'] as const

/** What can go wrong with a call of that kind. */
const errorsOf: Partial<Record<DiskOperation, readonly DiskFaultEffect[]>> = {
  open: ['io', 'too-many-files', 'denied', 'no-space'],
  'make directory': ['io', 'no-space', 'denied'],
  rename: ['io', 'denied', 'no-space'],
  write: ['io', 'no-space', 'no-space', 'denied'],
  truncate: ['io', 'denied'],
  sync: ['io', 'lost-sync', 'slow'],
  'sync directory': ['io', 'too-many-files', 'slow'],
  'read later': ['io', 'slow'],
}

/** A power loss around some call. */
export function drawDiskCrash(random: SeededRandom, mostCalls: number): DiskFault {
  const call = random.chance(0.3) ? 'any' : random.pick(diskOperations)
  const nth = random.between(1, call === 'any' ? 4 * mostCalls : mostCalls)
  return { call, nth, effect: random.pick(crashes) }
}

/** A call that fails or is slow. */
export function drawDiskError(random: SeededRandom, mostCalls: number): DiskFault {
  const call = random.pick(diskOperations)
  const effect = random.pick<DiskFaultEffect>(errorsOf[call] ?? ['io'])
  const nth = random.between(1, mostCalls)
  if (effect === 'slow') return { call, nth, effect, byMs: random.between(100, 4_000) }
  return random.chance(0.3) ? { call, nth, effect, calls: random.between(2, 20) } : { call, nth, effect }
}
