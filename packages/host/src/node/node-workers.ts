/**
 * Node's worker threads behind `Workers`. A thread is started with its first job, does not keep the process alive
 * while it has none, and ends when it was idle for a while. Refuses nothing: a program that throws or a thread that
 * dies is a WorkerError of the job it happened to.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker as Thread } from 'node:worker_threads'
import { type Worker, WorkerError, type WorkerJob, type WorkerOptions, type Workers } from '../workers.js'
import type { FromWorker, ToWorker } from './worker-messages.js'

const defaultIdleMs = 10_000
const defaultHeapBytes = 64 * 1024 * 1024

export const nodeWorkers: Workers = {
  open: (entry, options = {}) =>
    entry.protocol === 'file:' && existsSync(fileURLToPath(entry))
      ? new NodeWorker(entry, options)
      : undefined,
}

interface Job {
  readonly input: unknown
  readonly onProgress: ((progress: unknown) => void) | undefined
  readonly resolve: (result: unknown) => void
  readonly reject: (error: WorkerError) => void
}

class NodeWorker implements Worker {
  #thread: Thread | undefined
  #running: Job | undefined
  #waiting: Job[] = []
  #idle: NodeJS.Timeout | undefined
  #closing: Promise<void> | undefined

  constructor(
    private readonly entry: URL,
    private readonly options: WorkerOptions,
  ) {}

  run(input: unknown, onProgress?: (progress: unknown) => void): WorkerJob {
    let job: Job | undefined
    const result = new Promise<unknown>((resolve, reject) => {
      job = { input, onProgress, resolve, reject }
      if (this.#closing !== undefined) return reject(new WorkerError('closed', this.entry.href))
      this.#waiting.push(job)
    })
    this.#next()
    return { result, cancel: () => this.#cancel(job as Job) }
  }

  #cancel(job: Job): void {
    if (this.#running === job) this.#send({ kind: 'cancel' })
    const place = this.#waiting.indexOf(job)
    if (place < 0) return
    this.#waiting.splice(place, 1)
    job.reject(new WorkerError('cancelled', this.entry.href))
  }

  #next(): void {
    if (this.#running !== undefined) return
    const job = this.#waiting.shift()
    if (job === undefined) return this.#rest()
    clearTimeout(this.#idle)
    this.#running = job
    this.#thread ??= this.#start()
    this.#thread.ref()
    this.#send({ kind: 'run', input: job.input })
  }

  #send(message: ToWorker): void {
    this.#thread?.postMessage(message)
  }

  #rest(): void {
    const thread = this.#thread
    if (thread === undefined) return
    thread.unref()
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.#end(), this.options.idleMs ?? defaultIdleMs)
    this.#idle.unref()
  }

  #start(): Thread {
    const maxOldGenerationSizeMb = Math.ceil((this.options.mostHeapBytes ?? defaultHeapBytes) / 2 ** 20)
    const thread = new Thread(this.entry, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb } })
    let cause = 'it ended'
    thread.on('message', (message: FromWorker) => this.#receive(thread, message))
    thread.on('error', (error: Error) => {
      cause = error.message
    })
    thread.on('exit', () => {
      if (this.#thread !== thread) return
      this.#thread = undefined
      this.#finish((job) => job.reject(new WorkerError('died', cause)))
    })
    return thread
  }

  #receive(thread: Thread, message: FromWorker): void {
    if (this.#thread !== thread) return
    if (message.kind === 'progress') this.#running?.onProgress?.(message.progress)
    else if (message.kind === 'done') this.#finish((job) => job.resolve(message.result))
    else this.#finish((job) => job.reject(new WorkerError('failed', message.detail)))
  }

  #finish(settle: (job: Job) => void): void {
    const job = this.#running
    this.#running = undefined
    if (job !== undefined) settle(job)
    this.#next()
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle)
    const thread = this.#thread
    this.#thread = undefined
    await thread?.terminate()
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const jobs = this.#running === undefined ? this.#waiting : [this.#running, ...this.#waiting]
    this.#running = undefined
    this.#waiting = []
    for (const job of jobs) job.reject(new WorkerError('closed', this.entry.href))
    await this.#end()
  }
}
