/**
 * What an append needs open before anything is staged: once a batch is staged its offset is given and its
 * acknowledgement may be written, so that the want of a descriptor must show here, where it refuses that one
 * append. (A roll then finds one too: the file that ends can be closed for the one that begins.)
 */
import type { RejectedBatches } from '../core/append-result.js'
import { isTooManyFiles } from './log-disk.js'
import { type LogState, tailOf } from './log-state.js'

export const NO_DESCRIPTOR: RejectedBatches = {
  error: 'KAFKA_STORAGE_ERROR',
  message: 'too many open files',
  recordErrors: [],
  logStartOffset: -1,
}

/** False: no descriptor. Any other failure is left to the write, which knows what to do about it. */
export function opensForAppend(log: LogState): boolean {
  const { active } = log.segments
  if ((active.log.isOpen && log.tail !== undefined) || log.staging.bytes > 0) return true
  if (log.deleted || log.context.failure !== undefined) return true
  try {
    tailOf(log)
    return active.log.file !== undefined
  } catch (error) {
    return !isTooManyFiles(error)
  }
}
