/**
 * What puts the end of a log right after a write that failed or a cut: one piece of work after the other, and nothing
 * is appended meanwhile (`log.repair`). Want of room or of descriptors passes, so that each step is tried until it is
 * done; only a directory that failed or is about to be left ends that. Work comes from undo-write.ts, truncate-log.ts.
 */
import { DiskError } from '@samsa/host'
import { diskFailed, type LogState } from './log-state.js'

const RETRY_MS = 1000

/**
 * Begins `work`, made of `untilDone` steps, once what was added before it has ended. Rejects with the DiskError for
 * which it was given up: then all that comes after it is too, as what the files hold is unknown.
 */
export function addRepair(log: LogState, work: () => Promise<void>): Promise<void> {
  const before: NonNullable<LogState['repair']> = log.repair ?? Promise.resolve(undefined)
  const done = before.then(async (failure) => {
    if (failure !== undefined) throw failure
    await work()
  })
  const ended = done.then(
    () => {
      if (log.repair === ended) log.repair = undefined
      return undefined
    },
    (error: unknown) => {
      if (!(error instanceof DiskError)) throw error
      return error
    },
  )
  log.repair = ended
  return done
}

/** Nothing is under way once it resolves: with why the last work was given up, if it was. */
export async function repairsEnded(log: LogState): Promise<DiskError | undefined> {
  let failure: DiskError | undefined
  let ended: LogState['repair']
  while (log.repair !== undefined && log.repair !== ended) {
    ended = log.repair
    failure = await ended
  }
  return failure
}

/** Does the step, again and again if need be; not on a log that was deleted. Rejects with DiskError: given up. */
export async function untilDone(log: LogState, step: () => Promise<void> | void): Promise<void> {
  const { context } = log
  while (!log.deleted) {
    if (context.failure !== undefined) throw context.failure.error
    try {
      await step()
      return
    } catch (error) {
      if (log.deleted) return
      if (!(error instanceof DiskError)) throw error
      diskFailed(log, error)
      // Of what is left of it the next start knows by the recovery: no clean marker is written then.
      if (context.isClosing || context.failure !== undefined) throw error
    }
    await new Promise<void>((resolve) => context.host.timers.after(RETRY_MS, resolve))
  }
}
