/**
 * The real world, assembled: the operating system's clock, chance, files and sockets behind `Host`.
 * Holds no state of its own; two hosts in one process know nothing of each other.
 */
import type { Host } from '../host.js'
import type { LogSink } from '../log-sink.js'
import { nodeClock } from './node-clock.js'
import { NodeDisk } from './node-disk.js'
import { nodeLogSink } from './node-log-sink.js'
import { NodeNetwork } from './node-network.js'
import { NodeRandom } from './node-random.js'
import { nodeTimers } from './node-timers.js'
import { nodeWorkers } from './node-workers.js'

export interface NodeHostOptions {
  /** Default: text lines of level 'warn' and above on standard error. */
  readonly log?: LogSink
}

/** The host every production process runs on. */
export function createNodeHost(options: NodeHostOptions = {}): Host {
  const log = options.log ?? nodeLogSink({ level: 'warn' })
  return {
    clock: nodeClock,
    timers: nodeTimers(),
    random: new NodeRandom(),
    disk: new NodeDisk(),
    network: new NodeNetwork(log),
    log,
    workers: nodeWorkers,
  }
}
