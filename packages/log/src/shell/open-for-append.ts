/**
 * What must be well before anything is staged: once a batch is staged its offset is given and its
 * acknowledgement may be written, so that the want of room or of a descriptor must show here, where it refuses
 * that one append. (A roll then finds a descriptor too: the file that ends can be closed for the one that begins.)
 */
import type { RejectedBatches } from '../core/append-result.js'
import { isTooManyFiles } from './log-disk.js'
import { type LogState, tailOf } from './log-state.js'

const NO_DESCRIPTOR = refusal('too many open files')
const NO_ROOM = refusal('the data directory is full')
const UNDER_REPAIR = refusal('the end of the log is being cut off')

function refusal(message: string): RejectedBatches {
  return { error: 'KAFKA_STORAGE_ERROR', message, recordErrors: [], logStartOffset: -1 }
}

/** undefined: nothing stands against it. Other failures are left to the write, which knows what to do about them. */
export function whyNoAppend(log: LogState): RejectedBatches | undefined {
  if (log.context.isFull) return NO_ROOM
  if (log.repair !== undefined) return UNDER_REPAIR
  const { active } = log.segments
  if ((active.log.isOpen && log.tail !== undefined) || log.staging.bytes > 0) return undefined
  if (log.deleted || log.context.failure !== undefined) return undefined
  try {
    tailOf(log)
    return active.log.file !== undefined ? undefined : NO_DESCRIPTOR
  } catch (error) {
    return isTooManyFiles(error) ? NO_DESCRIPTOR : undefined
  }
}
