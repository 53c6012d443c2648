/**
 * The door to the world: everything above `host` receives a `Host` and touches neither time, chance, files nor
 * sockets by itself. `node/node-host` is the real one, `simulated/world` makes seeded ones.
 */
import type { Clock } from './clock.js'
import type { Disk } from './disk.js'
import type { LogSink } from './log-sink.js'
import type { Network } from './network.js'
import type { Random } from './random.js'
import type { Timers } from './timers.js'
import type { Workers } from './workers.js'

/** One process's clock, timers, chance, disk, network and log. */
export interface Host {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly disk: Disk
  readonly network: Network
  readonly log: LogSink
  /** Absent: all work runs on the event loop. Threads see the operating system's files, whatever `disk` is. */
  readonly workers?: Workers | undefined
}
