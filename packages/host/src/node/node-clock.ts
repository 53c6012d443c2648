/**
 * The process's clocks behind `Clock`: the system's wall clock and Node's monotonic one. Keeps no state.
 */
import type { Clock } from '../clock.js'

export const nodeClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
}
