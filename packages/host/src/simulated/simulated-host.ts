/**
 * A process's door to a simulated world: `Host` for one incarnation of one machine. Time, chance, disk and network are
 * the world's; a host whose process died does nothing more.
 */
import type { Host } from '../host.js'
import type { LogSink } from '../log-sink.js'
import type { Timer } from '../timers.js'
import type { Incarnation } from './incarnation.js'
import type { Machine } from './machine.js'
import { SimulatedDisk } from './simulated-disk.js'
import { SimulatedNetwork } from './simulated-network.js'

/** Timers are late by up to this many microseconds, as they are in life. */
const mostLateMicros = 1_000

export function createSimulatedHost(machine: Machine, incarnation: Incarnation, log: LogSink['write']): Host {
  const { world } = machine
  const random = machine.random.fork(`process ${incarnation.number}`)
  return {
    clock: {
      wall: () => world.wallMs(machine),
      monotonic: () => world.nowMs,
    },
    timers: {
      after: (ms, run): Timer => {
        const late = 1 + machine.random.below(mostLateMicros)
        return world.schedule(incarnation, Math.max(0, ms) * 1000 + late, 'timer', run)
      },
      endOfTurn: (run) => {
        if (incarnation.alive) world.endOfTurn(incarnation, run)
      },
      stayAwake: () => undefined,
    },
    random,
    disk: new SimulatedDisk(machine, incarnation),
    network: new SimulatedNetwork(machine, incarnation),
    log: {
      write: (level, message, facts) => {
        if (incarnation.alive) log(level, message, facts)
      },
    },
  }
}
