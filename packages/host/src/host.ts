import type { Clock } from './clock.js'
import type { Disk } from './disk.js'
import type { LogSink } from './log-sink.js'
import type { Network } from './network.js'
import type { Random } from './random.js'
import type { Timers } from './timers.js'

/** The door to the world. Everything above receives one and touches nothing else. */
export interface Host {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly disk: Disk
  readonly network: Network
  readonly log: LogSink
}
