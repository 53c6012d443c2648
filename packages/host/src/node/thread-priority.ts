/**
 * Which threads of the process go first, on Linux, where each has a priority of its own: the event loop before Node's
 * helpers (pool, compiler, collector), those before workers. Elsewhere all are alike. Refuses nothing: where priorities
 * may not be changed they stay.
 */
import { readdirSync, readlinkSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'

/** Requests wait for some helpers too, as for reads: they keep a tenth of a processor that they share with the loop. */
const HELPER_NICENESS = 10
/** What is left of the processor is enough for work that nobody waits for. */
const WORKER_NICENESS = 15
const LEAST_PRIORITY = 19

/** For a worker: its own thread. */
export function workerGivesWay(): void {
  if (process.platform === 'linux') attempt(() => setPriority(behind(WORKER_NICENESS)))
}

/**
 * For the event loop of a process that is a server and nothing else: the threads that there are besides its own. With
 * fewer processors than busy threads these run for milliseconds before the loop, which needs tens of microseconds
 * (`bench/storage/produce-while-cleaning.mjs`). Threads that begin later are as the loop is.
 */
export function helpersGiveWay(): void {
  if (process.platform !== 'linux') return
  attempt(() => {
    const priority = behind(HELPER_NICENESS)
    const threads = readdirSync('/proc/self/task').map(Number)
    const own = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    for (const thread of threads) if (thread !== own) attempt(() => setPriority(thread, priority))
  })
}

/** Threads begin with the priority of the one that made them, which is the event loop's. */
function behind(niceness: number): number {
  return Math.min(getPriority() + niceness, LEAST_PRIORITY)
}

/** Not allowed here, or the thread has ended: then it stays as it is. */
function attempt(change: () => void): void {
  try {
    change()
  } catch {
    // See above.
  }
}
