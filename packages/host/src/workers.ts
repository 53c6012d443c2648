/**
 * Threads beside the event loop, for work that is long and needs nothing but a disk: compaction. A program is a file
 * of its own; what goes in and comes out is plain data (structured clones). Hosts without threads have no `Workers`,
 * and their users run the same program on the loop, in small steps.
 */
export interface Workers {
  /**
   * A worker for the program at `entry`; undefined where there is none (sources that were not built). No thread runs
   * before the first `run`; one without work ends after `idleMs`, and the next `run` starts another.
   */
  open(entry: URL, options?: WorkerOptions): Worker | undefined
}

export interface WorkerOptions {
  /** Milliseconds without work after which the thread ends. Default 10 000. */
  readonly idleMs?: number
  /** Bound on the thread's heap; buffers are not in it. Default 64 MiB. */
  readonly mostHeapBytes?: number
}

/** Owned by whoever opened it. */
export interface Worker {
  /** One job at a time; those that come meanwhile wait. */
  run(input: unknown, onProgress?: (progress: unknown) => void): WorkerJob
  /** Ends the thread and what runs on it. Idempotent; nothing is left behind once it resolves. */
  close(): Promise<void>
}

export interface WorkerJob {
  /** What the program returned. Rejects with WorkerError. */
  readonly result: Promise<unknown>
  /** Asks the program to end early; what it answers then is its own affair. One that still waits is never begun. */
  cancel(): void
}

/**
 * 'failed': the program threw; 'died': its thread ended (out of memory, it may be); 'cancelled': it was never begun;
 * 'closed': its worker was closed.
 */
export type WorkerErrorKind = 'failed' | 'died' | 'cancelled' | 'closed'

export class WorkerError extends Error {
  override readonly name = 'WorkerError'
  constructor(
    readonly kind: WorkerErrorKind,
    detail: string,
  ) {
    super(`worker ${kind}: ${detail}`)
  }
}
