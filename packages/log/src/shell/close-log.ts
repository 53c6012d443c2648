/**
 * The end of a log's use: all that is staged and known goes to the files, so that a clean start need read next to
 * nothing. A log whose end could not be put right before is left to recovery.
 */
import { encodeProducerSnapshot } from '../core/producer-snapshot.js'
import { flushLog } from './flush-log.js'
import { epochsAreDue, type LogState, writeEpochs } from './log-state.js'
import { repairsEnded } from './repair-queue.js'
import { writeStaged } from './write-staged.js'

/**
 * Writes what is staged, the index entries that are due at the end, and a snapshot; flushes; lets go of the files, also
 * when it rejects with DiskError: the next start then recovers.
 */
export async function closeLog(log: LogState): Promise<void> {
  const givenUp = await repairsEnded(log)
  try {
    if (log.context.failure === undefined) {
      if (givenUp !== undefined) throw givenUp
      writeStaged(log)
      await leaveWhole(log)
    }
    await Promise.all(log.segments.all.map((segment) => segment.close()))
  } catch (error) {
    await Promise.all(log.segments.all.map((segment) => segment.abandon()))
    throw error
  }
}

async function leaveWhole(log: LogState): Promise<void> {
  const { active } = log.segments
  if (log.tail !== undefined) {
    if (log.tail.takesTimeEntry()) active.addTimeEntry(log.tail)
    active.offsetIndex.writePending()
    active.timeIndex.writePending()
  }
  if (log.logEndOffset > log.snapshots.newest) {
    await log.snapshots.write(log.logEndOffset, encodeProducerSnapshot(log.producers.snapshot()))
  }
  const neverUsed = log.tail === undefined && log.recoveryPoint >= log.logEndOffset
  if (!neverUsed) await active.syncIndexes()
  if (epochsAreDue(log)) writeEpochs(log)
  await flushLog(log)
  await log.epochFile.settled()
}
