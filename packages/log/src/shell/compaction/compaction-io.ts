/**
 * How a pass touches the world: on a thread of its own with blocking reads, on the event loop in small steps that
 * interleave with everything else. Owns the pace (log.cleaner.io.max.bytes.per.second) and the early end.
 */
import type { Clock, Disk, DiskFile, Host, Timers } from '@samsa/host'

/** The calls that wait for the device: a thread of its own makes them itself, the event loop lets others make them. */
export interface DeviceCalls {
  read(file: DiskFile, into: Uint8Array, position: number): number | Promise<number>
  /** What was written is on the device once it returns or resolves. */
  sync(file: DiskFile): void | Promise<void>
}

export interface CompactionIo extends DeviceCalls {
  readonly disk: Disk
  readonly clock: Clock
  /** After each step, with the bytes that it read and wrote. Rejects with CompactionAborted. */
  afterStep(bytes: number): Promise<void>
}

/** The pass is to end: its log is no longer what it was, or the broker stops. */
export class CompactionAborted extends Error {
  override readonly name = 'CompactionAborted'
}

/** The longest sleep at a time: an early end must not wait for more. */
const LONGEST_SLEEP_MS = 100
/** Shorter ones are left to add up: timers are no more exact than that. */
const SHORTEST_SLEEP_MS = 5

/** Lets `bytesPerSecond` through: how long to wait after some more. */
export class Pace {
  readonly #bytesPerMs: number
  readonly #started: number
  #bytes = 0

  constructor(
    bytesPerSecond: number,
    private readonly clock: Clock,
  ) {
    this.#bytesPerMs = bytesPerSecond / 1000
    this.#started = clock.monotonic()
  }

  /** Milliseconds; 0 for go on. */
  waitAfter(bytes: number): number {
    this.#bytes += bytes
    const due = this.#bytes / this.#bytesPerMs
    const wait = due - (this.clock.monotonic() - this.#started)
    return wait >= SHORTEST_SLEEP_MS ? wait : 0
  }
}

/** `isCancelled` is looked at after each step. */
export function compactionIo(
  host: Pick<Host, 'clock' | 'timers' | 'disk'>,
  calls: DeviceCalls,
  bytesPerSecond: number,
  call: { readonly isCancelled: boolean },
): CompactionIo {
  const { clock, timers, disk } = host
  const pace = new Pace(bytesPerSecond, clock)
  return {
    disk,
    clock,
    read: calls.read,
    sync: calls.sync,
    afterStep: async (bytes) => {
      const until = clock.monotonic() + pace.waitAfter(bytes)
      await turn(timers)
      if (call.isCancelled) throw new CompactionAborted()
      for (let left = until - clock.monotonic(); left > 0; left = until - clock.monotonic()) {
        await new Promise<void>((resolve) => timers.after(Math.min(left, LONGEST_SLEEP_MS), resolve))
        if (call.isCancelled) throw new CompactionAborted()
      }
    },
  }
}

function turn(timers: Timers): Promise<void> {
  return new Promise((resolve) => timers.endOfTurn(resolve))
}
