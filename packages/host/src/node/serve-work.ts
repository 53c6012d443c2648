/**
 * The other end of `Workers`: what a worker's program calls first. It gives the program a clock, timers and the disk
 * of the thread, and the jobs one after the other. Refuses to run outside a worker.
 */
import { parentPort } from 'node:worker_threads'
import type { Host } from '../host.js'
import { nodeClock } from './node-clock.js'
import { NodeDisk } from './node-disk.js'
import { nodeTimers } from './node-timers.js'
import { workerGivesWay } from './thread-priority.js'
import type { FromWorker, ToWorker } from './worker-messages.js'

/** As much of the world as a worker has. */
export type WorkerHost = Pick<Host, 'clock' | 'timers' | 'disk'>

export interface WorkerCall {
  /** The other end asked for an early end: look at it now and then, after an await. */
  readonly isCancelled: boolean
  /** Told to the other end's `onProgress`; a structured clone. */
  progress(progress: unknown): void
}

/** Answers each job with what `program` resolves with. A program that throws fails its job and no other. */
export function serveWork(
  program: (host: WorkerHost, input: unknown, call: WorkerCall) => Promise<unknown>,
): void {
  const port = parentPort
  if (port === null) throw new Error('this program runs in a worker thread')
  workerGivesWay()
  const host: WorkerHost = { clock: nodeClock, timers: nodeTimers(), disk: new NodeDisk() }
  const send = (message: FromWorker): void => port.postMessage(message)
  let call = { isCancelled: false, progress: (_: unknown): void => undefined }
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'cancel') {
      call.isCancelled = true
      return
    }
    call = { isCancelled: false, progress: (progress) => send({ kind: 'progress', progress }) }
    program(host, message.input, call).then(
      (result) => send({ kind: 'done', result }),
      (error: unknown) => send({ kind: 'failed', detail: detailOf(error) }),
    )
  })
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
