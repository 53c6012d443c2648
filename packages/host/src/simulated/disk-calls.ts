/**
 * The calls that reach a machine's disk, and what becomes of them: the faults in force for a while, those that wait for
 * the n-th call, and the power loss in the middle of one. Every call of SimulatedDisk and SimulatedFile goes through
 * here; how many of each kind there were is remembered for those who draw faults.
 */
import { DiskError, type DiskErrorKind } from '../disk.js'
import type { DiskFault, DiskFaultEffect, DiskOperation } from './disk-fault.js'
import type { Fault } from './fault.js'
import { MachineCrashed } from './incarnation.js'
import type { Machine } from './machine.js'

type IoError = Extract<Fault, { kind: 'io-error' }>

interface Armed {
  readonly fault: DiskFault
  /** Matching calls to come before it strikes. */
  before: number
  /** Calls it still strikes. */
  left: number
}

const failures: ReadonlySet<DiskFaultEffect> = new Set(['io', 'no-space', 'too-many-files', 'denied'])

/** The parts of a call. */
export interface CallSteps<T> {
  /** What a power loss in the middle, or a failure, may leave of it. */
  readonly partly?: () => void
  readonly whole: () => T
  /** A sync's: what it should have covered never reaches the device. */
  readonly lose?: () => void
}

export class DiskCalls {
  readonly counts = new Map<DiskOperation, number>()
  /** Syncs whose data will never reach the device. */
  lostSyncs = 0
  #armed: Armed[] = []
  #ioErrors: { readonly until: number; readonly fault: IoError }[] = []
  #tearNextWrite = false

  constructor(private readonly machine: Machine) {}

  arm(fault: DiskFault): void {
    this.#armed.push({ fault, before: fault.nth - 1, left: fault.calls ?? 1 })
  }

  failFor(fault: IoError): void {
    this.#ioErrors.push({ until: fault.at * 1000 + fault.forMs * 1000, fault })
  }

  tearNextWrite(): void {
    this.#tearNextWrite = true
  }

  /** The machine went down: what waited for a write of this process is over. What was armed waits on. */
  ended(): void {
    this.#tearNextWrite = false
  }

  /** Nothing waits or lasts any more. */
  calm(): void {
    this.#tearNextWrite = false
    this.#armed = []
    this.#ioErrors = []
  }

  /** A call that acts at once. `grows`: it needs room. */
  now<T>(operation: DiskOperation, path: string, grows: boolean, steps: CallSteps<T>): T {
    const effect = this.begin(operation, path)
    return this.finish(operation, path, grows, effect, steps)
  }

  /** Counts the call; the fault that strikes it. A power loss before the call happens here. */
  begin(operation: DiskOperation, path: string): DiskFault | undefined {
    this.counts.set(operation, (this.counts.get(operation) ?? 0) + 1)
    const fault = this.#armed.length === 0 ? undefined : this.#strike(operation, path)
    if (fault?.effect === 'crash-before') this.#crash(`${operation} ${path}`, fault)
    return fault
  }

  /** The call takes effect. */
  finish<T>(
    operation: DiskOperation,
    path: string,
    grows: boolean,
    fault: DiskFault | undefined,
    steps: CallSteps<T>,
  ): T {
    const failure = this.#failureOf(operation, path, grows, fault)
    if (failure !== undefined) {
      steps.partly?.()
      throw new DiskError(failure, operation, path, { detail: `simulated ${failure}` })
    }
    if (fault?.effect === 'lost-sync' && steps.lose !== undefined) {
      steps.lose()
      this.lostSyncs += 1
      this.machine.world.note(this.machine.name, `lost sync ${path}`, 0)
      throw new DiskError('io', operation, path, { detail: 'simulated failure of writing back' })
    }
    const tears = this.#tearNextWrite && steps.partly !== undefined
    if (tears || fault?.effect === 'crash-within') {
      this.#tearNextWrite = false
      steps.partly?.()
      this.#crash(`${operation} ${path}`, fault)
    }
    const result = steps.whole()
    if (fault?.effect === 'crash-after') this.#crash(`${operation} ${path}`, fault)
    return result
  }

  #failureOf(
    operation: DiskOperation,
    path: string,
    grows: boolean,
    struck: DiskFault | undefined,
  ): DiskErrorKind | undefined {
    // What needs no room finds enough.
    const isMeant = struck !== undefined && (grows || struck.effect !== 'no-space')
    if (isMeant && failures.has(struck.effect)) return struck.effect as DiskErrorKind
    const now = this.machine.world.nowMicros
    for (const { until, fault } of this.#ioErrors) {
      if (until <= now || (fault.operation !== undefined && !isSame(fault.operation, operation))) continue
      if (path.includes(fault.path ?? '')) return fault.error ?? 'io'
    }
    return grows && this.machine.isFull ? 'no-space' : undefined
  }

  #strike(operation: DiskOperation, path: string): DiskFault | undefined {
    for (const armed of this.#armed) {
      const { fault } = armed
      if (fault.call !== 'any' && fault.call !== operation) continue
      if (fault.path !== undefined && !path.includes(fault.path)) continue
      if (armed.before > 0) {
        armed.before -= 1
        continue
      }
      armed.left -= 1
      if (armed.left === 0) this.#armed = this.#armed.filter((one) => one !== armed)
      this.machine.world.note(this.machine.name, `strikes ${operation} ${path}: ${fault.effect}`, fault.nth)
      return fault
    }
    return undefined
  }

  #crash(call: string, fault: DiskFault | undefined): never {
    this.machine.world.note(this.machine.name, `${fault?.effect ?? 'torn'} ${call}`, 0)
    this.machine.crash()
    throw new MachineCrashed(this.machine.name)
  }
}

/** Faults that last name an operation with all its forms. */
function isSame(named: DiskOperation, operation: DiskOperation): boolean {
  if (named === operation) return true
  return (
    (named === 'sync' && operation === 'sync directory') || (named === 'read' && operation === 'read later')
  )
}
