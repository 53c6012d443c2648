/**
 * A seeded world: machines with disks, wires between them, and one virtual clock. Everything that happens is an
 * event; after each one the microtasks run dry (one real turn of Node's loop) before the next begins, so a run is
 * determined by its seed alone as long as code under test touches nothing but its Host. `hash` is the proof.
 *
 * Refuses to guess: a run that has nothing left to do before its goal is reached, or an error that escapes an event,
 * ends with an exception.
 */
import type { Host } from '../host.js'
import type { LogLevel } from '../log-sink.js'
import { nextTurn } from '../node/next-turn.js'
import { EventQueue, type WorldEvent } from './event-queue.js'
import type { Fault } from './fault.js'
import { type Incarnation, MachineCrashed } from './incarnation.js'
import { Machine } from './machine.js'
import { SeededRandom } from './seeded-random.js'
import { createSimulatedHost } from './simulated-host.js'
import { Wires } from './simulated-network.js'
import { Trace } from './trace.js'

export interface WorldOptions {
  readonly seed: number
  /** Wall-clock milliseconds at the start. Default 1 700 000 000 000. */
  readonly startWallMs?: number
  /** Each line of the trace as it happens. */
  readonly onTrace?: (line: string) => void
  readonly onLog?: (
    machine: string,
    level: LogLevel,
    message: string,
    facts?: Readonly<Record<string, unknown>>,
  ) => void
  /** A process ended. Called within the event: schedule what follows with `after`. */
  readonly onDown?: (machine: string, how: HowDown) => void
  /** A run that takes more events than this is taken for a livelock. Default 2 000 000. */
  readonly mostEvents?: number
}

/** 'killed': what was written stays in the page cache; 'power-lost': what was not synced may be gone. */
export type HowDown = 'killed' | 'power-lost'

/** A cancellable happening. */
export interface Scheduled {
  cancel(): void
}

export class World {
  readonly random: SeededRandom
  readonly wires: Wires
  readonly #queue = new EventQueue()
  readonly #machines = new Map<string, Machine>()
  readonly #trace: Trace
  readonly #order: SeededRandom
  #endOfTurn: { readonly owner: Incarnation; readonly run: () => void }[] = []
  #nowMicros = 0
  #sequence = 0
  #inEvent = false

  constructor(private readonly options: WorldOptions) {
    this.random = new SeededRandom(options.seed)
    this.#order = this.random.fork('order of events')
    this.#trace = new Trace(options.onTrace)
    this.wires = new Wires(this)
  }

  /** Virtual microseconds since the world began. */
  get nowMicros(): number {
    return this.#nowMicros
  }

  /** Virtual milliseconds since the world began. */
  get nowMs(): number {
    return this.#nowMicros / 1000
  }

  /** Sixteen hexadecimal digits that two runs share only if they did the same. */
  get hash(): string {
    return this.#trace.hash
  }

  /** The machine of that name, made on first use. */
  machine(name: string): Machine {
    let machine = this.#machines.get(name)
    if (machine === undefined) {
      machine = new Machine(this, name)
      this.#machines.set(name, machine)
    }
    return machine
  }

  knows(name: string): boolean {
    return this.#machines.has(name)
  }

  /** The host of the machine's running process; boots one if there is none. Disk content survives from life to life. */
  host(name: string): Host {
    const machine = this.machine(name)
    return createSimulatedHost(machine, machine.boot(), (level, message, facts) => {
      this.note(name, `log: ${message}`, 0)
      this.options.onLog?.(name, level, message, facts)
    })
  }

  wallMs(machine: Machine): number {
    return (this.options.startWallMs ?? 1_700_000_000_000) + Math.floor(this.nowMs) + machine.clockSkewMs
  }

  /** Makes `fault` happen at its time. */
  plan(faults: readonly Fault[]): void {
    for (const fault of faults) {
      const delay = Math.max(0, fault.at * 1000 - this.#nowMicros)
      this.schedule(undefined, delay, `fault ${fault.kind} ${fault.where}`, () => this.#strike(fault))
    }
  }

  /** Runs `run` in `ms` virtual milliseconds, as the world's own doing: no crash cancels it. */
  after(ms: number, label: string, run: () => void): Scheduled {
    return this.schedule(undefined, Math.round(ms * 1000), label, run)
  }

  schedule(owner: Incarnation | undefined, inMicros: number, label: string, run: () => void): Scheduled {
    this.#sequence += 1
    const event: WorldEvent = {
      at: this.#nowMicros + Math.max(0, Math.round(inMicros)),
      tie: this.#order.uint32(),
      sequence: this.#sequence,
      label,
      owner,
      run,
      cancelled: false,
    }
    this.#queue.push(event)
    return {
      cancel: () => {
        event.cancelled = true
      },
    }
  }

  endOfTurn(owner: Incarnation, run: () => void): void {
    this.#endOfTurn.push({ owner, run })
    if (!this.#inEvent) this.schedule(undefined, 1, 'end of turn', () => {})
  }

  /** Adds to the trace. */
  note(who: string, what: string, detail: number): void {
    this.#trace.record(this.#nowMicros, who, what, detail)
  }

  machineDown(name: string, how: HowDown): void {
    this.options.onDown?.(name, how)
  }

  /** Runs events until `work` is settled, and gives its result. */
  async run<T>(work: Promise<T>): Promise<T> {
    let settled = false
    const mark = (): void => {
      settled = true
    }
    work.then(mark, mark)
    await nextTurn()
    for (let events = 0; !settled; events += 1) {
      if (events >= (this.options.mostEvents ?? 2_000_000))
        throw new Error('too many events: is this a livelock?')
      if (await this.#step(Number.POSITIVE_INFINITY)) continue
      throw new Error(`nothing is left to happen at ${this.nowMs} ms, and the work is not done`)
    }
    return work
  }

  /** Runs everything that happens within the next `ms` virtual milliseconds. */
  async advance(ms: number): Promise<void> {
    const until = this.#nowMicros + Math.round(ms * 1000)
    await nextTurn()
    while (await this.#step(until));
    this.#nowMicros = until
  }

  /** One event not later than `until`; false when there is none. */
  async #step(until: number): Promise<boolean> {
    const event = this.#queue.peek()
    if (event === undefined || event.at > until) return false
    this.#queue.pop()
    if (event.cancelled || event.owner?.alive === false) return true
    const pausedUntil = event.owner === undefined ? 0 : this.machine(event.owner.machine).pausedUntil
    if (pausedUntil > event.at) {
      event.at = pausedUntil
      this.#queue.push(event)
      return true
    }
    this.#nowMicros = event.at
    this.note(event.owner?.machine ?? '', event.label, event.owner?.number ?? 0)
    this.#inEvent = true
    this.#runOwned(event.owner, event.run)
    await nextTurn()
    const due = this.#endOfTurn
    if (due.length > 0) {
      this.#endOfTurn = []
      for (const { owner, run } of due) this.#runOwned(owner, run)
      await nextTurn()
    }
    this.#inEvent = false
    if (this.#endOfTurn.length > 0) this.schedule(undefined, 1, 'end of turn', () => {})
    return true
  }

  #runOwned(owner: Incarnation | undefined, run: () => void): void {
    if (owner?.alive === false) return
    try {
      run()
    } catch (error) {
      if (!(error instanceof MachineCrashed)) throw error
    }
  }

  #strike(fault: Fault): void {
    const machine = this.machine(fault.where)
    const until = this.#nowMicros + ('forMs' in fault ? fault.forMs * 1000 : 0)
    switch (fault.kind) {
      case 'crash':
      case 'lose-unsynced':
        return machine.crash(fault.kind === 'lose-unsynced')
      case 'torn-write':
        return machine.calls.tearNextWrite()
      case 'kill':
        return machine.kill()
      case 'pause':
        machine.pausedUntil = until
        return
      case 'partition':
        return this.wires.partition(fault.where, fault.from, until)
      case 'reset':
        return machine.breakConnections()
      case 'delay':
        machine.delayedUntil = until
        machine.delayMicros = fault.byMs * 1000
        return
      case 'slow-disk':
        machine.slowUntil = until
        machine.slowFactor = fault.factor
        return
      case 'no-space':
        machine.fullUntil = until
        return
      case 'no-descriptors':
        machine.withoutDescriptorsUntil = until
        return
      case 'io-error':
        return machine.calls.failFor(fault)
      case 'disk-call':
        return machine.calls.arm(fault.fault)
      case 'bit-flip':
        machine.flipBit(fault.path ?? '')
        return
      case 'clock-jump':
        machine.clockSkewMs += fault.byMs
        return
    }
  }
}
