/**
 * What goes wrong in a simulated world, as data: drawn from a seed by the thousand, or listed by hand so that a
 * found bug becomes a readable test. Times are virtual milliseconds since the world began; `where` is a machine.
 */
import type { DiskErrorKind } from '../disk.js'
import { type DiskFault, type DiskOperation, drawDiskCrash, drawDiskError } from './disk-fault.js'
import type { SeededRandom } from './seeded-random.js'

export type Fault =
  /** Power loss: of what was not synced, a drawn part survives, possibly torn. */
  | { readonly at: number; readonly kind: 'crash'; readonly where: string }
  /** Power loss that takes everything unsynced. */
  | { readonly at: number; readonly kind: 'lose-unsynced'; readonly where: string }
  /** Power loss in the middle of the next write or rename call after `at`. */
  | { readonly at: number; readonly kind: 'torn-write'; readonly where: string }
  /** The process ends (kill -9); what it wrote stays in the page cache. */
  | { readonly at: number; readonly kind: 'kill'; readonly where: string }
  /** Nothing runs there for a while (a stopped process, a frozen virtual machine). */
  | { readonly at: number; readonly kind: 'pause'; readonly where: string; readonly forMs: number }
  /** No byte passes between the two machines; it arrives once the partition is over. */
  | {
      readonly at: number
      readonly kind: 'partition'
      readonly where: string
      readonly from: string
      readonly forMs: number
    }
  /** Every byte to and from the machine takes `byMs` longer. */
  | {
      readonly at: number
      readonly kind: 'delay'
      readonly where: string
      readonly byMs: number
      readonly forMs: number
    }
  /** All connections of the machine break. */
  | { readonly at: number; readonly kind: 'reset'; readonly where: string }
  /** The disk is full for a while. */
  | { readonly at: number; readonly kind: 'no-space'; readonly where: string; readonly forMs: number }
  /** The process gets no descriptor for a while: what it holds stays open, others took the rest. */
  | { readonly at: number; readonly kind: 'no-descriptors'; readonly where: string; readonly forMs: number }
  /** Calls on paths that contain `path` fail with an I/O error for a while; a failed write may have arrived in part. */
  | {
      readonly at: number
      readonly kind: 'io-error'
      readonly where: string
      readonly forMs: number
      readonly path?: string
      readonly operation?: DiskOperation
      /** What the calls say, 'io' by default; 'too-many-files' belongs to 'open'. */
      readonly error?: DiskErrorKind
    }
  /** Sync and cold reads take `factor` times as long. */
  | {
      readonly at: number
      readonly kind: 'slow-disk'
      readonly where: string
      readonly factor: number
      readonly forMs: number
    }
  /** One bit at rest changes, in a drawn file whose path contains `path`. */
  | { readonly at: number; readonly kind: 'bit-flip'; readonly where: string; readonly path?: string }
  /** From then on a fault waits for the n-th call of the disk. */
  | { readonly at: number; readonly kind: 'disk-call'; readonly where: string; readonly fault: DiskFault }
  /** The wall clock jumps; monotonic time does not. */
  | { readonly at: number; readonly kind: 'clock-jump'; readonly where: string; readonly byMs: number }

export type FaultKind = Fault['kind']

export interface FaultPlan {
  readonly machines: readonly string[]
  readonly kinds: readonly FaultKind[]
  readonly count: number
  readonly withinMs: number
}

/** Draws `plan.count` faults, in order of time. */
export function drawFaults(random: SeededRandom, plan: FaultPlan): readonly Fault[] {
  const faults: Fault[] = []
  for (let i = 0; i < plan.count; i += 1) {
    faults.push(drawFault(random, random.pick(plan.kinds), random.below(plan.withinMs), plan.machines))
  }
  return faults.sort((a, b) => a.at - b.at)
}

function drawFault(random: SeededRandom, kind: FaultKind, at: number, machines: readonly string[]): Fault {
  const where = random.pick(machines)
  const forMs = random.between(1, 300)
  switch (kind) {
    case 'pause':
    case 'no-space':
    case 'no-descriptors':
      return { at, kind, where, forMs }
    case 'io-error':
      return { at, kind, where, forMs: random.between(1, 20) }
    case 'partition':
      return { at, kind, where, from: random.pick(machines), forMs }
    case 'delay':
      return { at, kind, where, byMs: random.between(1, 100), forMs }
    case 'slow-disk':
      return { at, kind, where, factor: random.between(2, 100), forMs }
    case 'disk-call': {
      const fault = random.chance(0.7) ? drawDiskCrash(random, 60) : drawDiskError(random, 60)
      return { at, kind, where, fault }
    }
    case 'clock-jump':
      return { at, kind, where, byMs: random.between(-5_000, 5_000) }
    default:
      return { at, kind, where }
  }
}
