/**
 * One life of a process on a simulated machine, from boot to crash. Owns what dies with it: listeners, connections,
 * directory locks. After its death nothing it scheduled runs and every call it still makes is a MachineCrashed.
 */
import type { SimulatedConnection } from './simulated-connection.js'
import type { SimulatedListener } from './simulated-network.js'

export class Incarnation {
  alive = true
  readonly connections = new Set<SimulatedConnection>()
  readonly listeners = new Map<number, SimulatedListener>()
  readonly lockedDirectories = new Set<string>()
  readonly openFiles = new Set<{ readonly path: string }>()
  /** What all connections of the process receive into, as in the real host. */
  readonly receiveBuffer = new Uint8Array(64 * 1024)

  constructor(
    readonly machine: string,
    readonly number: number,
  ) {}

  /** Called first by every operation of the process. */
  mustLive(): void {
    if (!this.alive) throw new MachineCrashed(this.machine)
  }
}

/** Unwinds the code of a process that has just died. Not for catching: what it would do next has no effect. */
export class MachineCrashed extends Error {
  override readonly name = 'MachineCrashed'
  constructor(readonly machine: string) {
    super(`the machine '${machine}' crashed`)
  }
}

/** What a dead process waits for. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => {})
}
