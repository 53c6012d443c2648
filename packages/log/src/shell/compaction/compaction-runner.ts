/**
 * Where passes run: on a thread of their own where the host has threads and the program is there, else on the event
 * loop, in steps small enough to go unnoticed.
 */
import { type Host, type Worker, WorkerError } from '@samsa/host'
import { compactSegments } from './compact-segments.js'
import { compactionIo } from './compaction-io.js'
import type { CleanedGroup, CompactionRequest, CompactionResult } from './compaction-request.js'

/** Of one step on the event loop: a fraction of a millisecond. */
const INLINE_BYTES = 32 * 1024

/** A pass under way. */
export interface CompactionRun {
  /** Rejects for broken invariants only. */
  readonly result: Promise<CompactionResult>
  /** The pass ends soon, as 'aborted' or as it would have ended. */
  cancel(): void
}

export class CompactionRunner {
  #worker: Worker | undefined
  #opened = false

  constructor(private readonly host: Host) {}

  /** `onGroup` is told of each group as soon as its files are whole. */
  run(request: CompactionRequest, onGroup: (group: CleanedGroup) => void): CompactionRun {
    const worker = this.#open()
    return worker === undefined ? this.#inline(request, onGroup) : onThread(worker, request, onGroup)
  }

  #open(): Worker | undefined {
    if (!this.#opened) {
      this.#opened = true
      this.#worker = this.host.workers?.open(new URL('./compaction-worker.js', import.meta.url))
    }
    return this.#worker
  }

  #inline(request: CompactionRequest, onGroup: (group: CleanedGroup) => void): CompactionRun {
    const call = { isCancelled: false }
    const io = compactionIo(
      this.host,
      { read: (file, into, position) => file.readLater(into, position), sync: (file) => file.sync() },
      request.maxBytesPerSecond,
      call,
    )
    const small = { ...request, ioBytes: Math.min(request.ioBytes, INLINE_BYTES) }
    const cancel = (): void => {
      call.isCancelled = true
    }
    return { result: compactSegments(io, small, onGroup), cancel }
  }

  /** Ends the thread, if there is one. Passes under way end as aborted. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    this.#opened = false
    await worker?.close()
  }
}

function onThread(
  worker: Worker,
  request: CompactionRequest,
  onGroup: (group: CleanedGroup) => void,
): CompactionRun {
  const job = worker.run(request, (group) => onGroup(group as CleanedGroup))
  const result = job.result.then(
    (answer) => answer as CompactionResult,
    (error: unknown): CompactionResult => {
      if (!(error instanceof WorkerError)) throw error
      const isOurs = error.kind === 'cancelled' || error.kind === 'closed'
      return isOurs ? { outcome: 'aborted' } : { outcome: 'failed', because: error.message }
    },
  )
  return { result, cancel: () => job.cancel() }
}
